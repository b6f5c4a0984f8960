"""Which of the admin's views guests of the community reach."""

from accounts.roles import MODERATOR


def guest_views() -> dict[str, tuple[str, ...]]:
    """Return the admin views open to moderators; a `register_guest_views` hook."""
    names = ("queue", "review", "claim", "suspend")
    return {MODERATOR: tuple(f"community_moderation:{name}" for name in names)}
