"""The member directory of a network, limited to the profile fields that members share.

The visibility of profile fields is part of the queries: a field that its owner hides is never
fetched, cannot be searched for, and affects no order or count.
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
from accounts.models.profile import Region
from accounts.profile_visibility import ProfileVisibility
from networks.enums import MembershipRole
from networks.models import Membership, Network
from search_index.folded_lookups import matches_word

NEWCOMER_PERIOD = timedelta(weeks=4)
_PROFILE_FIELDS = ("name", "role", "organisation", "country", "region", "about", "picture")
_SEARCH_FIELDS = ("name", "role", "organisation")


@dataclass(frozen=True)
class MemberCard:
    """A member as shown to other members.

    Attributes:
        name: The name.
        role: The job role; this and the following fields are empty if hidden.
        organisation: The organisation.
        place: The region and country.
        about: The text about the member.
        picture_url: The URL of the picture.
        since: When the membership began.
        is_organiser: Whether the member is an organiser.
        message_pk: The id of the membership, if the viewer may send the member a message.
    """

    name: str
    role: str
    organisation: str
    place: str
    about: str
    picture_url: str
    since: date
    is_organiser: bool
    message_pk: int | None = None

    @classmethod
    def from_row(cls, row: dict[str, Any], viewer: Any) -> "MemberCard":
        """Build the card from a row of `directory_rows`, for a viewer."""
        is_askable = row["accepts_questions"] and row["user_id"] != viewer.pk
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
            is_organiser=row["role"] == MembershipRole.ORGANISER,
            message_pk=row["pk"] if is_askable else None,
        )


def directory_rows(user: Any, network: Network) -> QuerySet[Any, dict[str, Any]]:
    """Return the members who show their name, as rows of the fields they show.

    Args:
        user: The viewer; the result is empty unless they are a member of the network.
        network: The network.

    Returns:
        Rows for `MemberCard.from_row`.
    """
    memberships = _current_memberships(user, network).annotate(
        **{f"shown_{part}": _visible_value(part) for part in _PROFILE_FIELDS}
    )
    listed = memberships.filter(user__profile__name_visibility=ProfileVisibility.NETWORKS).exclude(
        shown_name=""
    )
    return listed.values(
        *("pk", "user_id", "role", "since", "accepts_questions"),
        *(f"shown_{part}" for part in _PROFILE_FIELDS),
    )


def search_membership_ids(user: Any, network: Network, query: dict[str, str]) -> list[int]:
    """Return the ids of the memberships that match a search in visible fields.

    All ids of a network are fewer bytes than a page of members, and one query returns them in
    order with their number. Profiles are a correlated subquery: a join would read the profiles of
    all networks (see "Capacity" in docs/operations.md).

    Args:
        user: The viewer.
        network: The network.
        query: The search: each term of `q` matches name, role or organisation; `region` limits
            to a region, `messages` to members who take messages from others.

    Returns:
        The ids, organisers first, then by name.
    """
    profiles = Profile.objects.filter(
        user=OuterRef("user"), name_visibility=ProfileVisibility.NETWORKS
    )
    profiles = profiles.exclude(name="")
    for word in query.get("q", "").split():
        matches = Q()
        for part in _SEARCH_FIELDS:
            matches |= _is_visible(part) & matches_word(word, [part])
        profiles = profiles.filter(matches)
    if "region" in query:
        profiles = profiles.filter(_is_visible("region"), region=query["region"])
    names = Subquery(profiles.values(sorted_by=Lower("name"))[:1])
    memberships = _current_memberships(user, network)
    if "messages" in query:
        memberships = memberships.filter(accepts_questions=True)
    rows = memberships.annotate(sorted_by=names).values_list("pk", "sorted_by")
    # A member who does not match has no name here. Excluding them in SQL would run the subquery
    # twice.
    return [pk for pk, name in rows.order_by("-role", "sorted_by", "pk") if name is not None]


def member_cards(user: Any, network: Network, pks: Sequence[int]) -> list[MemberCard]:
    """Return the cards of memberships, in the order of their ids."""
    rows = {row["pk"]: row for row in directory_rows(user, network).filter(pk__in=pks)}
    return [MemberCard.from_row(rows[pk], user) for pk in pks if pk in rows]


def member_name(user: Any, network: Network, pk: int | None) -> str:
    """Return the name that a member shows; empty for former members and hidden names.

    Args:
        user: The viewer.
        network: The network.
        pk: The id of the member's account, if there is one.
    """
    names = directory_rows(user, network).filter(user=pk).values_list("shown_name", flat=True)
    return names.first() or ""


def newcomers(user: Any, network: Network, limit: int) -> list[MemberCard]:
    """Return the members of the last four weeks who show their name, newest first."""
    since = timezone.localdate() - NEWCOMER_PERIOD
    rows = directory_rows(user, network).filter(since__gte=since).order_by("-since", "-pk")
    return [MemberCard.from_row(row, user) for row in rows[:limit]]


def have_common_network(viewer: Any, owner: Any) -> bool:
    """Return whether two users are current members of the same network."""
    own = Membership.objects.current().filter(user=owner)
    return Membership.objects.visible_to(viewer).filter(pk__in=own.values("pk")).exists()


def _current_memberships(user: Any, network: Network) -> QuerySet[Membership]:
    return Membership.objects.visible_to(user).current().filter(network=network)


def _is_visible(field_name: str) -> Q:
    return Q(**{f"{field_name}_visibility": ProfileVisibility.NETWORKS})


def _visible_value(field_name: str) -> Case:
    """Return the expression of a profile field, empty if its owner hides it."""
    visible = {f"user__profile__{field_name}_visibility": ProfileVisibility.NETWORKS}
    value = When(**visible, then=F(f"user__profile__{field_name}"))
    return Case(value, default=Value(""), output_field=TextField())


def _picture_url(pk: int) -> str:
    return reverse("account_picture", args=[pk])
