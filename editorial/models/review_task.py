"""The step of a workflow: somebody of a group decides, and never about their own writing."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from editorial.four_eyes import hands_on, on_one_of, with_a_hand_of
from editorial.models.desk_task import DeskTask


class ReviewTask(DeskTask, AbstractGroupApprovalTask):
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

    def may_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether a person may decide on a page at this step."""
        if not user.is_active or not (user.is_superuser or self._user_in_groups(user)):
            return False
        return user.pk not in hands_on(page)

    def approval(self, piece: Any) -> str:
        """Say at the last step that the approval publishes, at once or on the day that was set."""
        if not self.publishes(piece):
            return super().approval(piece)
        due = piece.get_latest_revision_as_object().go_live_at
        return "Approve and schedule" if due and due > timezone.now() else "Approve and publish"

    def publishes(self, piece: Any) -> bool:
        """Return whether this is the last step that a page or a record takes."""
        from editorial.courses import course_of

        return course_of(getattr(piece, "specific", piece)).steps[-1].name == self.name

    def way_out(self, page: Page, user: Any) -> str | None:
        """Lead whoever would publish to what stands in the way, if anything does."""
        from editorial.safety.publication_checks import PublicationChecks

        draft = page.get_latest_revision_as_object()
        if not isinstance(page, Page):
            return self.why_undecided(page) if draft.obstacles() else None
        if not self.publishes(page):
            return None
        if not PublicationChecks(draft, approver=user).obstacles:
            return None
        return reverse("editorial:publication_checks", args=[page.pk])

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return what waits for a person at this step, without their own writing."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(on_one_of(with_a_hand_of(user)))
