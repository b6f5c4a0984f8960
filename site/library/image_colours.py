"""Conversion of pictures to the colour modes that every format of a rendition can store."""

from io import BytesIO

from PIL import Image, ImageCms

WEB_MODES = {"L", "RGB", "RGBA"}
_PROFILE_SPACES = {"L": "GRAY", "RGB": "RGB", "RGBA": "RGB", "P": "RGB"}


def convert_for_web(picture: Image.Image) -> Image.Image:
    """Return a picture in grey, RGB, RGBA or with a palette, with a profile that fits or none.

    Args:
        picture: A decoded picture of any mode; its profile is in `info`.
    """
    profile = _profile(picture)
    if picture.mode == "CMYK":
        converted = _cmyk_to_rgb(picture, profile)
    elif picture.mode.startswith("I"):
        # `convert` would make everything white that is brighter than 255 of 65,535.
        converted = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode == "P":
        converted = picture
    elif picture.mode not in WEB_MODES or (
        picture.mode != "RGBA" and "transparency" in picture.info
    ):
        converted = picture.convert("RGBA" if picture.has_transparency_data else _opaque(picture))
    else:
        converted = picture
    if profile is None or profile.profile.xcolor_space.strip() != _PROFILE_SPACES[converted.mode]:
        converted.info.pop("icc_profile", None)
    if converted.mode != "P":
        converted.info.pop("transparency", None)
    return converted


def _opaque(picture: Image.Image) -> str:
    return "L" if picture.mode in {"1", "L", "LA", "La"} else "RGB"


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the colour profile of a picture, or None if it has none that can be read."""
    if not (data := picture.info.get("icc_profile")):
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(data))
    except (OSError, ImageCms.PyCMSError):
        return None


def _cmyk_to_rgb(picture: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image:
    """Convert a picture for print by its profile, which no browser applies to RGB."""
    converted: Image.Image | None = None
    if profile is not None and profile.profile.xcolor_space.strip() == "CMYK":
        try:
            converted = ImageCms.profileToProfile(
                picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            converted = None
    return converted if converted is not None else picture.convert("RGB")
