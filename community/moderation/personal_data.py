"""Collects and erases what moderators keep about a member."""

from typing import Any

from django.db.models import Q

from community.models import MemberWarning, ModeratorNote, SafetyConcern


def collect(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Collect the warnings to a member, and the notes of moderators about them."""
    warnings = MemberWarning.objects.filter(user=user)
    about = Q(user=user) | Q(chosen_name__user=user) | Q(post__author=user)
    return {
        "Warnings": [
            {
                "discussion": warning.action.post.discussion.title,
                "reason": warning.action.reason,
                "given": warning.action.created_at,
                "expires": warning.expires_at,
                "read": warning.read_at,
            }
            for warning in warnings.select_related("action__post__discussion")
        ],
        "Concerns about your safety": [
            {
                "discussion": concern.post.discussion.title,
                "level": concern.get_level_display(),
                "since": concern.created_at,
            }
            for concern in SafetyConcern.objects.filter(post__author=user).select_related(
                "post__discussion"
            )
        ],
        "Notes of moderators about you": [
            {"text": note.text, "written": note.created_at}
            for note in ModeratorNote.objects.filter(about)
        ],
    }


def erase(user: Any) -> None:
    """Erase the warnings to a member, the concerns, and the notes about them."""
    MemberWarning.objects.filter(user=user).delete()
    SafetyConcern.objects.filter(post__author=user).delete()
    ModeratorNote.objects.filter(Q(user=user) | Q(post__author=user)).delete()
