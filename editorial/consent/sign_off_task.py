"""The step at which everybody a page is about agrees to it."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from editorial.consent.models import outstanding_names
from editorial.workflow.models import EditorialTask
from editorial.workflow.permissions import can_request_sign_off


class SignOffTask(EditorialTask):
    """Waits until each person the page is about has agreed, by their link.

    Nobody at the desk approves in their place. The last agreement ends the step; a wish for a
    change, or a no, sends the page back. An editor may send it back too.
    """

    class Meta:
        verbose_name = "sign-off by the people it is about"
        verbose_name_plural = "sign-offs by the people pages are about"

    @classmethod
    def get_description(cls) -> str:
        """Say what the step does, where workflows are listed."""
        return "Everybody the page is about agrees to it, by a link that the desk sends"

    def can_be_skipped(self, page: Page) -> bool:
        """Return whether everybody has agreed to these very words already."""
        return not outstanding_names(page.get_latest_revision_as_object())

    def user_can_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether somebody of the desk may send the page back; nobody approves here."""
        return action_name == "reject" and can_request_sign_off(page, user)

    def available_actions(self, piece: Any) -> list[tuple[str, str, bool]]:
        """Return the one thing the desk can do here."""
        return [("reject", "Ask for changes", True)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return nothing: what waits here waits for people without an account."""
        return TaskState.objects.none()
