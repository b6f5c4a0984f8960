"""The step at which a guest agrees to what the desk made of their text."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from editorial.fingerprint import fingerprint
from editorial.four_eyes import on_one_of
from editorial.models.desk_task import DeskTask


class PartnerTask(DeskTask):
    """Whoever wrote the page agrees to the words as they now are; skipped where none changed."""

    class Meta:
        verbose_name = "agreement of the partner"
        verbose_name_plural = "agreements of partners"

    @classmethod
    def get_description(cls) -> str:
        """Say what the step does, where workflows are listed."""
        return "The guest who wrote the page agrees to it, if it was changed since they wrote it"

    def is_needless(self, page: Page) -> bool:
        """Return whether the guest's own last words are what stands there now."""
        own = page.revisions.filter(user_id=page.owner_id).order_by("-pk").first()
        latest = page.get_latest_revision()
        if own is None or own.pk == latest.pk:
            return own is not None
        return fingerprint(own.as_object()) == fingerprint(latest.as_object())

    def may_decide(self, action_name: str, page: Page, user: Any) -> bool:
        """Return whether this is the guest whose words they are."""
        return user.is_active and user.pk == page.owner_id

    def offers(self, piece: Any) -> list[tuple[str, str, bool]]:
        """Return the guest's two answers."""
        return [
            ("reject", "I do not agree yet", True),
            ("approve", "I agree to the text as it is", False),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: object) -> QuerySet[TaskState]:
        """Return what waits for this guest."""
        own = Page.objects.filter(owner_id=user.pk).order_by()
        return self.task_states.filter(on_one_of(own), status=TaskState.STATUS_IN_PROGRESS)
