"""Who is who in a network: what each member shows, and nothing they do not.

The rules of the profile stand in the question itself: what somebody keeps to themselves is never
fetched, cannot be searched for, and is in no order or count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django_countries import countries

from accounts.models.profile import Region, SeenBy
from networks.models import Membership, Network

NEW_FOR = timedelta(weeks=4)
_PARTS = ("name", "role", "organisation", "country", "region", "about", "picture")
_SEARCHED = ("name", "role", "organisation")


@dataclass(frozen=True)
class Member:
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
    def of(cls, row: dict[str, Any]) -> "Member":
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


def directory(user: Any, network: Network) -> QuerySet[Any, dict[str, Any]]:
    """Return the members whose name a person may see, as rows of what they show.

    Args:
        user: Whoever looks; for somebody who does not belong to the network there is nobody.
        network: The network.

    Returns:
        Rows for `Member.of`, organisers first, then by name.
    """
    members = Membership.objects.visible_to(user).current().filter(network=network)
    shown = members.annotate(**{f"shown_{part}": _shown(part) for part in _PARTS})
    listed = shown.filter(user__profile__name_seen_by=SeenBy.NETWORKS).exclude(shown_name="")
    rows = listed.values("user_id", "role", "since", *(f"shown_{part}" for part in _PARTS))
    return rows.order_by("-role", Lower("shown_name"), "pk")


def narrowed(rows: QuerySet[Any, dict[str, Any]], asked: dict[str, str]) -> Any:
    """Keep those in which every word stands, and who show the region asked for.

    Args:
        rows: Rows of the directory.
        asked: What is looked for: `q` for words in name, role and organisation; `region` for a
            region.
    """
    for word in asked.get("q", "").split():
        anywhere = Q()
        for part in _SEARCHED:
            anywhere |= Q(**{f"shown_{part}__icontains": word})
        rows = rows.filter(anywhere)
    if "region" in asked:
        rows = rows.filter(shown_region=asked["region"])
    return rows


def newcomers(user: Any, network: Network, most: int) -> list[Member]:
    """Return who came in the last weeks, of those whose name a person may see; the newest first."""
    since = timezone.localdate() - NEW_FOR
    rows = directory(user, network).filter(since__gte=since).order_by("-since", "-pk")
    return [Member.of(row) for row in rows[:most]]


def share_a_network(viewer: Any, owner: Any) -> bool:
    """Return whether two people belong to a network together today: the rule for profiles."""
    own = Membership.objects.current().filter(user=owner)
    return Membership.objects.visible_to(viewer).filter(pk__in=own.values("pk")).exists()


def _shown(part: str) -> Case:
    """Return a part of the profile, or nothing where its owner keeps it to themselves."""
    seen = {f"user__profile__{part}_seen_by": SeenBy.NETWORKS}
    said = When(**seen, then=F(f"user__profile__{part}"))
    return Case(said, default=Value(""), output_field=TextField())


def _picture_url(pk: int) -> str:
    return reverse("account_picture", args=[pk])
