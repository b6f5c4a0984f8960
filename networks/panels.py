"""The panels of a name, and of the address that is made of it while one types."""

from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput


def name_panel(field: str) -> TitleFieldPanel:
    """Return the panel of a name; what is typed there fills in the address, until it is public."""
    return TitleFieldPanel(field, classname="", placeholder=False)


def slug_panel() -> FieldPanel:
    """Return the panel of the address, of letters that every mail and every poster can carry."""
    # Left out, the attribute means that "é" becomes "e".
    plain = SlugInput(attrs={"data-w-slug-allow-unicode-value": False})
    return FieldPanel("slug", widget=plain)
