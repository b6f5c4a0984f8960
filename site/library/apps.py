"""Pictures and documents."""

import warnings

from django.apps import AppConfig
from django.conf import settings
from PIL import Image


class LibraryConfig(AppConfig):
    """The hub's own image and document."""

    name = "library"

    def ready(self) -> None:
        """Set how large a picture may be, and listen for new ones."""
        from library import receivers

        # Pillow warns at its limit and refuses at twice as much. The form explains; this holds
        # for whatever else opens a picture. A picture that is large but allowed is no news.
        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        receivers.connect()
