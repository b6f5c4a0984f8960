"""Services for the name that a member chooses for one discussion."""

from typing import Any

from accounts.display_names import find_name_error, fold_name
from community.models import ChosenName, Discussion, Post
from community.models.chosen_name import is_display_name

TAKEN = "This name is taken. Choose another."


class NameTakenError(Exception):
    """Another member of the discussion has the name."""


def find_chosen_name_error(name: str) -> str:
    """Return what is wrong with a name for a discussion; empty if nothing is."""
    return find_name_error(name) or (TAKEN if is_display_name(name) else "")


def get_chosen_name(discussion: Discussion, user: Any) -> ChosenName | None:
    """Return the name that a member has chosen for a discussion."""
    return ChosenName.objects.filter(discussion=discussion, user=user).first()


def may_choose_name(discussion: Discussion, user: Any) -> bool:
    """Return whether a member may choose a name: before their first post in a discussion."""
    if not discussion.space.allows_chosen_names:
        return False
    return not Post.objects.filter(discussion=discussion, author=user).exists()


def choose_name(discussion: Discussion, user: Any, name: str) -> ChosenName | None:
    """Return the name of a member in a locked discussion, stored with the first post.

    Args:
        discussion: The discussion, locked.
        user: The member.
        name: The name from the form; empty to write under the display name.

    Raises:
        NameTakenError: Another member has the name in this discussion.
    """
    if known := get_chosen_name(discussion, user):
        return known
    if not name or not may_choose_name(discussion, user):
        return None
    if ChosenName.objects.filter(discussion=discussion, folded_name=fold_name(name)).exists():
        raise NameTakenError
    return ChosenName.objects.create(discussion=discussion, user=user, name=name)
