"""Redirect after sign-in, for users who requested no page in particular."""

from django.urls import reverse
from wagtail import hooks

from accounts.models import User
from accounts.roles import MEMBER, ORGANISER

HOOK = "member_home_url"


def login_redirect_url(user: User) -> str:
    """Return the URL of a user's start page: the admin, a member's space, or the account.

    The first app that answers the hook `member_home_url` with a URL gives the member's space.
    Organisers have access to the admin for join requests alone and run their network from its
    space, so for them the space comes before the admin.
    """
    space = next(filter(None, (get_url(user) for get_url in hooks.get_hooks(HOOK))), None)
    admin = reverse("wagtailadmin_home") if user.has_perm("wagtailadmin.access_admin") else None
    space_first = not user.is_superuser and _role_names(user) <= {MEMBER, ORGANISER}
    return (space or admin if space_first else admin or space) or reverse("account_home")


def _role_names(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))
