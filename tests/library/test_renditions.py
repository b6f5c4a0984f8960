"""Renditions: those generated in advance are those that templates use."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.template import engines
from django_tasks import task_backends
from PIL import Image

from library.models import HubImage, HubRendition
from library.renditions import (
    RENDITION_SPECS,
    filter_specs,
    generate_renditions,
    generate_renditions_task,
)
from tests.library import image_samples

pytestmark = pytest.mark.django_db

DUMMY = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def stored(data=None, name="a.jpg"):
    file = ContentFile(data or image_samples.plain_jpeg((600, 400)), name=name)
    return HubImage.objects.create(title="A ward", file=file)


def render(image, text):
    template = engines["django"].from_string("{% load wagtailimages_tags %}" + text)
    return template.render({"image": image})


def test_filter_specs_are_unique():
    assert filter_specs("sharing") == ["fill-1200x630|format-jpeg"]
    assert filter_specs("text", "hero").count("width-800|format-webp") == 1
    assert len(filter_specs()) == len(set(filter_specs())) == 22
    with pytest.raises(KeyError):
        filter_specs("poster")


@pytest.mark.parametrize("purpose", RENDITION_SPECS)
def test_the_tag_uses_generated_renditions(purpose):
    image = stored()
    renditions = generate_renditions(image, purpose)
    assert HubRendition.objects.count() == len(renditions) == len(filter_specs(purpose))
    tag = "image" if purpose == "sharing" else "picture"
    html = render(
        HubImage.objects.get(), f"{{% {tag} image {' '.join(RENDITION_SPECS[purpose])} %}}"
    )
    assert HubRendition.objects.count() == len(renditions)
    for rendition in renditions.values():
        assert purpose == "sharing" or rendition.url in html


def test_the_tags_of_templates_use_generated_renditions():
    image = stored()
    generate_renditions(image)
    before = HubRendition.objects.count()
    image = HubImage.objects.get()
    render(image, "{% picture image fill-{400x250,800x500} format-{avif,webp,jpeg} %}")
    render(image, "{% picture image width-{800,1600} format-{avif,webp,jpeg} %}")
    render(image, "{% picture image fill-{160x160,320x320} format-{avif,webp,jpeg} %}")
    render(image, "{% picture image width-{400,800} format-{avif,webp,jpeg} %}")
    render(image, "{% image image fill-1200x630 format-jpeg %}")
    assert HubRendition.objects.count() == before


def test_generation_is_idempotent():
    image = stored()
    generate_renditions(image, "card")
    before = set(HubRendition.objects.values_list("pk", flat=True))
    generate_renditions(HubImage.objects.get(), "card")
    assert set(HubRendition.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("name", image_samples.SHOWN)
def test_renditions_have_no_metadata(media, name):
    image = stored(image_samples.SECRETIVE[name](), name)
    generate_renditions(image, "portrait", "sharing")
    image.get_rendition("original")
    image.get_rendition("width-20")
    image.get_rendition("width-20|format-png")
    for path in media.rglob("*.*"):
        data = path.read_bytes()
        assert image_samples.SECRET not in data
        assert b"Exif" not in data and b"eXIf" not in data


@pytest.mark.parametrize("name", ["large.jpg", "large.png"])
def test_renditions_of_large_images_are_the_same_from_a_reduced_source(name):
    width, height = 2_400, 1_600
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (1_800, 1_200, 2_000, 1_400))
    data = BytesIO()
    picture.save(data, "JPEG" if name.endswith("jpg") else "PNG")
    image = stored(data.getvalue(), name)
    image.focal_point_x, image.focal_point_y = 1_900, 1_300
    image.focal_point_width = image.focal_point_height = 200
    image.save()
    renditions = image.get_renditions("fill-100x100-c100", "width-800", "width-2000", "original")
    sizes = [(rendition.width, rendition.height) for rendition in renditions.values()]
    assert sizes == [(100, 100), (800, 533), (2_000, 1_333), (width, height)]
    focal, small, *_ = [
        Image.open(rendition.file).convert("RGB") for rendition in renditions.values()
    ]
    # The crop around the focal point is red, and the red square is where it was.
    assert focal.getpixel((50, 50))[1] < 40
    assert small.getpixel((633, 433))[1] < 40 and small.getpixel((560, 433))[1] > 200


def test_without_a_worker_an_upload_generates_no_renditions(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        stored()
    assert not HubRendition.objects.exists()


def enqueued():
    """Return the arguments of the enqueued rendition tasks."""
    results = task_backends["default"].results
    return [result.args for result in results if result.task.name == "generate_renditions_task"]


def test_renditions_are_enqueued_on_commit(settings, django_capture_on_commit_callbacks):
    settings.TASKS = DUMMY
    with django_capture_on_commit_callbacks(execute=True):
        image = stored()
        assert not enqueued()
    assert enqueued() == [[image.pk]]


def test_the_task_generates_all_and_ignores_deleted_images():
    image = stored()
    generate_renditions_task.call(image.pk)
    assert HubRendition.objects.count() == len(filter_specs())
    pk = image.pk
    image.delete()
    generate_renditions_task.call(pk)
