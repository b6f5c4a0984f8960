"""Search of memberships in the admin: looks up users and networks first, then memberships."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from networks.models import Membership, Network
from search_index.folded_lookups import matches_word

MAX_USER_IDS = 1000
"""Up to this many user ids are passed to the database; beyond, a subquery."""
MAX_NETWORK_LOOKUPS = 10
"""For this many search terms the matching networks are looked up beforehand."""


class MembershipSearchHandler(DjangoORMSearchHandler):
    """Finds the memberships in which each term matches the user or the network's name.

    The result equals that of `filter_by_words`, whose query joins all users with all memberships
    for each term, once to count and once to list. Networks are few and most terms match none of
    their names; then filtering users suffices.
    """

    def __init__(self, search_fields: list[str]) -> None:
        super().__init__(search_fields)
        self._users_by_term: dict[str, Any] = {}  # the view searches twice

    def search_queryset(
        self, queryset: QuerySet[Membership], search_term: str, **kwargs: Any
    ) -> QuerySet[Membership]:
        """Filter to memberships in which each term matches the user or the network."""
        all_users = users = get_user_model().objects.order_by()
        for number, word in enumerate(search_term.split()):
            named = matches_word(word, ["network__name"])
            if number < MAX_NETWORK_LOOKUPS:
                networks = Network.objects.filter(matches_word(word, ["name"])).order_by()
                named = Q(network__in=list(networks.values_list("pk", flat=True)))
            if named == Q(network__in=[]):
                users = users.filter(self._user_matches(word))
            else:
                queryset = queryset.filter(named | self._user_matches(word, "user__"))
        if users is all_users:
            return queryset
        if search_term not in self._users_by_term:
            self._users_by_term[search_term] = _ids_or_subquery(users)
        return queryset.filter(user__in=self._users_by_term[search_term])

    def _user_matches(self, word: str, prefix: str = "") -> Q:
        """Return the condition that a term matches the user, at a lookup prefix."""
        names = [field.removeprefix("user__") for field in self.search_fields if "user__" in field]
        return matches_word(word, [f"{prefix}{name}" for name in names])


def _ids_or_subquery(users: QuerySet) -> Any:
    """Return the ids of users if they are few, or else a subquery."""
    ids = list(users.values_list("pk", flat=True)[: MAX_USER_IDS + 1])
    return ids if len(ids) <= MAX_USER_IDS else users.values("pk")
