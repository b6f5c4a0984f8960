"""Log actions of the workflow and the publication checks, for the histories of pages and site."""

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from identifiers.finding import describe_location


def register_log_actions(actions: LogActionRegistry) -> None:
    """Register the actions with their formatters."""
    actions.register_action("editorial.unpublish")(UnpublishFormatter)
    actions.register_action("editorial.safety_acknowledged")(FindingsAcknowledgedFormatter)
    actions.register_action("editorial.safety_overridden")(FindingsOverriddenFormatter)


class UnpublishFormatter(LogFormatter):
    """Formats entries about a page that was taken down."""

    label = "Unpublish"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        """Return the message with the reason, if there is one."""
        return f"Unpublished. {log_entry.data.get('reason', '')}".strip()


class FindingsAcknowledgedFormatter(LogFormatter):
    """Formats entries about warnings of the safety check that a reviewer acknowledged."""

    label = "Check warnings"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        """Return the message with the places of the findings."""
        return f"Warnings checked: {_locations(log_entry)}."


class FindingsOverriddenFormatter(LogFormatter):
    """Formats entries about findings that a reviewer overrode."""

    label = "Allow text"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        """Return the message with the places of the findings and the reason."""
        reason = log_entry.data.get("reason", "")
        message = f"Text allowed: {_locations(log_entry)}. {reason}"
        return message.strip()


def _locations(entry: BaseLogEntry) -> str:
    return ", ".join(map(describe_location, entry.data.get("locations", [])))
