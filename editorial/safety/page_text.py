"""Text extraction from a page: every text its readers would see, as passages."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from editorial.safety.block_text import block_passages
from editorial.safety.passages import Passage, PassageLocation, RecordReference
from editorial.safety.record_text import field_passages, record_field_passages

_TITLE_FIELDS = ("title", "slug", "seo_title")
_PAGE_FIELDS = (*_TITLE_FIELDS, "search_description")


def page_passages(page: Page) -> list[Passage]:
    """Return the passages of a specific page, with its unsaved changes.

    The number of queries depends on the models a page displays, not on the number of records.
    """
    return _resolve_references(list(_page_parts(page)))


def record_passages(record: models.Model, field: str = "", label: str = "") -> list[Passage]:
    """Return the passages of a record such as an image, with those of the records it displays.

    Args:
        record: The record, as stored or as it would be saved.
        field: The path to the record inside another one, if any.
        label: The label of that path.
    """
    parts = list(record_field_passages(record, PassageLocation(field, label)))
    return [
        replace(passage, field=passage.field.removeprefix("."))
        for passage in _resolve_references(parts)
    ]


def _resolve_references(parts: list[Passage | RecordReference]) -> list[Passage]:
    """Return the passages, with those of all records that are referenced."""
    passages = [part for part in parts if isinstance(part, Passage)]
    while references := [part for part in parts if isinstance(part, RecordReference)]:
        parts = list(_referenced_parts(references))
        passages += [part for part in parts if isinstance(part, Passage)]
    return passages


def _page_parts(page: Page) -> Iterator[Passage | RecordReference]:
    for name in _PAGE_FIELDS:
        field = page._meta.get_field(name)
        location = PassageLocation(name, str(field.verbose_name))
        yield from field_passages(page, field, location, may_name_person=name in _TITLE_FIELDS)
    yield from _field_parts(page)
    yield from _child_record_parts(page)
    yield from _many_to_many_parts(page)


def _field_parts(page: Page) -> Iterator[Passage | RecordReference]:
    """Yield the passages of the fields that the page's type adds to Page."""
    fields = [field for field in page._meta.concrete_fields if field.model is not Page]
    streams = [field for field in fields if isinstance(field, StreamField)]
    for field in fields:
        label = str(field.verbose_name)
        if isinstance(field, StreamField):
            location = PassageLocation(field.name, label if len(streams) > 1 else "")
            yield from block_passages(field.stream_block, getattr(page, field.name), location)
        else:
            yield from field_passages(page, field, PassageLocation(field.name, label))


def _child_record_parts(page: Page) -> Iterator[Passage | RecordReference]:
    """Yield the passages of child records such as authorships, interviewees and partners."""
    for relation in get_all_child_relations(type(page)):
        model = relation.related_model
        if model._meta.app_label == Page._meta.app_label:
            continue  # Comments, which are not published.
        name = relation.get_accessor_name()
        for number, child in enumerate(getattr(page, name).all(), start=1):
            location = PassageLocation(f"{name}.{number}", f"{model._meta.verbose_name} {number}")
            yield from record_field_passages(child, location)


def _many_to_many_parts(page: Page) -> Iterator[Passage]:
    """Yield the names of topics, audiences and other many-to-many relations."""
    for field in get_all_child_m2m_relations(type(page)):
        names = "\n".join(str(item) for item in getattr(page, field.name).all())
        if names:
            yield PassageLocation(field.name, str(field.verbose_name)).passage(names)


def _referenced_parts(references: list[RecordReference]) -> Iterator[Passage | RecordReference]:
    """Yield the passages of referenced records, fetched in one query per model."""
    requested: dict[Any, set] = defaultdict(set)
    for reference in references:
        requested[reference.model].add(reference.pk)
    fetched: dict[Any, dict[Any, models.Model]] = {
        model: model._default_manager.in_bulk(pks) for model, pks in requested.items()
    }
    for reference in references:
        record = fetched[reference.model].get(reference.pk)
        if record is not None:
            yield from record_field_passages(record, reference.location)
