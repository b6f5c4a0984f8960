"""Raw StreamField values for the tests of the identifier scans."""


def text_block(markup: str) -> dict:
    """Return the raw value of a text block."""
    return {"type": "text", "value": markup}


def image_value(image: object, alt: str, caption: str) -> dict:
    """Return the raw value of an image block."""
    return {
        "image": {"image": image.pk, "alt_text": alt, "decorative": False},
        "caption": caption,
        "credit": "",
    }
