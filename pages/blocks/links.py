"""Blocks that lead on."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class LinkValue(blocks.StructValue):
    """Where a link leads, and what it is called."""

    @property
    def target(self) -> str:
        """Return the address: the hub's own page if one is chosen, else the outside one."""
        page = self.get("page")
        return page.url if page and page.live else self["url"]

    @property
    def is_external(self) -> bool:
        """Tell whether it leads away from the hub."""
        return not (self.get("page") and self["page"].live)


class LinkCardBlock(blocks.StructBlock):
    """A link with a word about what is behind it."""

    title = blocks.CharBlock(max_length=150)
    page = blocks.PageChooserBlock(required=False, help_text="A page of the hub …")
    url = blocks.URLBlock(required=False, label="Address", help_text="… or an address elsewhere.")
    description = blocks.CharBlock(required=False, max_length=250)

    def clean(self, value: dict) -> dict:
        """Ask for one of the two: a page, or an address."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError("Choose a page or give an address: one of the two.")
                }
            )
        return cleaned

    class Meta:
        icon = "link"
        label = "Link card"
        group = "Leading on"
        description = "A link with a word about what is behind it."
        template = "blocks/link_card.html"
        value_class = LinkValue
        preview_value = {
            "title": "World Health Organization: patient safety",
            "url": "https://www.who.int/",
            "description": "The global action plan and its reports.",
        }


class HubLinkBlock(blocks.StructBlock):
    """A step a reader can take next."""

    text = blocks.CharBlock(max_length=60)
    page = blocks.PageChooserBlock()

    class Meta:
        icon = "link"
        label = "Button"
        value_class = LinkValue


class FormValue(blocks.StructValue):
    """A form, and where it is answered."""

    @property
    def address(self) -> str:
        """Return the form's address, or nothing while it is not published."""
        form = self.get("form")
        return form.get_absolute_url() if form and form.live else ""


class FormBlock(blocks.StructBlock):
    """A way to a form of the hub. The form knows by which page somebody came.

    It is a link, so that a page stays the same for everybody and a cache may keep it.
    """

    form = SnippetChooserBlock("networks.JoinForm", help_text="It is shown once it is published.")
    text = blocks.CharBlock(max_length=60, default="Fill in the form", label="Words on the button")

    class Meta:
        icon = "form"
        label = "Form"
        group = "Leading on"
        description = "A button that leads to one of the hub’s forms, such as “Write to us”."
        template = "blocks/form.html"
        preview_template = "blocks/previews/form.html"
        preview_value = {"text": "Write to us"}
        value_class = FormValue
