"""Which of the admin's views guests of the community reach."""

from accounts.roles import MODERATOR, ORGANISER, SAFEGUARDING_LEAD

RECORD_LISTS = ("community_saved_replies", "community_watched_phrases")
RECORD_VIEWS = ("index", "index_results", "add", "edit", "delete")
"""The names of the views of a list of records that moderators keep."""


def guest_views() -> dict[str, tuple[str, ...]]:
    """Return the admin views open to moderators and organisers of networks.

    A `register_guest_views` hook. Each view shows them the posts that they moderate.
    """
    names = (
        *("queue", "review", "claim", "unseen", "break"),
        *("redact", "discussion_tool", "opinion", "note", "warn", "suspend"),
    )
    views = tuple(f"community_moderation:{name}" for name in names)
    records = [f"{group}:{name}" for group in RECORD_LISTS for name in RECORD_VIEWS]
    hub_views = ("community_moderation:figures", "community_moderation:settings")
    moderator_views = (*views, *records, *hub_views)
    return {
        MODERATOR: moderator_views,
        SAFEGUARDING_LEAD: (*moderator_views, "community_moderation:show_account"),
        ORGANISER: views,
    }
