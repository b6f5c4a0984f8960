"""Pictures of people: small, square, without metadata, and out of the public's reach."""

from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from PIL import Image, ImageOps

SIDE_PIXELS = 480
"""Pixels: twice what a page shows, for sharp screens."""


def crop_to_square(picture: File) -> ContentFile:
    """Return a picture of a person as a small square JPEG, drawn anew from the pixels.

    Args:
        picture: One that has come through `library.forms.PictureField`, which asked how large it
            is before anything was unpacked.
    """
    picture.seek(0)
    with Image.open(picture) as opened:
        whole = opened.convert("RGBA")
    fitted = ImageOps.fit(whole, (SIDE_PIXELS, SIDE_PIXELS), centering=(0.5, 0.35))
    paper = Image.new("RGB", fitted.size, "white")
    paper.paste(fitted, mask=fitted.getchannel("A"))
    written = BytesIO()
    paper.save(written, "JPEG", quality=85)
    return ContentFile(written.getvalue())


def upload_path(instance: Any, filename: str) -> str:
    """Return where a picture is stored among the private files: its name says nothing."""
    return f"profiles/{uuid4().hex}.jpg"


def delete_file_on_commit(storage: Storage, name: str) -> None:
    """Remove a file when the transaction that no longer needs it holds."""
    transaction.on_commit(partial(storage.delete, name))
