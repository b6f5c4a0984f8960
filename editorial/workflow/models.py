"""What every step of the desk shares: it is decided once, on the words that stand there now."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from editorial.consent.fingerprint import fingerprint
from editorial.workflow.four_eyes import about_pages, contributor_ids, pages_contributed_to_by
from editorial.workflow.locking import lock_page


class EditorialTaskState(TaskState):
    """One step of one page: who took it, and by when it should be decided."""

    claimed_by = models.ForeignKey(
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


class EditorialTask(Task):
    """A step that holds four eyes, whatever view, address or form asks."""

    days = models.PositiveSmallIntegerField(
        default=7, help_text="In how many days the step should be decided."
    )

    task_state_class = EditorialTaskState

    class Meta:
        abstract = True

    def user_can_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether a person may take an action on a page at this step."""
        raise NotImplementedError

    def approval_redirect_url(self, page: Page, user: Any) -> str | None:
        """Return where somebody who approves must go first; None when nothing stops them."""
        return None

    @staticmethod
    def undecided_url(piece: Any) -> str:
        """Return the address that says why nothing was decided about a page or a record."""
        if isinstance(piece, Page):
            return reverse("editorial:already_decided", args=[piece.pk])
        kind = ContentType.objects.get_for_model(piece)
        return reverse("editorial:snippet_undecided", args=[kind.pk, piece.pk])

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin the step, or the earliest one before it that nobody took on these words."""
        due = workflow_state.get_next_task()
        if due is not None and due.pk != self.pk:
            return due.specific.start(workflow_state, user=user)
        if self.can_be_skipped(workflow_state.content_object):
            return self._skip(workflow_state)
        return super().start(workflow_state, user=user)

    def can_be_skipped(self, page: Page) -> bool:
        """Return whether the step has nothing to decide on a page, and is skipped."""
        return False

    def _skip(self, workflow_state: WorkflowState) -> TaskState:
        return EditorialTaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=workflow_state.content_object.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Offer what this person may do here."""
        available_actions = self.available_actions(obj)
        may = {
            name: self.user_can_decide(name, obj, user)
            for name in {offer[0] for offer in available_actions}
        }
        return [offer for offer in available_actions if may[offer[0]]]

    def available_actions(self, piece: Any) -> list[tuple[str, str, bool]]:
        """Return the actions of the step: name, words on the button, whether it asks for more."""
        approve = self.approve_label(piece)
        return [
            ("reject", "Ask for changes", True),
            ("approve", approve, False),
            ("approve", f"{approve}, with a comment", True),
        ]

    def approve_label(self, piece: Any) -> str:
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
            lock_page(task_state.workflow_state.object_id)
        # Of a record, which has no page to hold, the way itself is held.
        ways = WorkflowState.objects.select_for_update(no_key=True)
        page = ways.get(pk=task_state.workflow_state_id).content_object
        state = TaskState.objects.get(pk=task_state.pk).specific
        if action_name not in {"approve", "reject"}:
            raise PermissionDenied("There is no such decision.")
        if not self.user_can_decide(action_name, page, user):
            raise PermissionDenied("Whoever had a hand in a page does not decide on it.")
        if state.task_id != self.pk:
            raise PermissionDenied("That is another step.")
        if state.status != TaskState.STATUS_IN_PROGRESS:
            return self.undecided_url(page)
        if action_name == "approve" and (way := self.approval_redirect_url(page, user)):
            return way
        super().on_action(state, user, action_name, comment=str(comment))
        return None


class ReviewTask(EditorialTask, AbstractGroupApprovalTask):
    """A group's people approve, or ask for changes; whoever had a hand in the page does neither.

    Wagtail's own task lets the submitter approve.
    """

    class Meta:
        verbose_name = "review by somebody else"
        verbose_name_plural = "reviews by somebody else"

    @classmethod
    def get_description(cls) -> str:
        """Say what the step does, where workflows are listed."""
        return "Somebody of the chosen groups who had no hand in the page approves it"

    def user_can_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether a person may decide on a page at this step."""
        if not user.is_active or not (user.is_superuser or self._user_in_groups(user)):
            return False
        return user.pk not in contributor_ids(page)

    def approve_label(self, piece: Any) -> str:
        """Return the label of Approve; the last step publishes, now or on its date."""
        if not self.is_final_step(piece):
            return super().approve_label(piece)
        due = piece.get_latest_revision_as_object().go_live_at
        return "Approve and schedule" if due and due > timezone.now() else "Approve and publish"

    def is_final_step(self, piece: Any) -> bool:
        """Return whether this is the last step that a page or a record takes."""
        from editorial.workflow.definitions import definition_for

        return definition_for(getattr(piece, "specific", piece)).steps[-1].name == self.name

    def approval_redirect_url(self, page: Page, user: Any) -> str | None:
        """Return the URL of the publication blockers at the final step, or None without any."""
        if not self.is_final_step(page):
            return None
        draft = page.get_latest_revision_as_object()
        if not draft.publication_blockers(approver=user):
            return None
        return draft.publication_blockers_url()

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return what waits for a person at this step, without their own writing."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(about_pages(pages_contributed_to_by(user)))


class PartnerTask(EditorialTask):
    """Whoever wrote the page agrees to the words as they now are; skipped where none changed."""

    class Meta:
        verbose_name = "agreement of the partner"
        verbose_name_plural = "agreements of partners"

    @classmethod
    def get_description(cls) -> str:
        """Say what the step does, where workflows are listed."""
        return "The guest who wrote the page agrees to it, if it was changed since they wrote it"

    def can_be_skipped(self, page: Page) -> bool:
        """Return whether the guest's own last words are what stands there now."""
        own = page.revisions.filter(user_id=page.owner_id).order_by("-pk").first()
        latest = page.get_latest_revision()
        if own is None or own.pk == latest.pk:
            return own is not None
        return fingerprint(own.as_object()) == fingerprint(latest.as_object())

    def user_can_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether this is the guest whose words they are."""
        return user.is_active and user.pk == page.owner_id

    def available_actions(self, piece: Any) -> list[tuple[str, str, bool]]:
        """Return the guest's two answers."""
        return [
            ("reject", "I do not agree yet", True),
            ("approve", "I agree to the text as it is", False),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return what waits for this guest."""
        own = Page.objects.filter(owner_id=user.pk).order_by()
        return self.task_states.filter(about_pages(own), status=TaskState.STATUS_IN_PROGRESS)
