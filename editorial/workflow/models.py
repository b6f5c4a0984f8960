"""Workflow tasks of reviewers and partners."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from editorial.workflow.base_task import EditorialTask
from editorial.workflow.definitions import definition_for
from editorial.workflow.fingerprint import fingerprint
from editorial.workflow.four_eyes import (
    contributor_ids,
    overriding_user_ids,
    pages_contributed_to_by,
    task_states_about_pages,
)


class ReviewTask(EditorialTask, AbstractGroupApprovalTask):
    """Approval by a member of the chosen groups who did not contribute to the page.

    Wagtail's own group approval task lets the submitter approve.
    """

    class Meta:
        verbose_name = "review by a second person"
        verbose_name_plural = "reviews by a second person"

    @classmethod
    def get_description(cls) -> str:
        """Return the description shown where tasks are listed."""
        return "A member of the selected groups who did not write or edit the page approves it"

    def user_can_decide(self, action_name: str, content: Any, user: Any) -> bool:
        """Allow active superusers and group members who did not contribute."""
        if not user.is_active or not (user.is_superuser or self._user_in_groups(user)):
            return False
        return user.pk not in contributor_ids(content)

    def approve_label(self, content: Any) -> str:
        """Return the button label, which depends on whether the approval publishes or schedules."""
        draft = content.get_latest_revision_as_object()
        if not self.is_final_step(draft):
            return super().approve_label(content)
        is_scheduled = draft.go_live_at and draft.go_live_at > timezone.now()
        return "Approve and schedule" if is_scheduled else "Approve and publish"

    def is_final_step(self, draft: Any) -> bool:
        """Return whether this is the last step that the definitions name for a draft."""
        return definition_for(draft).steps[-1].name == self.name

    def approval_redirect_url(self, content: Any, user: Any) -> str | None:
        """Return the page that lists what blocks publication, at the final step."""
        draft = content.get_latest_revision_as_object()
        if not self.is_final_step(draft):
            return None
        return draft.publication_blockers_url() if draft.publication_blockers(user) else None

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Exclude pages to which the user contributed."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(task_states_about_pages(pages_contributed_to_by(user)))

    def deciders(self, content: Any) -> Iterable[Any]:
        """Return who may decide, at the final step without the users who allowed text."""
        draft = content.get_latest_revision_as_object()
        overriding = overriding_user_ids(content) if self.is_final_step(draft) else set()
        return self._candidates(contributor_ids(content) | overriding)

    def notification_recipients(self, content: Any) -> Iterable[Any]:
        """Return the group members who may decide; superusers where all contributed."""
        return self._candidates(contributor_ids(content))

    def _candidates(self, excluded_ids: set[int]) -> Iterable[Any]:
        users = get_user_model().objects.filter(is_active=True).exclude(pk__in=excluded_ids)
        members = list(users.filter(groups__in=self.groups.all()).distinct())
        return members or users.filter(is_superuser=True)


class PartnerTask(EditorialTask):
    """Approval by the guest who owns the page; skipped where their text is unchanged."""

    notification_kind = "editorial/agreement_requested"

    class Meta:
        verbose_name = "agreement by the partner"
        verbose_name_plural = "agreements by partners"

    @classmethod
    def get_description(cls) -> str:
        """Return the description shown where tasks are listed."""
        return "The guest writer agrees to the page, if it was changed after they wrote it"

    @staticmethod
    def own_revision(content: Any) -> Revision | None:
        """Return the latest revision that the page's owner saved."""
        return content.revisions.filter(user_id=content.owner_id).order_by("-pk").first()

    def changes_url(self, content: Any) -> str:
        """Return the URL that compares the owner's text with the latest; empty without changes."""
        own = self.own_revision(content)
        if own is None or own.pk == content.latest_revision_id:
            return ""
        return reverse("wagtailadmin_pages:revisions_compare", args=[content.pk, own.pk, "latest"])

    def can_be_skipped(self, content: Any) -> bool:
        """Return whether the latest revision has the same content as the owner's own latest."""
        own = self.own_revision(content)
        latest = content.get_latest_revision()
        if own is None or own.pk == latest.pk:
            return own is not None
        return fingerprint(own.as_object()) == fingerprint(latest.as_object())

    def user_can_decide(self, action_name: str, content: Any, user: Any) -> bool:
        """Allow the page's owner."""
        return user.is_active and user.pk == content.owner_id

    def available_actions(self, content: Any) -> list[tuple[str, str, bool]]:
        """Return the two answers of a guest."""
        return [
            ("reject", "Ask for changes", True),
            ("approve", "I agree to the text", False),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return the pending states of the user's own pages."""
        own = Page.objects.filter(owner_id=user.pk).order_by()
        return self.task_states.filter(
            task_states_about_pages(own), status=TaskState.STATUS_IN_PROGRESS
        )

    def notification_recipients(self, content: Any) -> Iterable[Any]:
        """Return the page's owner."""
        return [content.owner] if content.owner else []

    def notification_context(self, content: Any) -> dict[str, Any]:
        """Return the URL of the comparison."""
        return {"changes_url": self.changes_url(content)}
