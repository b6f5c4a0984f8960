"""The check of a record's own words: what could identify somebody, by the field it stands in."""

from django.db import models

from editorial.words.allowed import BUILT_IN, AllowList
from editorial.words.checking import check
from editorial.words.places_on_page import Passage, Place
from editorial.words.record_texts import field_texts, is_words


def identifying_words(record: models.Model, allowed: AllowList = BUILT_IN) -> dict[str, list[str]]:
    """Return what in a record leads to one person, and what to do about it.

    What only asks to be looked at is left out.

    Args:
        record: The record, as it would be kept.
        allowed: The contacts that identify nobody.

    Returns:
        For each field in which something was found, by its name, one advice for each thing.
    """
    found: dict[str, list[str]] = {}
    for field in filter(is_words, record._meta.concrete_fields):
        place = Place(field.name, str(field.verbose_name))
        for text in field_texts(record, field, place):
            if isinstance(text, Passage):
                found.setdefault(field.name, []).extend(
                    f"“{one.text}”: {one.advice}"
                    for one in check(text.text, allowed)
                    if one.blocking
                )
    return {name: advice for name, advice in found.items() if advice}
