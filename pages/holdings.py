"""What the record of an author holds about a person with an account."""

from typing import Any

from accounts import holdings
from pages.models import Person


def author(user: Any) -> dict[str, Any]:
    """Return what readers are told of somebody who writes."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return {}
    fields = ("name", "role", "organisation", "about")
    return {field: getattr(person, field) for field in fields}


def part_with_author(user: Any) -> None:
    """Leave the author with what they wrote, and take the account off."""
    Person.objects.filter(user=user).update(user=None)


def register() -> None:
    """Let the magazine say its part."""
    holdings.of_accounts.register("author", author, part_with_author)
