"""The workflow task that waits for the agreement of the people a page concerns."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from editorial.consent.models import outstanding_names
from editorial.workflow.models import EditorialTask
from editorial.workflow.permissions import can_request_sign_off


class SignOffTask(EditorialTask):
    """Waits until each person the page concerns has agreed by their link.

    No user approves it in their place. The last agreement approves it; a request for changes or a
    refusal rejects it, and so may an editor.
    """

    class Meta:
        verbose_name = "sign-off by the people it is about"
        verbose_name_plural = "sign-offs by the people pages are about"

    @classmethod
    def get_description(cls) -> str:
        """Return the description in the list of workflows."""
        return "Everybody the page is about agrees to it, by a link that the desk sends"

    def can_be_skipped(self, page: Page) -> bool:
        """Return whether everyone has already agreed to the content of the latest revision."""
        return not outstanding_names(page.get_latest_revision_as_object())

    def user_can_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether a user may reject the page; none may approve it here."""
        return action_name == "reject" and can_request_sign_off(page, user)

    def available_actions(self, piece: Any) -> list[tuple[str, str, bool]]:
        """Return the rejection, the one action of this task in the admin."""
        return [("reject", "Ask for changes", True)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return none: the people this task waits for have no account."""
        return TaskState.objects.none()
