"""Blocks that link to pages, external sites and forms."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class LinkCardBlock(blocks.StructBlock):
    """A link with a title and a short description."""

    title = blocks.CharBlock(max_length=150)
    page = blocks.PageChooserBlock(
        required=False, help_text="Choose a page of the hub, or enter a web address below."
    )
    url = blocks.URLBlock(
        required=False,
        label="Web address",
        help_text="Enter the address of a page on another website.",
    )
    description = blocks.CharBlock(required=False, max_length=250)

    def clean(self, value: dict) -> dict:
        """Require exactly one of page and URL."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError("Choose a page or enter a web address, but not both.")
                }
            )
        return cleaned

    class Meta:
        icon = "link"
        label = "Link card"
        group = "Links"
        description = "A link with a short description."
        template = "blocks/link_card.html"
        preview_value = {
            "title": "World Health Organization: patient safety",
            "url": "https://www.who.int/",
            "description": "The global action plan and its reports.",
        }


class FormValue(blocks.StructValue):
    """The value of a form block."""

    @property
    def form_url(self) -> str:
        """Return the form's URL, or an empty string while it is not published."""
        form = self.get("form")
        return form.get_absolute_url() if form and form.live else ""


class FormBlock(blocks.StructBlock):
    """A link to a form; its ``from`` parameter names the page that contains it.

    The form is linked and not embedded, so that the page stays cacheable for all readers.
    """

    form = SnippetChooserBlock(
        "networks.JoinForm", help_text="Readers see the button when the form is published."
    )
    text = blocks.CharBlock(max_length=60, default="Fill in the form", label="Button text")

    class Meta:
        icon = "form"
        label = "Form"
        group = "Links"
        description = "A button that opens one of the hub’s forms, such as “Write to us”."
        template = "blocks/form.html"
        preview_template = "blocks/previews/form.html"
        preview_value = {"text": "Write to us"}
        value_class = FormValue
