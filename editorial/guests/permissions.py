"""Who is a guest in the admin, and how far a guest's room reaches."""

from typing import Any

from django.db.models import Q
from wagtail.models import GroupPagePermission, Page
from wagtail.query import PageQuerySet

from accounts.roles import ORGANISER, PARTNER, ROLES

_GUEST_ROLES = {PARTNER, ORGANISER}
_STAFF_ROLES = {role.name for role in ROLES if role.desk} - _GUEST_ROLES


def group_names(user: Any) -> set[str]:
    """Return the names of a person's groups, asked once per request."""
    if not hasattr(user, "_hub_role_names"):
        user._hub_role_names = set(user.groups.values_list("name", flat=True))
    return user._hub_role_names


def is_guest(user: Any) -> bool:
    """Return whether a person is at the desk only as a partner or an organiser."""
    if not user.is_authenticated or user.is_superuser:
        return False
    names = group_names(user)
    return bool(names & _GUEST_ROLES) and not names & _STAFF_ROLES


def section_paths(user: Any) -> list[str]:
    """Return the tree paths of the pages a person's groups were given, asked once per request."""
    if not hasattr(user, "_hub_room_paths"):
        given = GroupPagePermission.objects.filter(group__user=user)
        user._hub_room_paths = sorted(set(given.values_list("page__path", flat=True)))
    return user._hub_room_paths


def guest_sections() -> PageQuerySet:
    """Return the pages that guests' groups were given, by title."""
    roles = [role.name for role in ROLES]
    given = GroupPagePermission.objects.exclude(group__name__in=roles)
    return Page.objects.filter(pk__in=given.values("page")).order_by("title")


def is_in_section(user: Any, page: Page) -> bool:
    """Return whether a page is one a guest was given, or stands beneath one."""
    return any(page.path.startswith(path) for path in section_paths(user))


def is_above_section(user: Any, page: Page) -> bool:
    """Return whether a page stands on the way to a guest's room: its name may be seen."""
    return any(path.startswith(page.path) for path in section_paths(user))


def restrict_to_section(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Keep the pages of a guest's room."""
    paths = section_paths(user)
    if not paths:
        return pages.none()
    condition = Q()
    for path in paths:
        condition |= Q(path__startswith=path)
    return pages.filter(condition)
