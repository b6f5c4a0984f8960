"""The columns of join requests in CSV and XLSX exports."""

from django.contrib.admin import display

from networks.models import JoinRequest

EXPORT_COLUMNS = [
    *("name", "email", "organisation", "role", "country", "network", "form", "state"),
    *("spam_reasons", "created_at", "decided_at", "handled_by", "expires_on", "all_answers"),
]


class ExportColumnsMixin:
    """Adds the export columns that are neither model fields nor list columns."""

    @display(description="organisation")
    def organisation(self, join_request: JoinRequest) -> str:
        """Return the applicant's organisation, if the form has a question for it."""
        return join_request.answer_for("organisation")

    @display(description="role")
    def role(self, join_request: JoinRequest) -> str:
        """Return the applicant's role, if the form has a question for it."""
        return join_request.answer_for("role")

    @display(description="country")
    def country(self, join_request: JoinRequest) -> str:
        """Return the applicant's country, if the form has a question for it."""
        return join_request.answer_for("country")

    @display(description="assigned to")
    def handled_by(self, join_request: JoinRequest) -> str:
        """Return the user who claimed it, if any."""
        return str(join_request.claimed_by or "")

    @display(description="all answers")
    def all_answers(self, join_request: JoinRequest) -> str:
        """Return all questions and answers, one per line."""
        lines = []
        for answer in join_request.answers:
            value = answer.get("value", "")
            text = ", ".join(map(str, value)) if isinstance(value, list) else value
            lines.append(f"{answer.get('label', '')}: {text}")
        return "\n".join(lines)
