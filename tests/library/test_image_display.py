"""What is accepted can be shown in every size and format, and a bad file takes down no page."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from library.image_limits import MAX_DECODED_PIXELS
from library.image_metadata import strip_metadata
from library.models import HubImage
from library.renditions import generate_renditions
from tests import factories as make
from tests.library import image_samples

pytestmark = pytest.mark.django_db

PICTURES = {
    "deep.png": lambda: image_samples.picture_of_mode("I;16", "PNG"),
    "line.png": lambda: image_samples.picture_of_mode("1", "PNG"),
    "grey-alpha.png": lambda: image_samples.picture_of_mode("LA", "PNG"),
    "palette.png": lambda: image_samples.picture_of_mode(
        "P", "PNG", transparency=bytes(range(256))
    ),
    "key-colour.png": lambda: image_samples.picture_of_mode("L", "PNG", transparency=3),
    "print.jpg": lambda: image_samples.picture_of_mode("CMYK", "JPEG"),
    "grey.jpg": lambda: image_samples.picture_of_mode("L", "JPEG"),
    "profile.jpg": lambda: image_samples.picture_of_mode("RGB", "JPEG", icc_profile=b"bad" * 50),
    "moving.gif": image_samples.secret_gif,
    "moving.webp": lambda: image_samples.secret_webp(moving=True),
    "clear.avif": lambda: image_samples.picture_of_mode("RGBA", "AVIF"),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.same_on_both
def test_every_accepted_picture_has_every_rendition(admin, name):
    upload = image_samples.upload(PICTURES[name](), name)
    response = admin.post(
        reverse("wagtailimages:add"), {"title": "A ward", "file": upload, "collection": 1}
    )
    assert response.status_code == 302
    image = HubImage.objects.get()
    generate_renditions(image, "card", "sharing")
    image.get_renditions("width-20|format-png", "width-20|format-gif", "original|format-jpeg")
    with Image.open(image.file.path) as stored:
        assert stored.mode in {"L", "RGB", "RGBA", "P"}


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("CMYK", "JPEG")])
@pytest.mark.same_on_both
def test_conversion_keeps_light_and_dark(mode, kind):
    data = image_samples.picture_of_mode(mode, kind)
    clean = strip_metadata(ContentFile(data, name=f"a.{kind.lower()}"))
    with Image.open(clean) as picture:
        grey = picture.convert("L")
        assert [grey.getpixel((20, y)) // 64 for y in (1, 12, 20, 28)] == [0, 1, 2, 3]


@pytest.mark.same_on_both
def test_large_jpeg_is_stored_at_a_fraction_of_its_size():
    clean = strip_metadata(ContentFile(image_samples.large_jpeg(), name="a.jpg"))
    with Image.open(clean) as picture:
        assert picture.size == (2_000, 1_532)
        assert picture.width * picture.height < MAX_DECODED_PIXELS


@pytest.mark.parametrize("content", [None, b"", b"no picture", "truncated"])
def test_bad_file_takes_down_no_page(client, admin, content):
    hub = make.make_hub()
    data = image_samples.plain_jpeg((600, 400))
    image = HubImage.objects.create(title="A ward", file=ContentFile(data, name="a.jpg"))
    path = Path(image.file.path)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if content == "truncated" else content)
    body = [{"type": "picture", "value": {"image": image_value(image), "caption": ""}}]
    blog = make.make_blog(hub.blogs, "Two boxes", image=image, image_alt="A ward", body=body)
    for url in (blog.url, hub.blogs.url, hub.home.url):
        response = client.get(url)
        assert response.status_code == 200
        text = response.content.decode()
        assert "og:image" not in text
        assert "not-found" not in text
        assert 'src="/static/img/missing-picture' in text
    assert 'alt="A nurse at a bedside"' in client.get(blog.url).content.decode()
    for url in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailadmin_pages:edit", args=[blog.pk]),
    ):
        assert admin.get(url).status_code == 200


def image_value(image):
    """Return the value of an image block that describes an image."""
    return {"image": image.pk, "alt_text": "A nurse at a bedside", "decorative": False}
