"""What every step of the desk shares: it is decided once, on the words that stand there now."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, TaskState, WorkflowState

from editorial.turns import hold


class DeskTaskState(TaskState):
    """One step of one page: who took it, and by when it should be decided."""

    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who said that they will see to it. Others may still decide.",
    )
    due_on = models.DateField(null=True, blank=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new step is due as many days from now as its task says."""
        if self._state.adding and self.due_on is None:
            self.due_on = timezone.localdate() + timedelta(days=self.task.specific.days)
        super().save(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        """Return whether the step should have been decided before today."""
        return self.due_on is not None and self.due_on < timezone.localdate()


class DeskTask(Task):
    """A step that holds four eyes, whatever view, address or form asks."""

    days = models.PositiveSmallIntegerField(
        default=7, help_text="In how many days the step should be decided."
    )

    task_state_class = DeskTaskState

    class Meta:
        abstract = True

    def may_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether a person may take an action on a page at this step."""
        raise NotImplementedError

    def way_out(self, page: Page, user: Any) -> str | None:
        """Return where somebody who approves must go first; None when nothing stops them."""
        return None

    @staticmethod
    def why_undecided(piece: Any) -> str:
        """Return the address that says why nothing was decided about a page or a record."""
        if isinstance(piece, Page):
            return reverse("editorial:already_decided", args=[piece.pk])
        kind = ContentType.objects.get_for_model(piece)
        return reverse("editorial:record_undecided", args=[kind.pk, piece.pk])

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin the step, or the earliest one before it that nobody took on these words."""
        due = workflow_state.get_next_task()
        if due is not None and due.pk != self.pk:
            return due.specific.start(workflow_state, user=user)
        if self.is_needless(workflow_state.content_object):
            return self._skip(workflow_state)
        return super().start(workflow_state, user=user)

    def is_needless(self, page: Page) -> bool:
        """Return whether the step has nothing to decide on a page, and is skipped."""
        return False

    def _skip(self, workflow_state: WorkflowState) -> TaskState:
        return DeskTaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=workflow_state.content_object.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Offer what this person may do here."""
        offers = self.offers(obj)
        may = {name: self.may_decide(name, obj, user) for name in {offer[0] for offer in offers}}
        return [offer for offer in offers if may[offer[0]]]

    def offers(self, piece: Any) -> list[tuple[str, str, bool]]:
        """Return the actions of the step: name, words on the button, whether it asks for more."""
        approve = self.approval(piece)
        return [
            ("reject", "Ask for changes", True),
            ("approve", approve, False),
            ("approve", f"{approve}, with a comment", True),
        ]

    def approval(self, piece: Any) -> str:
        """Return what the button says by which a page or a record passes the step."""
        return "Approve"

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, comment: Any = "", **kwargs: Any
    ) -> str | None:
        """Decide once. Of two people who press together the second changes nothing.

        Args:
            task_state: The step as whoever presses saw it.
            user: Who presses.
            action_name: What they press.
            comment: What they say of it.
            kwargs: Whatever else was sent; the steps of the desk ask for nothing more.

        Returns:
            An address to go to instead of the page, when nothing could be decided.

        Raises:
            PermissionDenied: The person may not decide here, or there is no such action.
        """
        if isinstance(task_state.workflow_state.content_object, Page):
            hold(task_state.workflow_state.object_id)
        # Of a record, which has no page to hold, the way itself is held.
        ways = WorkflowState.objects.select_for_update(no_key=True)
        page = ways.get(pk=task_state.workflow_state_id).content_object
        state = TaskState.objects.get(pk=task_state.pk).specific
        if action_name not in {"approve", "reject"}:
            raise PermissionDenied("There is no such decision.")
        if not self.may_decide(action_name, page, user):
            raise PermissionDenied("Whoever had a hand in a page does not decide on it.")
        if state.task_id != self.pk:
            raise PermissionDenied("That is another step.")
        if state.status != TaskState.STATUS_IN_PROGRESS:
            return self.why_undecided(page)
        if action_name == "approve" and (way := self.way_out(page, user)):
            return way
        super().on_action(state, user, action_name, comment=str(comment))
        return None
