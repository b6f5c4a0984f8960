"""Profile pictures: small, square, without metadata, in private storage."""

from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from PIL import Image, ImageOps

from library.image_limits import decoding_lock

SIDE_PIXELS = 480
"""Pixels: twice what a page shows, for sharp screens."""


def crop_to_square(picture: File) -> ContentFile:
    """Return a picture as a small square JPEG, encoded from the pixels.

    Args:
        picture: A picture that `library.forms.ImageUploadField` has checked.
    """
    picture.seek(0)
    size = (SIDE_PIXELS, SIDE_PIXELS)
    with decoding_lock(), Image.open(picture) as opened:
        opened.draft(None, (2 * SIDE_PIXELS, 2 * SIDE_PIXELS))
        # The colours of a palette cannot be mixed.
        whole = opened.convert("RGBA") if opened.mode == "P" else opened
        fitted = ImageOps.fit(whole, size, centering=(0.5, 0.35)).convert("RGBA")
    paper = Image.new("RGB", fitted.size, "white")
    paper.paste(fitted, mask=fitted.getchannel("A"))
    written = BytesIO()
    paper.save(written, "JPEG", quality=85)
    return ContentFile(written.getvalue())


def upload_path(instance: Any, filename: str) -> str:
    """Return a random path in private storage that reveals nothing about the user."""
    return f"profiles/{uuid4().hex}.jpg"


def delete_file_on_commit(storage: Storage, name: str) -> None:
    """Delete a file when the current transaction commits."""
    transaction.on_commit(partial(storage.delete, name))
