"""Template tags for the structured data of pages and people, which search engines read."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from pages.models import Person

register = template.Library()

# JSON escapes of the characters that could close the script element or open another.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(page: Page) -> SafeString:
    """Render a page's structured data as a JSON-LD script element, which is data under any CSP."""
    return json_ld(schema_org_data(page))


@register.simple_tag
def json_ld(data: dict[str, object]) -> SafeString:
    """Render schema.org data as a JSON-LD script element."""
    text = json.dumps(data, cls=DjangoJSONEncoder).translate(_UNSAFE_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def schema_org_data(page: Page) -> dict[str, object]:
    """Return a page's description as schema.org data.

    Args:
        page: The page; its class may have authors.

    Source of the vocabulary: schema.org, types WebPage and Article. It has no term for declared
    interests: they are in the page, the feed and the API.
    """
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article" if page.content_kind else "WebPage",
        "headline": page.title,
        "description": page.sharing_description,
        "url": page.full_url,
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    if page.content_kind and page.authors:
        data["author"] = [_author_data(person, page.is_open) for person in page.authors]
    return data


def _author_data(person: Person, is_linked: bool) -> dict[str, str]:
    """Return an author's name, and the URL of their page where readers are led to it."""
    data = {"@type": "Person", "name": person.name}
    if is_linked and person.page_url:
        data["url"] = settings.WAGTAILADMIN_BASE_URL + person.page_url
    return data


@register.simple_tag
def person_structured_data(person: Person, url: str, affiliation: str) -> SafeString:
    """Render the structured data of a person's page: schema.org's ProfilePage."""
    profile = {"@type": "Person", "name": person.name, "url": url, "description": affiliation}
    return json_ld(
        {"@context": "https://schema.org", "@type": "ProfilePage", "url": url}
        | {"mainEntity": {name: value for name, value in profile.items() if value}}
    )
