"""Sample images: with metadata, rotated, animated, or malicious."""

import struct
import zlib
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

CANARY = "CANARY-ward-7-bed-C"
SECRET = CANARY.encode()
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TYPES = {"jpg": "jpeg", "mpo": "jpeg"}
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    f'syntax-ns#"><rdf:Description dc:creator="{CANARY}"/></rdf:RDF></x:xmpmeta>'
).encode()
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(SECRET)) + SECRET


def corners(size: tuple[int, int] = (48, 32), mode: str = "RGB") -> Image.Image:
    """Draw an image whose corners are red, lime, blue and white, clockwise from the top left."""
    image = Image.new("RGB", size, "red")
    width, height = size
    image.paste("lime", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    image.paste("white", (width // 2, height // 2, width, height))
    return image.convert(mode)


def corner_colours(image: Image.Image) -> list[str]:
    """Return the names of the corners' colours, as drawn by `corners`."""
    image = image.convert("RGB")
    width, height = image.size
    names = {(1, 0, 0): "red", (0, 1, 0): "lime", (0, 0, 1): "blue", (1, 1, 1): "white"}
    spots = [(x, y) for y in (height // 6, height - 4) for x in (width // 6, width - 4)]
    return [names.get(tuple(round(c / 255) for c in image.getpixel(spot)), "?") for spot in spots]


def exif(orientation: int = 1) -> bytes:
    """Return EXIF data with a location, a camera and its owner."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = CANARY
    data[0x9286] = b"ASCII\0\0\0" + SECRET
    data.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 29: CANARY})
    data.get_ifd(0x8769).update({0xA430: CANARY, 0x927C: SECRET})
    return data.tobytes()


def moving_frames(mode: str = "RGB") -> list[Image.Image]:
    """Draw four different frames."""
    return [corners(mode=mode).rotate(90 * n) for n in range(4)]


def segment(marker: int, data: bytes) -> bytes:
    """Return one segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def secret_jpeg(orientation: int = 1, **options: object) -> bytes:
    """Return a JPEG with secrets in EXIF, XMP, IPTC, a comment, a thumbnail and after its end."""
    output = BytesIO()
    image = options.pop("image", None) or corners()
    image.save(
        output,
        "JPEG",
        exif=exif(orientation),
        xmp=XMP,
        comment=SECRET,
        icc_profile=ICC,
        **{"quality": 95, **options},
    )
    data = output.getvalue()
    hidden = (
        segment(0xED, IPTC)
        + segment(0xE0, b"JFXX\0\x10" + SECRET)
        + segment(0xEB, SECRET)
        + segment(0xE2, b"FPXR\0" + SECRET)
    )
    return data[:2] + hidden + data[2:] + SECRET


def secret_mpo() -> bytes:
    """Return an MPO file with two images, as written by cameras."""
    output = BytesIO()
    corners().save(
        output, "MPO", save_all=True, append_images=[Image.new("RGB", (48, 32))], exif=exif()
    )
    return output.getvalue() + SECRET


def secret_png(mode: str = "RGB", **options: object) -> bytes:
    """Return a PNG with secrets in text, EXIF and private chunks, and after its end."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_itxt("Author", CANARY, zip=False)
    info.add_text("Raw profile type iptc", CANARY)
    output = BytesIO()
    image = corners(mode=mode)
    image.save(output, "PNG", pnginfo=info, exif=exif(), icc_profile=ICC, dpi=(300, 300), **options)
    data = output.getvalue()
    end = len(data) - 12
    return data[:end] + chunk(b"teXt", SECRET) + chunk(b"prVt", SECRET) + data[end:] + SECRET


def secret_gif(*, moving: bool = True) -> bytes:
    """Return a GIF with a secret comment, application block and bytes after its end."""
    output = BytesIO()
    first, *rest = moving_frames("P")
    options = {"append_images": rest, "duration": [100, 200, 300, 400], "loop": 3}
    first.save(output, "GIF", comment=SECRET, save_all=moving, **(options if moving else {}))
    data = output.getvalue()
    block = b"!\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    return data[:-1] + block + data[-1:] + SECRET


def secret_webp(*, moving: bool = False, lossless: bool = False) -> bytes:
    """Return a WebP with secrets in EXIF and XMP, and after its end."""
    output = BytesIO()
    first, *rest = moving_frames()
    options = {"append_images": rest, "duration": [100, 200, 300, 400], "loop": 3}
    first.save(
        output,
        "WEBP",
        exif=exif(),
        xmp=XMP,
        icc_profile=ICC,
        lossless=lossless,
        save_all=moving,
        **(options if moving else {}),
    )
    return output.getvalue() + SECRET


def secret_avif(*, moving: bool = False) -> bytes:
    """Return an AVIF with secrets in EXIF and XMP, and in a box at its end."""
    output = BytesIO()
    first, *rest = moving_frames()
    options = {"append_images": rest, "duration": [100, 200, 300, 400]}
    first.save(
        output,
        "AVIF",
        exif=exif(),
        xmp=XMP,
        icc_profile=ICC,
        quality=90,
        save_all=moving,
        **(options if moving else {}),
    )
    return output.getvalue() + struct.pack(">I", 8 + len(SECRET)) + b"free" + SECRET


def secret_apng(**options: object) -> bytes:
    """Return an animated PNG with a secret text."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY)
    output = BytesIO()
    first, *rest = moving_frames()
    first.save(
        output,
        "PNG",
        save_all=True,
        append_images=rest,
        duration=[100, 200, 300, 400],
        loop=3,
        pnginfo=info,
        **options,
    )
    return output.getvalue()


SECRETIVE = {
    "camera.jpg": secret_jpeg,
    "stereo.jpg": secret_mpo,
    "still.png": secret_png,
    "palette.png": lambda: secret_png("P"),
    "moving.png": secret_apng,
    "still.gif": lambda: secret_gif(moving=False),
    "moving.gif": secret_gif,
    "still.webp": secret_webp,
    "lossless.webp": lambda: secret_webp(lossless=True),
    "moving.webp": lambda: secret_webp(moving=True),
    "still.avif": secret_avif,
    "moving.avif": lambda: secret_avif(moving=True),
}

# Wagtail's imaging library opens no others.
SHOWN = [name for name in SECRETIVE if name not in ("moving.png", "moving.avif")]


def plain_jpeg(size: tuple[int, int] = (48, 32)) -> bytes:
    """Return a JPEG without metadata."""
    output = BytesIO()
    corners(size).save(output, "JPEG", quality=92)
    return output.getvalue()


@cache
def large_jpeg(size: tuple[int, int] = (8_000, 6_125), **options: object) -> bytes:
    """Return a JPEG of 49 megapixels, as large cameras make them."""
    output = BytesIO()
    Image.new("L", size, 128).convert("RGB").save(output, "JPEG", quality=50, **options)
    return output.getvalue()


def picture_of_mode(mode: str, kind: str, **options: object) -> bytes:
    """Return a picture from black to white in a colour mode of Pillow."""
    grey = Image.linear_gradient("L").resize((40, 30))
    if mode == "I;16":
        picture = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        picture = (grey if mode == "LA" else grey.convert("RGB")).convert(mode)
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


@cache
def png_bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """Return a PNG of a few kilobytes that decodes to hundreds of millions of pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@cache
def gif_bomb(side: int = 3_000, frames: int = 8) -> bytes:
    """Return a small animated GIF of many large frames."""
    output = BytesIO()
    images = [Image.new("P", (side, side), n % 2) for n in range(frames)]
    images[0].save(output, "GIF", save_all=True, append_images=images[1:], duration=50)
    return output.getvalue()


def png_of_false_size(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG that declares gigantic dimensions and has no image data."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"")


def endless_gif(frames: int = 200_000) -> bytes:
    """Return a GIF of very many frames of one pixel."""
    output = BytesIO()
    Image.new("P", (1, 1)).save(output, "GIF")
    data = output.getvalue()
    start = data.index(b",")
    return data[:start] + data[start:-1] * frames + b";"


def gif_of_growing_frames() -> bytes:
    """Return a GIF that declares one pixel; its second frame is huge."""
    output = BytesIO()
    Image.new("P", (1, 1)).save(output, "GIF")
    data = output.getvalue()
    frame = b",\0\0\0\0" + struct.pack("<HH", 60_000, 60_000) + b"\0\x02\x02D\x01\0"
    return data[:-1] + frame + b";"


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    """Return bytes as an uploaded file."""
    kind = name.rsplit(".", 1)[-1]
    return SimpleUploadedFile(name, data, content_type=f"image/{TYPES.get(kind, kind)}")
