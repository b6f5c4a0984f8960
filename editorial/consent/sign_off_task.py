"""The workflow task that waits for the sign-off of everybody a page concerns."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import TaskState

from editorial.consent.models import outstanding_names
from editorial.workflow.base_task import EditorialTask
from editorial.workflow.notifications import get_editors
from editorial.workflow.permissions import can_request_sign_off


class SignOffTask(EditorialTask):
    """Pending until everybody the page concerns has agreed by their personal link.

    No user approves in their place. The last agreement completes the task; a requested change, or
    a refusal, rejects the workflow. Editors may reject it too.
    """

    notification_kind = "editorial/sign_off_started"

    class Meta:
        verbose_name = "sign-off by the people a page is about"
        verbose_name_plural = "sign-offs by the people pages are about"

    @classmethod
    def get_description(cls) -> str:
        """Return the description shown where tasks are listed."""
        return "Everyone the page is about agrees to it, with a link that we send them"

    def can_be_skipped(self, content: Any) -> bool:
        """Return whether everybody has agreed to the latest revision already."""
        return not outstanding_names(content.get_latest_revision_as_object())

    def user_can_decide(self, action_name: str, content: Any, user: Any) -> bool:
        """Allow staff to reject; no user may approve."""
        return action_name == "reject" and can_request_sign_off(content, user)

    def user_can_claim(self, content: Any, user: Any) -> bool:
        """Allow users who may request sign-offs."""
        return can_request_sign_off(content, user)

    def available_actions(self, content: Any) -> list[tuple[str, str, bool]]:
        """Return the one action of staff."""
        return [("reject", "Ask for changes", True)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return none: these states wait for people without an account."""
        return TaskState.objects.none()

    def deciders(self, content: Any) -> Iterable[Any]:
        """Return the names of the people who have yet to agree."""
        return outstanding_names(content.get_latest_revision_as_object())

    def notification_recipients(self, content: Any) -> Iterable[Any]:
        """Return the editors, who send the links."""
        return get_editors()

    def notification_context(self, content: Any) -> dict[str, Any]:
        """Return whom to ask, and the URL of the view that asks them."""
        url = reverse("editorial:sign_offs", args=[content.pk])
        return {"deciders": list(self.deciders(content)), "sign_offs_url": url}
