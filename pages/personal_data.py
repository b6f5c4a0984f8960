"""What the record of an author holds about a person with an account."""

from typing import Any

from pages.models import Person
from personal_data.registry import PersonalDataSource


def collect_author(user: Any) -> dict[str, Any]:
    """Return what readers are told of somebody who writes."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return {}
    fields = ("name", "role", "organisation", "about")
    return {field: getattr(person, field) for field in fields}


def erase_author(user: Any) -> None:
    """Leave the author with what they wrote, and take the account off."""
    Person.objects.filter(user=user).update(user=None)


def sources() -> list[PersonalDataSource]:
    """Return what pages store about users."""
    return [PersonalDataSource("author", collect_author, erase_author)]
