"""App of the library: images and documents."""

import warnings

from django.apps import AppConfig
from django.conf import settings
from PIL import Image


class LibraryConfig(AppConfig):
    """The image and document models of the hub."""

    name = "library"

    def ready(self) -> None:
        """Set the size limit of images, clean text fields, and connect the signal receivers."""
        from library import receivers, text_cleaning

        # Pillow warns at its limit and refuses at twice as much. The form explains; this limit is
        # for all other code that opens a picture. A picture that is large but allowed is no news.
        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        text_cleaning.install()
        receivers.connect()
