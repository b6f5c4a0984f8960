"""Accounts of the editorial team and guest writers, and people credited on pages."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from benchmarks.generators.bulk_insert import bulk_insert
from benchmarks.generators.sizes import AdminSize
from benchmarks.generators.text import TextGenerator
from pages.models import Person, PersonSlug


@dataclass
class AdminUsers:
    """The generated accounts and people.

    Attributes:
        administrator: Looks after accounts; there is one.
        editors: Those who write and review.
        reviewers: Those who check.
        guests: One for each campaign, in the campaigns' order; seated later.
        authors: The people named as authors of pages.
    """

    administrator: User
    editors: list[User]
    reviewers: list[User]
    guests: list[User] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)


def generate_admin_users(size: AdminSize, text: TextGenerator) -> AdminUsers:
    """Create accounts without usable passwords, and people."""
    administrator = User.objects.create_superuser("administrator@crowd.example")
    editors = _accounts("editor", size.staff, EDITOR)
    reviewers = _accounts("reviewer", max(1, size.staff // 3), REVIEWER)
    authors = [
        Person(name=f"{text.phrase(1)} {text.phrase(1)} {number}", role=text.phrase(3))
        for number in range(max(10, size.pages // 25))
    ]
    bulk_insert(authors)
    bulk_insert([PersonSlug(person=person, slug=f"person-{person.pk}") for person in authors])
    guests = _accounts("guest", size.partners)
    return AdminUsers(administrator, editors, reviewers, guests, authors)


def _accounts(kind: str, number: int, role: str = "") -> list[User]:
    objects = []
    for each in range(number):
        user = User.objects.create_user(
            f"{kind}-{each}@crowd.example", first_name=kind.capitalize(), last_name=f"Number {each}"
        )
        if role:
            user.groups.add(Group.objects.get(name=role))
        objects.append(user)
    return objects
