"""The columns of join requests in CSV and XLSX exports."""

from datetime import date, datetime

from django.contrib.admin import display

from networks.models import JoinRequest

EXPORT_COLUMNS = [
    *("name", "email", "organisation", "role", "country", "network", "form", "state", "why_spam"),
    *("came_at", "decided", "seen_to_by", "kept_until", "all_answers"),
]


class ExportColumnsMixin:
    """Adds the export columns that are neither model fields nor list columns."""

    @display(description="organisation")
    def organisation(self, request: JoinRequest) -> str:
        """Return the applicant's organisation, if the form has a question for it."""
        return request.answer_for("organisation")

    @display(description="role")
    def role(self, request: JoinRequest) -> str:
        """Return the applicant's role, if the form has a question for it."""
        return request.answer_for("role")

    @display(description="country")
    def country(self, request: JoinRequest) -> str:
        """Return the applicant's country, if the form has a question for it."""
        return request.answer_for("country")

    @display(description="why it looks like spam")
    def why_spam(self, request: JoinRequest) -> str:
        """Return why it was quarantined, even if it has been released since."""
        return request.spam_reasons

    @display(description="came")
    def came_at(self, request: JoinRequest) -> datetime:
        """Return when it was received."""
        return request.created_at

    @display(description="decided")
    def decided(self, request: JoinRequest) -> datetime | None:
        """Return when it was decided."""
        return request.decided_at

    @display(description="kept until")
    def kept_until(self, request: JoinRequest) -> date:
        """Return its retention date."""
        return request.expires_on

    @display(description="seen to by")
    def seen_to_by(self, request: JoinRequest) -> str:
        """Return the user who claimed it, if any."""
        return str(request.claimed_by or "")

    @display(description="all answers")
    def all_answers(self, request: JoinRequest) -> str:
        """Return all questions and answers, one per line."""
        lines = []
        for answer in request.answers:
            value = answer["value"]
            text = ", ".join(value) if isinstance(value, list) else value
            lines.append(f"{answer['label']}: {text}")
        return "\n".join(lines)
