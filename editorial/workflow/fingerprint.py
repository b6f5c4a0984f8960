"""The fingerprint of a page's content: its text, its pictures and files, its people."""

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
"""The fields of Wagtail's `Page` that readers see."""

# Fields that were added after the first consents. They are left out while they are empty, so that
# earlier consents stay valid.
_OPTIONAL_FIELDS = {"nothing_to_declare"}
_OPTIONAL_ROW_FIELDS = {"interests", "nothing_to_declare"}


def fingerprint(page: Page) -> str:
    """Return the SHA-256, in hexadecimal, of the content that a page shows.

    It is independent of dates, owners and the like, and changes with the text, a picture, a file,
    or what the page shows of people from their records.

    Args:
        page: The page as it would be published: a stored page, or one made from a revision.
    """
    # Files first: finding them reads every block, and so fills in what was not stored.
    files = _file_hashes(page)
    content = {"words": _field_values(page), "files": files, "people": _displayed_people(page)}
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _field_values(page: Page) -> dict[str, Any]:
    fields = page._meta.concrete_fields
    streams = {field.name for field in fields if isinstance(field, StreamField)}
    excluded = {field.name for field in Page._meta.get_fields()} - _PUBLIC_PAGE_FIELDS
    excluded |= set(getattr(page, "fingerprint_excluded_fields", ()))
    return {
        # A StreamField is serialised as JSON text, whose key order a database may change.
        name: json.loads(value) if name in streams and value else _strip_row_keys(value)
        for name, value in page.serializable_data().items()
        if name not in excluded
        and not name.endswith("_ptr")
        and (value or name not in _OPTIONAL_FIELDS)
    }


def _displayed_people(page: Page) -> list[dict[str, str]]:
    """Return what a page shows of people from their records, which its own data lacks."""
    return list(getattr(page, "published_person_data", ()))


def _strip_row_keys(value: Any) -> Any:
    """Return child rows without the primary keys that they are given when first saved."""
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
    """Return the hashes of the images and documents of a page, and of its people's portraits."""
    models = {
        ContentType.objects.get_for_model(model).pk: model
        for model in (get_image_model(), get_document_model())
    }
    referenced: dict[int, set[str]] = {content_type: set() for content_type in models}
    for content_type, pk, _, _ in ReferenceIndex._extract_references_from_object(page):
        if content_type in referenced:
            referenced[content_type].add(str(pk))
    files = [
        file
        for content_type, model in models.items()
        for file in model.objects.filter(pk__in=referenced[content_type])
    ]
    files += [portrait for portrait in getattr(page, "portraits", ()) if portrait]
    return sorted({file.get_file_hash() for file in files})
