"""Blocks to look at, watch or download."""

import re

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

_YOUTUBE = re.compile(
    r"^https://(?:www\.)?(?:youtube\.com/watch\?v=|youtube-nocookie\.com/embed/|youtu\.be/)"
    r"(?P<id>[\w-]{6,20})"
)
_VIMEO = re.compile(r"^https://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/)?(?P<id>\d{5,15})")


def embed_url(address: str) -> str:
    """Return the address of a video's player that sets no cookie, or an empty string.

    Args:
        address: The address of the video's page on YouTube or Vimeo.
    """
    if found := _YOUTUBE.match(address or ""):
        return f"https://www.youtube-nocookie.com/embed/{found['id']}"
    if found := _VIMEO.match(address or ""):
        return f"https://player.vimeo.com/video/{found['id']}?dnt=1"
    return ""


class PictureBlock(blocks.StructBlock):
    """A picture in the text."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=300)
    credit = blocks.CharBlock(
        required=False,
        max_length=200,
        help_text="Only where it differs from the credit kept with the picture.",
    )

    class Meta:
        icon = "image"
        label = "Picture"
        group = "Pictures and files"
        description = "A picture with a caption and a credit."
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"


class VideoValue(blocks.StructValue):
    """A video, and where it plays."""

    @property
    def player(self) -> str:
        """Return the address of the player."""
        return embed_url(self["url"])


class VideoBlock(blocks.StructBlock):
    """A video that loads nothing from elsewhere until a reader asks."""

    url = blocks.URLBlock(
        label="Address of the video", help_text="Its page on YouTube or Vimeo, beginning https://"
    )
    title = blocks.CharBlock(max_length=200)
    transcript = blocks.RichTextBlock(
        required=False,
        features=["bold", "italic", "link"],
        help_text="What is said and shown, for people who cannot hear, see or play it.",
    )

    def clean(self, value: dict) -> dict:
        """Refuse an address no player is known for."""
        cleaned = super().clean(value)
        if not embed_url(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(
                        "Give the address of a video on YouTube or Vimeo, for example "
                        "https://www.youtube.com/watch?v=…"
                    )
                }
            )
        return cleaned

    class Meta:
        icon = "media"
        label = "Video"
        group = "Pictures and files"
        description = "A video with a transcript. Nothing is loaded until a reader presses play."
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://vimeo.com/00000000",
            "title": "A weekly drop-in, explained in two minutes",
            "transcript": "<p>People gather, a guest speaks, everybody asks.</p>",
        }


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock()
    description = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = "Document"
        group = "Pictures and files"
        description = "A file to download, with its kind and size."
        template = "blocks/document.html"
        preview_template = "blocks/previews/document.html"
