"""The step of a workflow: somebody of a group decides, and never about their own writing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from editorial.four_eyes import hands_on, hands_on_each


class ReviewTask(AbstractGroupApprovalTask):
    """A group's people approve, or ask for changes; whoever had a hand in the page does neither.

    Wagtail's own task lets the submitter approve. Here the refusal stands in `on_action`, so that
    it holds whatever view, address or form asked, and for administrators too.
    """

    class Meta:
        verbose_name = "review by somebody else"
        verbose_name_plural = "reviews by somebody else"

    @classmethod
    def get_description(cls) -> str:
        """Say what the step does, where workflows are listed."""
        return "Somebody of the chosen groups who had no hand in the page approves it"

    def may_act(self, page: object, user: Any) -> bool:
        """Return whether a person may decide on a page at this step."""
        if not user.is_active or not (user.is_superuser or self._user_in_groups(user)):
            return False
        return user.pk not in hands_on(page)

    def get_actions(self, obj: object, user: Any) -> list[tuple[str, str, bool]]:
        """Offer nothing to whoever had a hand in the page."""
        return super().get_actions(obj, user) if self.may_act(obj, user) else []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return what waits for a person at this step, without their own writing."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        waiting = list(states.select_related("workflow_state"))
        pages = {state.pk: state.workflow_state.content_object for state in waiting}
        hands = hands_on_each([page for page in pages.values() if page])
        own = [pk for pk, page in pages.items() if page and user.pk in hands[page.pk]]
        return states.exclude(pk__in=own)

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: object
    ) -> str | None:
        """Decide once. Of two people who press together the second changes nothing.

        Returns:
            An address to go to instead of the page, when the step was already decided.

        Raises:
            PermissionDenied: The person may not decide here, or there is no such action.
        """
        workflow_state = WorkflowState.objects.select_for_update().get(
            pk=task_state.workflow_state_id
        )
        page = workflow_state.content_object
        state = TaskState.objects.get(pk=task_state.pk).specific
        if action_name not in {"approve", "reject"} or not self.may_act(page, user):
            raise PermissionDenied("Whoever had a hand in a page does not decide on it.")
        if state.task_id != self.pk:
            raise PermissionDenied("That is another step.")
        if state.status != TaskState.STATUS_IN_PROGRESS:
            return reverse("editorial:already_decided", args=[page.pk])
        super().on_action(state, user, action_name, **kwargs)
        return None
