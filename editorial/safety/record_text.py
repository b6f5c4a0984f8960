"""Text extraction from records: an image, a document, a person, a source of help."""

from collections.abc import Iterator
from pathlib import PurePath

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Page

from editorial.safety.passages import Passage, PassageLocation, RecordReference
from identifiers.html_text import extract_html_text

_INTERNAL_APPS = frozenset({"wagtailcore", "auth", "contenttypes", "sessions"})


def record_field_passages(
    record: models.Model, location: PassageLocation
) -> Iterator[Passage | RecordReference]:
    """Yield the passages of a displayed record, and references to the records it displays."""
    is_image = isinstance(record, get_image_model())
    if is_image:
        yield from _alternative_text(record, location)
    for field in record._meta.concrete_fields:
        if is_image and field.name == "description":
            continue
        inner_location = location.inside(field.name, str(field.verbose_name))
        yield from field_passages(
            record, field, inner_location, may_name_person=field.name == "name"
        )


def field_passages(
    record: models.Model,
    field: models.Field,
    location: PassageLocation,
    may_name_person: bool = False,
) -> Iterator[Passage | RecordReference]:
    """Yield the passages of one field, or a reference to the record it points to."""
    if isinstance(field, models.FileField):
        name = PurePath(getattr(record, field.name).name or "").name
        if name:
            file_location = PassageLocation(
                location.field, location.label.rpartition(", ")[0], location.block_id
            )
            yield file_location.inside("name", "file name").passage(name)
    elif is_authored_text_field(field):
        text = getattr(record, field.name)
        if isinstance(field, RichTextField):
            yield from rich_text_passages(text, location)
        elif text:
            yield location.passage(str(text), may_name_person)
    elif is_displayed_record_field(field) and getattr(record, field.attname) is not None:
        yield RecordReference(location, field.related_model, getattr(record, field.attname))


def rich_text_passages(
    markup: str, location: PassageLocation
) -> Iterator[Passage | RecordReference]:
    """Yield the passages of a rich text and its link URLs, and references to its documents."""
    content = extract_html_text(markup or "")
    if content.text:
        yield location.passage(content.text)
    for url in content.link_urls:
        yield location.inside("link", "web address of a link").passage(url)
    for text in content.image_alts:
        yield location.inside("picture", "alternative text of a picture").passage(text)
    for pk in content.document_ids:
        if pk.isdecimal():
            yield RecordReference(
                location.inside("document", "document"), get_document_model(), int(pk)
            )


def is_authored_text_field(field: models.Field) -> bool:
    """Return whether a field contains text that people write, and no choice or key."""
    return (
        isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
        and not field.primary_key
    )


def is_displayed_record_field(field: models.Field) -> bool:
    """Return whether a field points to a displayed record: no page and no user."""
    if not isinstance(field, models.ForeignKey):
        return False
    model: type[models.Model] = field.remote_field.model
    is_private = issubclass(model, Page | get_user_model())
    return not is_private and model._meta.app_label not in _INTERNAL_APPS


def _alternative_text(image: models.Model, location: PassageLocation) -> Iterator[Passage]:
    """Yield the alternative text in use: the block's own, or else the image's."""
    contextual_alt_text = getattr(image, "contextual_alt_text", None)
    if not getattr(image, "decorative", False):
        text = contextual_alt_text or getattr(image, "description", "")
        if text:
            yield location.inside("alt", "alternative text").passage(text)
