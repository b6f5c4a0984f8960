"""Guests: users of the admin with no role of staff, and their page sections.

A guest's sections are the pages that their groups have page permissions on, with all below.
"""

from typing import Any

from django.db.models import Q
from wagtail.models import GroupPagePermission, Page
from wagtail.query import PageQuerySet

from accounts.roles import MODERATOR, ORGANISER, PARTNER, ROLES, SAFEGUARDING_LEAD

_GUEST_ROLES = {PARTNER, ORGANISER, MODERATOR, SAFEGUARDING_LEAD}
_STAFF_ROLES = {role.name for role in ROLES if role.has_admin_access} - _GUEST_ROLES


def group_names(user: Any) -> set[str]:
    """Return the names of a user's groups, cached on the user."""
    if not hasattr(user, "_group_names"):
        user._group_names = set(user.groups.values_list("name", flat=True))
    return user._group_names


def is_guest(user: Any) -> bool:
    """Return whether a user has access to the admin only as partner, organiser or moderator."""
    if not user.is_authenticated or user.is_superuser:
        return False
    names = group_names(user)
    return bool(names & _GUEST_ROLES) and not names & _STAFF_ROLES


def section_paths(user: Any) -> list[str]:
    """Return the tree paths of a user's sections, cached on the user."""
    if not hasattr(user, "_section_paths"):
        permissions = GroupPagePermission.objects.filter(group__user=user)
        user._section_paths = sorted(set(permissions.values_list("page__path", flat=True)))
    return user._section_paths


def guest_sections() -> PageQuerySet:
    """Return the root pages of all guests' sections, by title."""
    roles = [role.name for role in ROLES]
    permissions = GroupPagePermission.objects.exclude(group__name__in=roles)
    return Page.objects.filter(pk__in=permissions.values("page")).order_by("title")


def is_in_section(user: Any, page: Page) -> bool:
    """Return whether a page belongs to one of a user's sections."""
    return any(page.path.startswith(path) for path in section_paths(user))


def is_above_section(user: Any, page: Page) -> bool:
    """Return whether a page is an ancestor of a user's section, so that its title may be shown."""
    return any(path.startswith(page.path) for path in section_paths(user))


def restrict_to_section(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Filter pages to a user's sections."""
    paths = section_paths(user)
    if not paths:
        return pages.none()
    condition = Q()
    for path in paths:
        condition |= Q(path__startswith=path)
    return pages.filter(condition)
