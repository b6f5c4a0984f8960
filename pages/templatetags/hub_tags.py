"""Template tags of the hub."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from pages import structured_data as schema

register = template.Library()

# What could end a script element or begin another inside it, as JSON escapes it.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(page: Page) -> SafeString:
    """Write a page's schema.org description as a data block, which no policy takes for a script."""
    text = json.dumps(schema.schema_org_data(page), cls=DjangoJSONEncoder).translate(
        _UNSAFE_IN_SCRIPT
    )
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
