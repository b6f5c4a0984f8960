"""Who is who in a network: what each member shows, and nothing they do not.

The rules of the profile stand in the question itself: what somebody keeps to themselves is never
fetched, cannot be searched for, and is in no order or count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django_countries import countries

from accounts.models import Profile
from accounts.models.profile import ProfileVisibility, Region
from networks.models import Membership, Network

NEWCOMER_PERIOD = timedelta(weeks=4)
_PROFILE_FIELDS = ("name", "role", "organisation", "country", "region", "about", "picture")
_SEARCH_FIELDS = ("name", "role", "organisation")


@dataclass(frozen=True)
class MemberCard:
    """A member as the others see them.

    Attributes:
        name: Their name.
        role: Their role; this and what follows is empty where they do not show it.
        organisation: Their organisation.
        place: Their region and country, in words.
        about: What they say about themselves.
        picture_url: Where their picture is.
        since: When they came.
        is_organiser: Whether they run the network.
    """

    name: str
    role: str
    organisation: str
    place: str
    about: str
    picture_url: str
    since: date
    is_organiser: bool

    @classmethod
    def of(cls, row: dict[str, Any]) -> "MemberCard":
        """Return the member that a row of the directory tells of."""
        region = dict(Region.choices).get(row["shown_region"], "")
        country = countries.name(row["shown_country"]) if row["shown_country"] else ""
        return cls(
            name=row["shown_name"],
            role=row["shown_role"],
            organisation=row["shown_organisation"],
            place=", ".join(part for part in (region, country) if part),
            about=row["shown_about"],
            picture_url=_picture_url(row["user_id"]) if row["shown_picture"] else "",
            since=row["since"],
            is_organiser=row["role"] == Membership.Role.ORGANISER,
        )


def directory_rows(user: Any, network: Network) -> QuerySet[Any, dict[str, Any]]:
    """Return the members whose name a person may see, as rows of what they show.

    Args:
        user: Whoever looks; for somebody who does not belong to the network there is nobody.
        network: The network.

    Returns:
        Rows for `Member.of`.
    """
    shown = _current_memberships(user, network).annotate(
        **{f"shown_{part}": _visible_value(part) for part in _PROFILE_FIELDS}
    )
    listed = shown.filter(user__profile__name_visibility=ProfileVisibility.NETWORKS).exclude(
        shown_name=""
    )
    return listed.values(
        "pk", "user_id", "role", "since", *(f"shown_{part}" for part in _PROFILE_FIELDS)
    )


def search_membership_ids(user: Any, network: Network, asked: dict[str, str]) -> list[int]:
    """Return the ids of the memberships of those who are found by what they show.

    All ids of a network are fewer bytes than a page of members, and one question brings them in
    order and says how many there are. Each profile is looked up beside its membership: joined,
    the profiles of all networks would be read for one (see "How large it may grow" in
    docs/operations.md).

    Args:
        user: Whoever looks.
        network: The network.
        asked: What is looked for: `q` for words, of which each stands in name, role or
            organisation; `region` for a region.

    Returns:
        The ids, organisers first, then by name.
    """
    profiles = Profile.objects.filter(
        user=OuterRef("user"), name_visibility=ProfileVisibility.NETWORKS
    )
    profiles = profiles.exclude(name="")
    for word in asked.get("q", "").split():
        anywhere = Q()
        for part in _SEARCH_FIELDS:
            anywhere |= _is_visible(part) & Q(**{f"{part}__icontains": word})
        profiles = profiles.filter(anywhere)
    if "region" in asked:
        profiles = profiles.filter(_is_visible("region"), region=asked["region"])
    names = Subquery(profiles.values(sorted_by=Lower("name"))[:1])
    rows = (
        _current_memberships(user, network).annotate(sorted_by=names).values_list("pk", "sorted_by")
    )
    # Who is not found has no name here. Left out by the question, each would be looked up twice.
    return [pk for pk, name in rows.order_by("-role", "sorted_by", "pk") if name is not None]


def member_cards(user: Any, network: Network, pks: Sequence[int]) -> list[MemberCard]:
    """Return members as they let themselves be seen, in the order of their memberships' ids."""
    rows = {row["pk"]: row for row in directory_rows(user, network).filter(pk__in=pks)}
    return [MemberCard.of(rows[pk]) for pk in pks if pk in rows]


def member_name(user: Any, network: Network, pk: int | None) -> str:
    """Return the name that one member shows the others; nothing of whoever left or shows none.

    Args:
        user: Whoever looks.
        network: The network.
        pk: The id of the member's account, if there is one.
    """
    names = directory_rows(user, network).filter(user=pk).values_list("shown_name", flat=True)
    return names.first() or ""


def newcomers(user: Any, network: Network, most: int) -> list[MemberCard]:
    """Return who came in the last weeks, of those whose name a person may see; the newest first."""
    since = timezone.localdate() - NEWCOMER_PERIOD
    rows = directory_rows(user, network).filter(since__gte=since).order_by("-since", "-pk")
    return [MemberCard.of(row) for row in rows[:most]]


def share_network(viewer: Any, owner: Any) -> bool:
    """Return whether two people belong to a network together today: the rule for profiles."""
    own = Membership.objects.current().filter(user=owner)
    return Membership.objects.visible_to(viewer).filter(pk__in=own.values("pk")).exists()


def _current_memberships(user: Any, network: Network) -> QuerySet[Membership]:
    return Membership.objects.visible_to(user).current().filter(network=network)


def _is_visible(part: str) -> Q:
    return Q(**{f"{part}_visibility": ProfileVisibility.NETWORKS})


def _visible_value(part: str) -> Case:
    """Return a part of the profile, or nothing where its owner keeps it to themselves."""
    seen = {f"user__profile__{part}_visibility": ProfileVisibility.NETWORKS}
    said = When(**seen, then=F(f"user__profile__{part}"))
    return Case(said, default=Value(""), output_field=TextField())


def _picture_url(pk: int) -> str:
    return reverse("account_picture", args=[pk])
