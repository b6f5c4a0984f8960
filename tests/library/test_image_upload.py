"""Uploads of images by every form and script: the same validation and metadata removal."""

from hashlib import sha1
from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile, File
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from library.models import HubImage
from tests.library import image_samples

pytestmark = pytest.mark.django_db

UNREADABLE = "cannot be read as a picture"
TOO_LARGE = "This picture is too large"

HARMFUL = {
    "bomb.png": (image_samples.png_bomb(), TOO_LARGE),
    "gigantic.png": (image_samples.png_of_false_size(), TOO_LARGE),
    "large.png": (image_samples.png_bomb(8_000, 7_000), TOO_LARGE),
    "long.png": (image_samples.png_bomb(8, 20_000), "This picture is too long"),
    "progressive.jpg": (image_samples.large_jpeg(progressive=True), TOO_LARGE),
    "many.gif": (image_samples.gif_bomb(), TOO_LARGE),
    "endless.gif": (image_samples.endless_gif(), "too long"),
    "growing.gif": (image_samples.gif_of_growing_frames(), UNREADABLE),
    "truncated.jpg": (image_samples.secret_jpeg()[:900], UNREADABLE),
    "truncated.png": (image_samples.secret_png().partition(b"IDAT")[0] + b"IDAT\x08", UNREADABLE),
    "truncated.webp": (image_samples.secret_webp()[:200], UNREADABLE),
    "truncated.avif": (image_samples.secret_avif()[:500], UNREADABLE),
    "headless.png": (image_samples.secret_png()[:20], UNREADABLE),
    "text.jpg": (b"not a picture at all", UNREADABLE),
    "page.png": (b"<html><script>alert(1)</script></html>", UNREADABLE),
    "drawing.jpg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNREADABLE),
    "moving.png": (image_samples.secret_apng(), "animated PNG"),
    "moving.avif": (image_samples.secret_avif(moving=True), "animated AVIF"),
    "wrong.png": (image_samples.secret_jpeg(), "extension does not match"),
    "drawing.svg": (image_samples.secret_png(), "Not a supported image format"),
}


def files_in(folder):
    """Return the stored files, without the renditions made by the admin."""
    return [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "images"]


def stored_image(data=None, name="a.jpg", **fields):
    file = ContentFile(data or image_samples.secret_jpeg(), name=name)
    return HubImage.objects.create(title="A ward", file=file, **fields)


def fields(data, name, **more):
    return {
        "title": "A ward",
        "file": image_samples.upload(data, name),
        "collection": Collection.get_first_root_node().pk,
        **more,
    }


def add(client, data, name):
    response = client.post(reverse("wagtailimages:add"), fields(data, name))
    return response, response.content.decode()


def add_several(client, data, name):
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "A ward",
            "files[]": image_samples.upload(data, name),
            "collection": Collection.get_first_root_node().pk,
        },
    )
    body = response.json()
    return response, body.get("error_message", "")


def add_in_chooser(client, data, name):
    more = {f"image-chooser-upload-{key}": value for key, value in fields(data, name).items()}
    response = client.post(reverse("wagtailimages_chooser:create"), more)
    return response, response.json().get("htmlFragment", "")


DOORS = [add, add_several, add_in_chooser]


@pytest.mark.parametrize(
    ("door", "name"),
    [
        # All forms have the same file field: one case of each runs in `make test`.
        *(pytest.param(add, name) for name in HARMFUL),
        *(pytest.param(door, "text.jpg") for door in DOORS[1:]),
        *(
            pytest.param(door, name, marks=pytest.mark.soak)
            for door in DOORS[1:]
            for name in HARMFUL
            if name != "text.jpg"
        ),
    ],
)
def test_a_harmful_file_is_refused_and_not_stored(admin, media, door, name):
    data, message = HARMFUL[name]
    response, answer = door(admin, data, name)
    assert response.status_code == 200
    assert message in answer
    assert not HubImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not files_in(media)


@pytest.mark.parametrize(
    "name",
    [
        "text.jpg",
        *(pytest.param(name, marks=pytest.mark.soak) for name in HARMFUL if name != "text.jpg"),
    ],
)
def test_a_harmful_file_does_not_replace_an_image(admin, media, name):
    image = stored_image()
    before = files_in(media)
    data, message = HARMFUL[name]
    response = admin.post(reverse("wagtailimages:edit", args=[image.pk]), fields(data, name))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert files_in(media) == before
    old_hash = image.file_hash
    image.refresh_from_db()
    assert image.file_hash == old_hash


def test_the_error_is_shown_at_the_file_field(admin):
    response, _ = add(admin, image_samples.png_bomb(), "bomb.png")
    assert list(response.context["form"].errors) == ["file"]
    assert "12 million pixels" in response.context["form"].errors["file"][0]


