"""Template tags for page metadata."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from pages import structured_data as schema

register = template.Library()

# JSON escapes of the characters that could close the script element or open another.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(page: Page) -> SafeString:
    """Render a page's structured data as a JSON-LD script element, which is data under any CSP."""
    text = json.dumps(schema.schema_org_data(page), cls=DjangoJSONEncoder).translate(
        _UNSAFE_IN_SCRIPT
    )
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
