"""Personal data of pages: the `Person` record of a user."""

from typing import Any

from pages.models import Person
from personal_data.registry import PersonalDataSource


def collect_author(user: Any) -> dict[str, Any]:
    """Return the fields of a user's `Person` record that readers see."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return {}
    fields = ("name", "role", "organisation", "about")
    return {field: getattr(person, field) for field in fields}


def erase_author(user: Any) -> None:
    """Detach a user's account from their `Person` record, which published pages still name."""
    Person.objects.filter(user=user).update(user=None)


def sources() -> list[PersonalDataSource]:
    """Return what pages store about users."""
    return [PersonalDataSource("author", collect_author, erase_author)]
