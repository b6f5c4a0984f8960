"""Log actions of the workflow and the publication checks, for the history of a page."""

from wagtail.log_actions import LogActionRegistry
from wagtail.models import ModelLogEntry, PageLogEntry


def register_log_actions(actions: LogActionRegistry) -> None:
    """Register the actions with their labels and messages."""
    actions.register_action("editorial.unpublish", "Take down", _unpublished_message)

    actions.register_action(
        "editorial.safety_acknowledged", "Look at findings", _acknowledged_message
    )
    actions.register_action(
        "editorial.safety_overridden", "Let findings stand", _overridden_message
    )


def _acknowledged_message(entry: PageLogEntry | ModelLogEntry) -> str:
    return f"Looked at what the check found: {_locations(entry)}."


def _overridden_message(entry: PageLogEntry | ModelLogEntry) -> str:
    return f"Let stand what the check found: {_locations(entry)}. {entry.data.get('reason', '')}"


def _locations(entry: PageLogEntry | ModelLogEntry) -> str:
    return "; ".join(entry.data.get("locations", []))


def _unpublished_message(entry: PageLogEntry | ModelLogEntry) -> str:
    return f"Taken down. {entry.data.get('reason', '')}".strip()
