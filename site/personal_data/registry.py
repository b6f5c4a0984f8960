"""What the hub holds about a person: each room says its part, for reading and for erasing.

Of somebody with an account, all that is theirs; of somebody without one, what came from their
e-mail address or went to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from accounts.models import User

Whose = TypeVar("Whose")


@dataclass(frozen=True)
class PersonalDataSource(Generic[Whose]):
    """What one room holds.

    Attributes:
        name: What it is called in the copy that a person gets.
        export: Returns it for a person: dicts, lists, words, numbers, dates.
        erase: Takes away what is personal when the person goes. What others have read or
            answered may stay, without the person.
    """

    name: str
    export: Callable[[Whose], Any]
    erase: Callable[[Whose], None]


class PersonalDataRegistry(Generic[Whose]):
    """What all rooms hold about people who are known in one way: by account, or by address."""

    def __init__(self) -> None:
        self._by_name: dict[str, PersonalDataSource[Whose]] = {}

    def register(
        self, name: str, export: Callable[[Whose], Any], erase: Callable[[Whose], None]
    ) -> None:
        """Add what a room holds; the same name again takes the place of the former."""
        self._by_name[name] = PersonalDataSource(name, export, erase)

    def export(self, whose: Whose) -> dict[str, Any]:
        """Return all that the hub holds about a person, room by room."""
        return {holding.name: holding.export(whose) for holding in self._by_name.values()}

    def erase(self, whose: Whose) -> None:
        """Erase what is personal, room by room. To be called in one transaction.

        The rooms that were furnished last go first: what they write to others in going, and
        perhaps to the person too, is still erased with the letters, and the account is there
        until all have gone.
        """
        for holding in reversed(self._by_name.values()):
            holding.erase(whose)


user_data: PersonalDataRegistry[User] = PersonalDataRegistry()
"""By the account of a person."""

email_data: PersonalDataRegistry[str] = PersonalDataRegistry()
"""By the e-mail address, in lower case, of somebody without an account."""
