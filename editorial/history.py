"""What the history of a page says about what happened at the desk."""

from wagtail.log_actions import LogActionRegistry
from wagtail.models import ModelLogEntry, PageLogEntry


def register_actions(actions: LogActionRegistry) -> None:
    """Make the desk's own events known to the history."""
    actions.register_action("editorial.taken_down", "Take down", _taken_down)


def _taken_down(entry: PageLogEntry | ModelLogEntry) -> str:
    return f"Taken down. {entry.data.get('reason', '')}".strip()
