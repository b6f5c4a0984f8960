"""The base of workflow tasks, and their state: a decision is taken once, on the latest revision."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState, WorkflowState

from editorial.workflow.alignment import follow_definitions
from editorial.workflow.edit_lock import StepLock
from editorial.workflow.locking import lock_content


class ChangeRequestForm(TaskStateCommentForm):
    """The comment without which a page is not sent back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        comment = self.fields["comment"]
        comment.required = True
        comment.label = "What should the author change?"
        comment.help_text = "The author reads this on their dashboard and in an email."
        comment.error_messages["required"] = "Enter what the author should change."


class EditorialTaskState(TaskState):
    """A task state with a claim and a due date."""

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The person the task is assigned to. Other people can still decide.",
    )
    due_on = models.DateField(null=True, blank=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Set the due date of a new state from its task's `days`."""
        if self._state.adding and self.due_on is None:
            self.due_on = timezone.localdate() + timedelta(days=self.task.specific.days)
        super().save(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        """Return whether the due date has passed."""
        return self.due_on is not None and self.due_on < timezone.localdate()


class EditorialTask(Task):
    """Base of all tasks: enforces the four-eyes rule, whichever view posts the decision."""

    days = models.PositiveSmallIntegerField(
        default=7, help_text="Number of days to decide on the step."
    )

    task_state_class = EditorialTaskState
    lock_class = StepLock
    notification_kind = "editorial/task_submitted"
    """The templates of the email to those who are asked to act when the task starts."""

    class Meta:
        abstract = True

    def user_can_decide(self, action_name: str, content: Any, user: Any) -> bool:
        """Return whether a user may take an action on a page or snippet at this task."""
        raise NotImplementedError

    def user_can_claim(self, content: Any, user: Any) -> bool:
        """Return whether a user may claim this task: the users who may approve it."""
        return self.user_can_decide("approve", content, user)

    def approval_redirect_url(self, content: Any, user: Any) -> str | None:
        """Return where a user who approves must go first; None when nothing blocks them."""
        return None

    def deciders(self, content: Any) -> Iterable[Any]:
        """Return who decides: users, or the names of people without an account."""
        return self.notification_recipients(content)

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Start the first task that has no approval of the latest revision, or skip this one."""
        next_task = workflow_state.get_next_task()
        if next_task is not None and next_task.pk != self.pk:
            return next_task.specific.start(workflow_state, user=user)
        if self.can_be_skipped(workflow_state.content_object):
            return self._create_skipped_state(workflow_state)
        return super().start(workflow_state, user=user)

    def can_be_skipped(self, content: Any) -> bool:
        """Return whether a page leaves nothing to decide at this task."""
        return False

    def _create_skipped_state(self, workflow_state: WorkflowState) -> TaskState:
        return EditorialTaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=workflow_state.content_object.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Return the actions of this task that the user may take."""
        actions = self.available_actions(obj)
        allowed = {
            name: self.user_can_decide(name, obj, user)
            for name in {action[0] for action in actions}
        }
        return [action for action in actions if allowed[action[0]]]

    def available_actions(self, content: Any) -> list[tuple[str, str, bool]]:
        """Return all actions of this task: name, button label, whether it requires a comment."""
        approve = self.approve_label(content)
        return [
            ("reject", "Ask for changes", True),
            ("approve", approve, False),
            ("approve", f"{approve}, with a comment", True),
        ]

    def approve_label(self, content: Any) -> str:
        """Return the label of the button that approves."""
        return "Approve"

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        """Return the form of a decision: whoever asks for changes has to say which."""
        return ChangeRequestForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, comment: Any = "", **kwargs: Any
    ) -> str | None:
        """Apply a decision under a lock, so that of two simultaneous ones the second is refused.

        Args:
            task_state: The task state as the user saw it.
            user: The user who decides.
            action_name: ``approve`` or ``reject``.
            comment: The user's comment.
            kwargs: Further data of the request, which is ignored.

        Returns:
            The URL to redirect to instead of the page, when nothing was decided.

        Raises:
            PermissionDenied: The user may not decide here, or there is no such action.
        """
        content = lock_content(task_state.workflow_state)
        state = TaskState.objects.get(pk=task_state.pk).specific
        if action_name not in {"approve", "reject"}:
            raise PermissionDenied("This decision is not available.")
        if not self.user_can_decide(action_name, content, user):
            raise PermissionDenied("You wrote or edited this page, so you cannot decide on it.")
        if state.task_id != self.pk:
            raise PermissionDenied("This decision belongs to a different step.")
        is_outdated = state.status != TaskState.STATUS_IN_PROGRESS
        if is_outdated or follow_definitions(state.workflow_state_id):
            return getattr(content, "specific", content).decision_refused_url()
        if action_name == "approve" and (url := self.approval_redirect_url(content, user)):
            return url
        super().on_action(state, user, action_name, comment=str(comment))
        return None

    def notification_recipients(self, content: Any) -> Iterable[Any]:
        """Return the users to notify when this task starts."""
        raise NotImplementedError

    def notification_context(self, content: Any) -> dict[str, Any]:
        """Return what the templates of `notification_kind` need beside the common context."""
        return {}
