"""Blocks for images, videos and documents."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from pages.video_urls import INVALID_VIDEO_URL, embed_url


class PictureBlock(blocks.StructBlock):
    """An image with a caption and a credit."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=300)
    credit = blocks.CharBlock(
        required=False,
        max_length=200,
        help_text="Leave this empty to use the credit saved with the picture.",
    )

    class Meta:
        icon = "image"
        label = "Picture"
        group = "Pictures and files"
        description = "A picture with a caption and a credit."
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"


class VideoValue(blocks.StructValue):
    """The value of a video block."""

    @property
    def player_url(self) -> str:
        """Return the URL of the embeddable player."""
        return embed_url(self["url"])


class VideoBlock(blocks.StructBlock):
    """A video link; JavaScript replaces it with the player on a click, so nothing loads before."""

    url = blocks.URLBlock(
        label="Web address of the video",
        help_text="The address of its page on YouTube or Vimeo, starting with https://",
    )
    title = blocks.CharBlock(max_length=200)
    transcript = blocks.RichTextBlock(
        required=False,
        features=["bold", "italic", "link"],
        help_text="What is said and shown, for people who cannot hear, see or play the video.",
    )

    def clean(self, value: dict) -> dict:
        """Reject a URL that is no YouTube or Vimeo video."""
        cleaned = super().clean(value)
        if cleaned["url"] and not embed_url(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(INVALID_VIDEO_URL)}
            )
        return cleaned

    class Meta:
        icon = "media"
        label = "Video"
        group = "Pictures and files"
        description = "A video with a transcript. It loads only when a reader selects play."
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://vimeo.com/00000000",
            "title": "A weekly drop-in, explained in two minutes",
            "transcript": "<p>A guest speaks, then members ask questions.</p>",
        }


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock()
    description = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = "Document"
        group = "Pictures and files"
        description = "A file to download, with its type and size."
        template = "blocks/document.html"
        preview_template = "blocks/previews/document.html"
