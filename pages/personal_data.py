"""Personal data of pages: `Person` records, of a user or of someone asked for a sign-off."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from editorial.consent.models import SignOff
from pages.models import Person
from pages.models.person import CONSENT_KEY_PREFIX
from personal_data.registry import DataSubject, PersonalDataSource


def collect_author(user: Any) -> dict[str, Any]:
    """Return the fields of a user's `Person` record that readers see."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return {}
    fields = ("name", "role", "organisation", "about")
    return {field: getattr(person, field) for field in fields} | {"page": person.page_url}


def erase_author(user: Any) -> None:
    """Detach a user's account from their `Person` record, and remove the person's page.

    Published pages still name the person; each has its own consent or contract.
    """
    people = Person.objects.filter(user=user)
    _remove_pages(people)
    people.update(user=None)


def collect_interviewee(email: str) -> list[dict[str, Any]]:
    """Return the pages of the people whose sign-off link was sent to an email address."""
    return [{"name": person.name, "page": person.page_url} for person in _interviewees(email)]


def erase_interviewee(email: str) -> None:
    """Remove the pages of the people whose sign-off link was sent to an email address."""
    _remove_pages(_interviewees(email))


def _interviewees(email: str) -> Iterable[Person]:
    """Return the people, by the keys that their sign-offs have from `people_concerned`."""
    sign_offs = SignOff.objects.filter(
        email__iexact=email, person_key__startswith=CONSENT_KEY_PREFIX
    )
    keys = sign_offs.values_list("person_key", flat=True)
    return Person.objects.filter(pk__in={key.removeprefix(CONSENT_KEY_PREFIX) for key in keys})


def _remove_pages(people: Iterable[Person]) -> None:
    """Remove the pages of people, with their previous addresses."""
    for person in people:
        person.no_page_since = person.no_page_since or timezone.localdate()
        person.save()  # Purges the page from caches, so the addresses are still needed here.
        person.previous_slugs.all().delete()


def sources() -> list[PersonalDataSource]:
    """Return what pages store about users and people without an account."""
    return [
        PersonalDataSource("author", collect_author, erase_author),
        PersonalDataSource(
            "page about you", collect_interviewee, erase_interviewee, DataSubject.EMAIL
        ),
    ]
