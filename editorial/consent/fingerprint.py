"""The fingerprint of what a reader of a page would see: its words, its pictures, its people."""

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

_PUBLIC_PAGE_FIELDS = {"title", "slug", "seo_title", "search_description"}
# Places for words that came after people had begun to agree. While one is empty it is left out, so
# that what they agreed to keeps its mark.
_OPTIONAL_FIELDS = {"nothing_to_declare"}
_OPTIONAL_ROW_FIELDS = {"interests", "nothing_to_declare"}


def fingerprint(page: Page) -> str:
    """Return the SHA-256, in hexadecimal, of what a page says and shows.

    It stays the same when only dates, owners and the like change, and differs as soon as a word,
    a picture or a file is another, or what the page tells of people from their records.

    Args:
        page: The page as it would be published: a stored page, or one made from a revision.
    """
    # The files first: looking for them reads every block, and so fills in what was not stored.
    files = _file_hashes(page)
    seen = {"words": _field_values(page), "files": files, "people": _people_shown(page)}
    text = json.dumps(seen, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _field_values(page: Page) -> dict[str, Any]:
    fields = page._meta.concrete_fields
    streams = {field.name for field in fields if isinstance(field, StreamField)}
    bookkeeping = {field.name for field in Page._meta.get_fields()} - _PUBLIC_PAGE_FIELDS
    beside = bookkeeping | set(getattr(page, "fields_beside_the_words", ()))
    return {
        # Blocks are a text of their own, in which a database may turn the order of their parts.
        name: json.loads(value) if name in streams and value else _strip_row_keys(value)
        for name, value in page.serializable_data().items()
        if name not in beside
        and not name.endswith("_ptr")
        and (value or name not in _OPTIONAL_FIELDS)
    }


def _people_shown(page: Page) -> list[dict[str, str]]:
    """Return what a page tells of people that stands in their records and not in its own data."""
    return list(getattr(page, "published_person_data", ()))


def _strip_row_keys(value: Any) -> Any:
    """Return rows without the numbers the database gives them when they are first stored."""
    if isinstance(value, list):
        return [
            {
                name: part
                for name, part in row.items()
                if name not in {"pk", "page"} and (part or name not in _OPTIONAL_ROW_FIELDS)
            }
            if isinstance(row, dict)
            else row
            for row in value
        ]
    return value


def _file_hashes(page: Page) -> list[str]:
    """Return the hashes of the pictures and documents a page holds, and of its people's."""
    kinds = {
        ContentType.objects.get_for_model(model).pk: model
        for model in (get_image_model(), get_document_model())
    }
    held: dict[int, set[str]] = {kind: set() for kind in kinds}
    for kind, pk, _, _ in ReferenceIndex._extract_references_from_object(page):
        if kind in held:
            held[kind].add(str(pk))
    found = [thing for kind in kinds for thing in kinds[kind].objects.filter(pk__in=held[kind])]
    found += [portrait for portrait in getattr(page, "portraits", ()) if portrait]
    return sorted({thing.get_file_hash() for thing in found})
