"""Which links to other sites there are on public pages."""

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


@transaction.atomic
def sync_external_links() -> int:
    """Bring what is stored into step with the links on public pages. Returns how many there are.

    A link that is on no public page any more is forgotten, with what was known of it.
    """
    found: dict[str, set[int]] = defaultdict(set)
    public = Page.objects.filter(live=True, review_date__isnull=False)
    for page in public.specific().iterator(chunk_size=100):
        for address in extract_links(page):
            found[address].add(page.pk)
    known = dict(ExternalLink.objects.values_list("address", "pk"))
    over = [known[address] for address in known.keys() - found.keys()]
    ExternalLink.objects.filter(pk__in=over).delete()
    fresh = sorted(found.keys() - known.keys())
    ExternalLink.objects.bulk_create([ExternalLink.to(address) for address in fresh])
    _sync_link_pages(found)
    return len(found)


def extract_links(page: Page) -> set[str]:
    """Return the addresses elsewhere to which a page leads, itself or through its records.

    Args:
        page: A specific page. Its records are the people, sources of help and others it names.
    """
    data = [*_field_values(page)]
    for record in _referenced_records(page):
        data += [field.value_from_object(record) for field in record._meta.concrete_fields]
    return {address for text in _strings(data) for address in _urls_in(text)}


def _sync_link_pages(found: dict[str, set[int]]) -> None:
    """Store on which pages each link stands."""
    through = ExternalLink.pages.through
    keys = dict(ExternalLink.objects.values_list("address", "pk"))
    wanted = {(keys[address], page) for address, pages in found.items() for page in pages}
    known = {(row.outsidelink_id, row.page_id): row.pk for row in through.objects.all().iterator()}
    through.objects.filter(pk__in=[known[pair] for pair in known.keys() - wanted]).delete()
    through.objects.bulk_create(
        through(outsidelink_id=link, page_id=page) for link, page in wanted - known.keys()
    )


def _field_values(page: Page) -> Iterator[Any]:
    """Yield the values of a page's data. What stands in blocks is stored as a text of its own."""
    fields = page._meta.concrete_fields
    streams = {field.name for field in fields if isinstance(field, StreamField)}
    for name, value in page.serializable_data().items():
        yield json.loads(value) if name in streams and value else value


def _referenced_records(page: Page) -> Iterator[Model]:
    """Yield the records a page names, beside other pages."""
    pks: dict[type[Model], set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_for_object(page)
    for reference in references.select_related("to_content_type"):
        model = reference.to_content_type.model_class()
        if model is not None and not issubclass(model, Page):
            pks[model].add(reference.to_object_id)
    for model, found in pks.items():
        yield from model._default_manager.filter(pk__in=found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _urls_in(text: str) -> Iterator[str]:
    """Yield the addresses a text is, or leads to by a link, as far as they can be tried."""
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    text = text.strip()
    found = [text] if _URL.fullmatch(text) else map(unescape, _HREF.findall(text))
    for address in found:
        try:
            bare = urldefrag(address.strip()).url
            host = urlsplit(bare).hostname
        except ValueError:  # such as an address that begins with [ and never ends
            continue
        if host and host != own and len(host) <= 255 and len(bare) <= ExternalLink.LONGEST:
            yield bare.replace("\0", "")
