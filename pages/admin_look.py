"""What the hub adds to the look of the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def stylesheet() -> SafeString:
    """Return the link to the hub's own styles for the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
