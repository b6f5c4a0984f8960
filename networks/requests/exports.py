"""The requests as a spreadsheet: what is asked for most has columns of its own."""

from datetime import date, datetime

from django.contrib.admin import display

from networks.models import JoinRequest

EXPORT_COLUMNS = [
    *("name", "email", "organisation", "role", "country", "network", "form", "state", "why_spam"),
    *("came_at", "decided", "seen_to_by", "kept_until", "all_answers"),
]


class ExportColumnsMixin:
    """The columns that a request has beside its own fields, and beside those of the list."""

    @display(description="organisation")
    def organisation(self, asked: JoinRequest) -> str:
        """Return where the person works, if the form asks for it."""
        return asked.answer_for("organisation")

    @display(description="role")
    def role(self, asked: JoinRequest) -> str:
        """Return what they do there, if the form asks for it."""
        return asked.answer_for("role")

    @display(description="country")
    def country(self, asked: JoinRequest) -> str:
        """Return where they live, if the form asks for it."""
        return asked.answer_for("country")

    @display(description="why it looks like spam")
    def why_spam(self, asked: JoinRequest) -> str:
        """Return why it was set aside, or had been before somebody said that it is none."""
        return asked.suspicion

    @display(description="came")
    def came_at(self, asked: JoinRequest) -> datetime:
        """Return when it came."""
        return asked.created_at

    @display(description="decided")
    def decided(self, asked: JoinRequest) -> datetime | None:
        """Return when somebody decided on it."""
        return asked.decided_at

    @display(description="kept until")
    def kept_until(self, asked: JoinRequest) -> date:
        """Return the day on which it is deleted."""
        return asked.expires_on

    @display(description="seen to by")
    def seen_to_by(self, asked: JoinRequest) -> str:
        """Return who sees to it, if somebody does."""
        return str(asked.claimed_by or "")

    @display(description="all answers")
    def all_answers(self, asked: JoinRequest) -> str:
        """Return the questions and answers in one text."""
        said = []
        for one in asked.answers:
            value = one["value"]
            text = ", ".join(value) if isinstance(value, list) else value
            said.append(f"{one['label']}: {text}")
        return "\n".join(said)
