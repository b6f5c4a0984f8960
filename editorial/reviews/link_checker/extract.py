"""Extracts the external links of public pages, and stores them as `ExternalLink`."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from editorial.reviews.models import ExternalLink

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_HREF = re.compile(r'\bhref="(https?://[^"]+)"', re.IGNORECASE)


def sync_external_links() -> int:
    """Make the stored links agree with the external links on public pages.

    A link that is on no public page any more is deleted, with the outcome of its probes. The pages
    are read before the transaction that writes, which on SQLite no other write can overlap.

    Returns:
        The number of links.
    """
    page_ids_by_url: dict[str, set[int]] = defaultdict(set)
    public = Page.objects.filter(live=True, review_date__isnull=False)
    for page in public.specific().iterator(chunk_size=100):
        for url in extract_links(page):
            page_ids_by_url[url].add(page.pk)
    _store_links(page_ids_by_url)
    return len(page_ids_by_url)


@transaction.atomic
def _store_links(page_ids_by_url: dict[str, set[int]]) -> None:
    """Store the links of pages; a page may have been deleted since it was read."""
    existing = set(Page.objects.values_list("pk", flat=True))
    for page_ids in page_ids_by_url.values():
        page_ids &= existing
    stored = dict(ExternalLink.objects.values_list("url", "pk"))
    obsolete = [stored[url] for url in stored.keys() - page_ids_by_url.keys()]
    ExternalLink.objects.filter(pk__in=obsolete).delete()
    added = sorted(page_ids_by_url.keys() - stored.keys())
    ExternalLink.objects.bulk_create([ExternalLink.from_url(url) for url in added])
    _sync_link_pages(page_ids_by_url)


def extract_links(page: Page) -> set[str]:
    """Return the external URLs that a page links to, itself or through the records it shows.

    Args:
        page: A specific page. Its records are people, sources of help and others.
    """
    values = [*_field_values(page)]
    for record in _referenced_records(page):
        values += [field.value_from_object(record) for field in record._meta.concrete_fields]
    return {url for text in _strings(values) for url in _urls_in(text)}


def _sync_link_pages(page_ids_by_url: dict[str, set[int]]) -> None:
    """Store which pages each link is on."""
    through = ExternalLink.pages.through
    pks = dict(ExternalLink.objects.values_list("url", "pk"))
    pairs = {
        (pks[url], page_id) for url, page_ids in page_ids_by_url.items() for page_id in page_ids
    }
    stored = {
        (row.externallink_id, row.page_id): row.pk for row in through.objects.all().iterator()
    }
    through.objects.filter(pk__in=[stored[pair] for pair in stored.keys() - pairs]).delete()
    through.objects.bulk_create(
        through(externallink_id=link_id, page_id=page_id)
        for link_id, page_id in pairs - stored.keys()
    )


def _field_values(page: Page) -> Iterator[Any]:
    """Yield the values of a page's fields; a StreamField's is serialised as JSON text."""
    fields = page._meta.concrete_fields
    streams = {field.name for field in fields if isinstance(field, StreamField)}
    for name, value in page.serializable_data().items():
        yield json.loads(value) if name in streams and value else value


def _referenced_records(page: Page) -> Iterator[Model]:
    """Yield the records a page refers to, except other pages."""
    pks: dict[type[Model], set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_for_object(page)
    for reference in references.select_related("to_content_type"):
        model = reference.to_content_type.model_class()
        if model is not None and not issubclass(model, Page):
            pks[model].add(reference.to_object_id)
    for model, model_pks in pks.items():
        yield from model._default_manager.filter(pk__in=model_pks)


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in a nested value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _urls_in(text: str) -> Iterator[str]:
    """Yield the external URL that a text is, or those that it links to, if they can be probed."""
    own_host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    text = text.strip()
    candidates = [text] if _URL.fullmatch(text) else map(unescape, _HREF.findall(text))
    for candidate in candidates:
        try:
            url = urldefrag(candidate.strip()).url
            host = urlsplit(url).hostname
        except ValueError:  # such as a URL with [ and no ]
            continue
        if not host or host == own_host or len(host) > 255:
            continue
        if len(url) <= ExternalLink.MAX_URL_LENGTH:
            yield url.replace("\0", "")
