"""Links from the account page to the private spaces that a user has access to."""

from dataclasses import dataclass

from wagtail import hooks

from accounts.models import User

HOOK = "user_spaces"


@dataclass(frozen=True)
class SpaceLink:
    """A link to a private space.

    Attributes:
        name: The name of the space.
        url: Its URL.
    """

    name: str
    url: str


def spaces_for_user(user: User) -> list[SpaceLink]:
    """Return links to the spaces that apps list for a user, by the hook `user_spaces`."""
    return [link for get_links in hooks.get_hooks(HOOK) for link in get_links(user)]
