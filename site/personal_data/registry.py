"""Registry of personal data: which app stores what about a person, for subject access and erasure.

An app answers the hook `personal_data_sources` with a list of `PersonalDataSource`, which is in
its own `personal_data.py`. People with an account are identified by it, people without one by the
e-mail address that they wrote from or that the hub wrote to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail import hooks

HOOK = "personal_data_sources"


class DataSubject(Enum):
    """What identifies the person whose data a source collects."""

    USER = "user"
    EMAIL = "email address"


@dataclass(frozen=True)
class PersonalDataSource:
    """One kind of personal data that an app stores.

    Attributes:
        name: Its heading in the export that a person gets.
        collect: Returns it for a user or an e-mail address: dicts, lists, texts, numbers, dates.
        erase: Erases what is personal. What others have read or answered may stay, anonymised.
        data_subject: Whether both functions take a user, or an e-mail address in lower case.
    """

    name: str
    collect: Callable[[Any], Any]
    erase: Callable[[Any], None]
    data_subject: DataSubject = DataSubject.USER


def _sources(data_subject: DataSubject) -> list[PersonalDataSource]:
    """Return the sources of all apps, by the order of their hooks: accounts come first."""
    return [
        source
        for get_sources in hooks.get_hooks(HOOK)
        for source in get_sources()
        if source.data_subject is data_subject
    ]


def collect_for_user(user: AbstractUser) -> dict[str, Any]:
    """Return all personal data of a user by the name of its source."""
    return {source.name: source.collect(user) for source in _sources(DataSubject.USER)}


def collect_for_email(email: str) -> dict[str, Any]:
    """Return all personal data under the e-mail address of a person without an account.

    Args:
        email: The address, in lower case.
    """
    return {source.name: source.collect(email) for source in _sources(DataSubject.EMAIL)}


def erase_for_user(user: AbstractUser) -> None:
    """Erase the personal data of a user; the caller opens the transaction and saves the user.

    Apps are called in reverse order: the notifications that a higher app creates while it erases
    are erased with all others, and the account is there until every other app is done.
    """
    for source in reversed(_sources(DataSubject.USER)):
        source.erase(user)


def erase_for_email(email: str) -> None:
    """Erase the personal data under an e-mail address; the caller opens the transaction.

    Args:
        email: The address, in lower case.
    """
    for source in reversed(_sources(DataSubject.EMAIL)):
        source.erase(email)
