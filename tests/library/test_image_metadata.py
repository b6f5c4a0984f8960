"""Metadata is removed from uploaded images, and their appearance is unchanged."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageChops, ImageSequence
from PIL.JpegImagePlugin import get_sampling

from library.image_metadata import InvalidImageError, StrippedImageFile, strip_metadata
from tests.library import image_samples

CORNERS = ["red", "lime", "blue", "white"]


def clean(data: bytes, name: str = "picture.jpg") -> Image.Image:
    cleaned = strip_metadata(ContentFile(data, name=name))
    assert cleaned.name == name
    return Image.open(BytesIO(cleaned.read()))


def frames(image: Image.Image) -> list[tuple[Image.Image, int]]:
    return [
        (frame.convert("RGBA"), round(frame.info.get("duration", 0)))
        for frame in ImageSequence.Iterator(image)
    ]


@pytest.mark.parametrize("name", image_samples.SECRETIVE)
def test_no_metadata_remains(name):
    data = image_samples.SECRETIVE[name]()
    assert image_samples.SECRET in data
    cleaned = strip_metadata(ContentFile(data, name=name)).read()
    assert image_samples.SECRET not in cleaned
    assert b"Exif" not in cleaned and b"eXIf" not in cleaned
    assert b"xmp" not in cleaned.lower() and b"photoshop" not in cleaned.lower()
    with Image.open(BytesIO(cleaned)) as image:
        image.load()
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "photoshop", "Comment"} & set(image.info)


@pytest.mark.parametrize("name", image_samples.SECRETIVE)
def test_the_image_looks_the_same(name):
    data = image_samples.SECRETIVE[name]()
    image = clean(data, name)
    assert image_samples.corner_colours(image) == CORNERS
    assert image.size == (48, 32)
    assert image.format == ("JPEG" if "jpg" in name else name.rsplit(".")[1].upper())


@pytest.mark.parametrize(
    "name", ["camera.jpg", "still.png", "palette.png", "still.webp", "moving.webp", "still.avif"]
)
def test_colour_profile_is_kept(name):
    assert clean(image_samples.SECRETIVE[name](), name).info["icc_profile"] == image_samples.ICC


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_rotated_jpeg_is_stored_upright(orientation):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = image_samples.corners()
    if orientation in undo:
        lying = lying.transpose(undo[orientation])
    image = clean(image_samples.secret_jpeg(orientation, image=lying))
    assert image.size == (48, 32)
    assert image_samples.corner_colours(image) == CORNERS


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("orientation", [1, 6])
def test_jpeg_keeps_its_quality(subsampling, orientation):
    data = image_samples.secret_jpeg(orientation, subsampling=subsampling, quality=88)
    before, after = Image.open(BytesIO(data)), clean(data)
    assert after.quantization == before.quantization
    if orientation == 1 or subsampling != 1:
        assert get_sampling(after) == subsampling


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_jpeg_keeps_its_colours(mode):
    data = image_samples.secret_jpeg(image=image_samples.corners(mode=mode))
    before, after = Image.open(BytesIO(data)), clean(data)
    before = before.convert("RGB") if mode == "CMYK" else before
    assert after.mode == before.mode
    difference = ImageChops.difference(before, after).getextrema()
    extremes = [difference] if mode == "L" else difference
    assert max(high for _, high in extremes) < 12


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_png_is_lossless(mode):
    data = image_samples.secret_png(mode)
    before, after = Image.open(BytesIO(data)), clean(data, "a.png")
    # Not every format of a rendition has the modes "1" and "LA".
    assert after.mode == {"1": "L", "LA": "RGBA"}.get(mode, mode)
    assert after.tobytes() == before.convert(after.mode).tobytes()


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_palette_transparency_is_kept(kind):
    image = Image.new("P", (8, 8), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((0, 0), 0)
    output = BytesIO()
    image.save(output, kind, transparency=0)
    after = clean(output.getvalue(), f"a.{kind.lower()}").convert("RGBA")
    assert after.getpixel((0, 0))[3] == 0
    assert after.getpixel((5, 5)) == (0, 0, 255, 255)


def test_palette_alpha_of_png_is_kept():
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    output = BytesIO()
    image.save(output, "PNG", transparency=bytes([255, 128]))
    assert clean(output.getvalue(), "a.png").convert("RGBA").getpixel((1, 1)) == (0, 0, 255, 128)


@pytest.mark.parametrize("name", ["moving.gif", "moving.webp", "moving.png", "moving.avif"])
def test_animations_keep_frames_durations_and_loops(name):
    data = image_samples.SECRETIVE[name]()
    before, after = Image.open(BytesIO(data)), clean(data, name)
    assert after.n_frames == before.n_frames == 4
    assert after.info.get("loop") == before.info.get("loop")
    for (old, old_time), (new, new_time) in zip(frames(before), frames(after), strict=True):
        assert new_time == old_time
        assert image_samples.corner_colours(new) == image_samples.corner_colours(old)


def test_apng_keeps_its_default_image():
    data = image_samples.secret_apng(default_image=True)
    before, after = Image.open(BytesIO(data)), clean(data, "a.png")
    assert after.info.get("default_image") and after.n_frames == before.n_frames
    times = [time for _, time in frames(before)]
    assert [time for _, time in frames(after)] == times


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_animation_frames_are_disposed(kind):
    first, second = (Image.new("RGBA", (16, 16)) for _ in range(2))
    first.paste("red", (0, 0, 8, 16))
    second.paste("blue", (8, 0, 16, 16))
    # Without partial transparency a WebP need not have an alpha channel.
    for frame in (first, second):
        frame.paste((0, 0, 255, 128), (8, 0, 10, 16))
    output = BytesIO()
    first.save(output, kind, save_all=True, append_images=[second], disposal=2, duration=90)
    after = clean(output.getvalue(), f"a.{kind.lower()}")
    last = frames(after)[-1][0]
    assert last.getpixel((2, 2))[3] == 0
    assert last.getpixel((12, 2))[2] > 200


def test_lossless_webp_stays_lossless():
    data = image_samples.secret_webp(lossless=True)
    before, after = Image.open(BytesIO(data)), clean(data, "a.webp")
    assert after.tobytes() == before.tobytes()


def test_a_rotated_png_is_stored_upright():
    output = BytesIO()
    turned = image_samples.corners().transpose(Image.Transpose.ROTATE_90)
    turned.save(output, "PNG", exif=image_samples.exif(6))
    image = clean(output.getvalue(), "a.png")
    assert image.size == (48, 32)
    assert image_samples.corner_colours(image) == CORNERS


def test_a_rotated_avif_is_stored_upright():
    output = BytesIO()
    turned = image_samples.corners().transpose(Image.Transpose.ROTATE_90)
    turned.save(output, "AVIF", exif=image_samples.exif(6))
    image = clean(output.getvalue(), "a.avif")
    assert image.size == (48, 32)
    assert image_samples.corner_colours(image) == CORNERS


def test_a_stripped_file_is_not_encoded_again():
    once = strip_metadata(ContentFile(image_samples.secret_jpeg(), name="a.jpg"))
    assert strip_metadata(once) is once
    assert isinstance(once, StrippedImageFile)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        image_samples.secret_jpeg()[:900],
        image_samples.png_bomb(),
        image_samples.gif_of_growing_frames(),
    ],
    ids=["empty", "text", "svg", "truncated", "bomb", "growing"],
)
def test_non_image_file_is_refused(data):
    with pytest.raises(InvalidImageError):
        strip_metadata(ContentFile(data, name="a.jpg"))
