"""Searching memberships at the desk: first who and which networks are meant, then who belongs."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from networks.models import Membership, Network

MAX_USER_IDS = 1000
"""Up to how many people are named to the database; of more it looks for them itself."""
MAX_NETWORK_LOOKUPS = 10
"""Of how many words it is asked beforehand whether a network has them in its name."""


class MembershipSearchHandler(DjangoORMSearchHandler):
    """Finds what the library finds: each word stands in the person, or in the network's name.

    The library would lay all accounts beside all memberships and look at both for every word, to
    count what it found and again to show it. Networks are few, and most words are in none of their
    names: then it is enough to look at the accounts.
    """

    def __init__(self, search_fields: list[str]) -> None:
        super().__init__(search_fields)
        self._meant: dict[str, Any] = {}  # a view of the library searches twice

    def search_queryset(
        self, queryset: QuerySet[Membership], search_term: str, **kwargs: Any
    ) -> QuerySet[Membership]:
        """Keep the memberships in which each word of the search stands somewhere."""
        everybody = people = get_user_model().objects.order_by()
        for number, word in enumerate(search_term.split()):
            named = Q(network__name__icontains=word)
            if number < MAX_NETWORK_LOOKUPS:
                found = Network.objects.filter(name__icontains=word).order_by()
                named = Q(network__in=list(found.values_list("pk", flat=True)))
            if named == Q(network__in=[]):
                people = people.filter(self._has(word))
            else:
                queryset = queryset.filter(named | self._has(word, "user__"))
        if people is everybody:
            return queryset
        if search_term not in self._meant:
            self._meant[search_term] = _ids_or_subquery(people)
        return queryset.filter(user__in=self._meant[search_term])

    def _has(self, word: str, way: str = "") -> Q:
        """Return that a word stands in the person, who is found by a way as filters write it."""
        names = [each.removeprefix("user__") for each in self.search_fields if "user__" in each]
        return reduce(or_, (Q(**{f"{way}{name}__icontains": word}) for name in names))


def _ids_or_subquery(people: QuerySet) -> Any:
    """Return the ids of people: looked for once where they are few, or else the question."""
    ids = list(people.values_list("pk", flat=True)[: MAX_USER_IDS + 1])
    return ids if len(ids) <= MAX_USER_IDS else people.values("pk")