def test_a_file_of_too_many_bytes_is_not_decoded(admin, media):
    _, answer = add(admin, image_samples.secret_jpeg() + bytes(11 * 1024 * 1024), "a.jpg")
    assert "This file is too big" in answer
    assert not files_in(media)


def check_stored(image, media):
    stored = files_in(media)
    assert len(stored) == 1
    data = stored[0].read_bytes()
    assert image_samples.SECRET not in data
    assert image.file_size == len(data)
    assert image.file_hash == sha1(data, usedforsecurity=False).hexdigest()
    with Image.open(BytesIO(data)) as picture:
        assert (image.width, image.height) == picture.size


@pytest.mark.parametrize("name", image_samples.SHOWN)
@pytest.mark.parametrize("door", DOORS)
def test_an_uploaded_file_is_stored_without_metadata(admin, media, door, name):
    response, _ = door(admin, image_samples.SECRETIVE[name](), name)
    assert response.status_code in (200, 302)
    image = HubImage.objects.get()
    assert image.file.name == f"original_images/{name}"
    assert image.licence == HubImage.Licence.OWN
    check_stored(image, media)


@pytest.mark.parametrize("door", DOORS)
def test_a_rotated_photograph_has_upright_dimensions(admin, media, door):
    door(admin, image_samples.secret_jpeg(6), "a.jpg")
    image = HubImage.objects.get()
    assert (image.width, image.height) == (32, 48)
    check_stored(image, media)


def test_a_replaced_file_is_stored_without_metadata(admin, media):
    image = stored_image(image_samples.plain_jpeg())
    url = reverse("wagtailimages:edit", args=[image.pk])
    response = admin.post(url, fields(image_samples.secret_jpeg(8), "b.jpg"))
    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.width, image.height) == (32, 48)
    check_stored(image, media)


def test_an_edit_without_a_file_keeps_the_file(admin, media):
    image = stored_image()
    before = files_in(media)[0].read_bytes()
    url = reverse("wagtailimages:edit", args=[image.pk])
    response = admin.post(
        url, {"title": "Another", "collection": image.collection_id, "licence": "ogl"}
    )
    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.title, image.licence) == ("Another", "ogl")
    assert files_in(media)[0].read_bytes() == before


def test_a_pending_upload_has_no_metadata(admin, media):
    data = {
        "title": "x" * 300,
        "files[]": image_samples.upload(image_samples.secret_jpeg(6), "a.jpg"),
    }
    data["collection"] = Collection.get_first_root_node().pk
    body = admin.post(reverse("wagtailimages:add_multiple"), data).json()
    waiting = UploadedFile.objects.get()
    assert image_samples.SECRET not in files_in(media)[0].read_bytes()

    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{body['uploaded_file_id']}"
    response = admin.post(
        url,
        {f"{prefix}-title": "A ward", f"{prefix}-collection": data["collection"]},
    )
    assert response.json()["success"]
    image = HubImage.objects.get()
    assert (image.width, image.height) == (32, 48)
    check_stored(image, media)


def test_pending_uploads_of_other_types_are_unchanged(media):
    kind = ContentType.objects.get_by_natural_key("library", "hubdocument")
    file = ContentFile(b"a document", name="a.txt")
    UploadedFile.objects.create(for_content_type=kind, file=file)
    assert files_in(media)[0].read_bytes() == b"a document"


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_file_from_a_script_is_stored_without_metadata(media, orientation):
    image = stored_image(image_samples.secret_jpeg(orientation))
    image.refresh_from_db()
    assert (image.width, image.height) == ((48, 32) if orientation == 1 else (32, 48))
    check_stored(image, media)


def test_a_file_saved_through_its_field_has_no_metadata(media):
    image = HubImage(title="A ward")
    image.file.save("a.jpg", ContentFile(image_samples.secret_jpeg(6)))
    image.refresh_from_db()
    assert (image.width, image.height) == (32, 48)
    check_stored(image, media)


def test_a_file_from_disk_is_stored_without_metadata(media, tmp_path):
    path = tmp_path / "phone.jpg"
    path.write_bytes(image_samples.secret_jpeg())
    with path.open("rb") as file:
        image = HubImage.objects.create(title="A ward", file=File(file, name="phone.jpg"))
    image.refresh_from_db()
    check_stored(image, media)


def test_saving_again_does_not_encode_the_file(media):
    image = stored_image()
    before = files_in(media)[0].read_bytes()
    for _ in range(3):
        image = HubImage.objects.get()
        image.save()
    assert [path.read_bytes() for path in files_in(media)] == [before]


def test_form_explains_alternative_text(admin):
    page = admin.get(reverse("wagtailimages:add")).content.decode()
    assert "Alternative text" in page
    assert "for people who cannot see it" in page
