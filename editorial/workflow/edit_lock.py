"""The lock of a workflow step: who can change the content while it is at the step."""

from typing import Any

from django.contrib.auth import get_permission_codename
from wagtail.locks import WorkflowLock


class StepLock(WorkflowLock):
    """Says which roles can change the content at a step; Wagtail says “reviewers” of any step.

    Only the review tasks lock: at the other steps, everyone with access to the editor can save.
    """

    def get_message(self, user: Any) -> str | None:
        """Return the message in the editor of a user who cannot save; None for others."""
        if not self.for_user(user):
            return None
        return f"You cannot change this {self.model_name} now. {self.get_description(user)}"

    def get_icon(self, user: Any, can_lock: bool = False) -> str:
        """Return a closed lock for users who cannot save."""
        return "lock" if self.for_user(user) else "lock-open"

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        """Return whether the user can save."""
        return "Locked at this step" if self.for_user(user) else "You can edit"

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        """Return who can save changes at the step."""
        names = self._names_of_roles()
        if not names:
            return f"Everyone with access to this {self.model_name} can change it at this step."
        return f"At the step {self.task.name}, only {names} can change it."

    def _names_of_roles(self) -> str:
        """Return the groups whose members can save; empty where the step locks for no user."""
        if not hasattr(self.task, "groups"):
            return ""
        groups = self.task.groups.order_by("name")
        if not self.is_page:
            # Reviewers decide on a network and cannot change it.
            options = self.object._meta
            groups = groups.filter(
                permissions__codename=get_permission_codename("change", options),
                permissions__content_type__app_label=options.app_label,
            )
        names = [name.lower() for name in groups.values_list("name", flat=True)]
        return f"{', '.join(names)} and administrators" if names else "administrators"
