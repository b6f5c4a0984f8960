"""Slugs of people's pages: they follow the name, and previous ones redirect."""

import re
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from pages.models import Person, PersonSlug, PreviousPersonSlug

_MAX_BASE_LENGTH = 90
_MAX_ATTEMPTS = 3


def update_slug(person: Person) -> None:
    """Give a person a slug of their name, unless they have one; keep the previous one."""
    base = name_slug(person.name)
    stored = PersonSlug.objects.filter(person=person).first()
    if stored and re.fullmatch(rf"{re.escape(base)}(-\d+)?", stored.slug):
        return
    for attempt in range(1, _MAX_ATTEMPTS + 1):
        try:
            with transaction.atomic():
                _store_slug(person, free_slug(base, person))
        except IntegrityError:  # Another person got this slug at the same moment.
            if attempt == _MAX_ATTEMPTS:
                raise
        else:
            return


def name_slug(name: str) -> str:
    """Return the slug of a name in any script, with room for a number after it."""
    return slugify(string_to_ascii(name))[:_MAX_BASE_LENGTH].strip("-") or "person"


def free_slug(base: str, person: Person) -> str:
    """Return a slug that no other person has or had: the base, or the base with a number."""
    taken = {
        slug
        for model in (PersonSlug, PreviousPersonSlug)
        for slug in model.objects.filter(slug__startswith=base)
        .exclude(person=person)
        .values_list("slug", flat=True)
    }
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


def _store_slug(person: Person, slug: str) -> None:
    stored = PersonSlug.objects.filter(person=person).first()
    PreviousPersonSlug.objects.filter(person=person, slug=slug).delete()
    if stored:
        PreviousPersonSlug.objects.create(person=person, slug=stored.slug)
    current, _ = PersonSlug.objects.update_or_create(person=person, defaults={"slug": slug})
    person.current_slug = current
