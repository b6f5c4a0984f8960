"""Admin panels of a name, and of the slug derived from it."""

from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput


def name_panel(field: str) -> TitleFieldPanel:
    """Return the panel of a name, which fills in the slug until the record is published."""
    return TitleFieldPanel(field, classname="", placeholder=False)


def slug_panel() -> FieldPanel:
    """Return the panel of a slug, limited to ASCII."""
    # Without the attribute, "é" becomes "e".
    plain = SlugInput(attrs={"data-w-slug-allow-unicode-value": False})
    return FieldPanel("slug", widget=plain)
