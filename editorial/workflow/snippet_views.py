"""Decisions on records with drafts: about the words that stand there, and answered in words."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.permissions import get_permission_name
from wagtail.snippets.views.snippets import EditView, PreviewOnEditView

from editorial.workflow.decisions import (
    ALREADY_DECIDED_MESSAGE,
    CONTENT_CHANGED_MESSAGE,
    is_comment_payload,
)
from editorial.workflow.snippets import WorkflowSnippet

EDITED_DURING_DECISION_MESSAGE = (
    "Nothing was decided, and your changes were not kept. Whoever changes the words does not "
    "decide on them: save them as a draft, or decide on what stands there."
)
CHANGE_NOT_PERMITTED_MESSAGE = (
    "Nothing was kept: you decide on these words, and editors change them."
)


def snippet_undecided(request: HttpRequest, kind_id: int, pk: int) -> HttpResponse:
    """Say why nothing was decided about a record, and lead back to it.

    Raises:
        Http404: There is no such record.
        PermissionDenied: It is not for this person.
    """
    model = get_object_or_404(ContentType, pk=kind_id).model_class()
    if model is None or not issubclass(model, WorkflowSnippet):
        raise Http404
    record = get_object_or_404(model, pk=pk)
    if not user_can_view(record, request.user):
        raise PermissionDenied
    # What stands in the way is said on the record's own page.
    found = record.get_latest_revision_as_object().publication_blockers()
    messages.warning(request, "Nothing was approved." if found else ALREADY_DECIDED_MESSAGE)
    opens = user_can_change(record, request.user) or is_pending_for(record, request.user)
    return redirect((opens and AdminURLFinder().get_edit_url(record)) or "wagtailadmin_home")


def user_can_view(record: WorkflowSnippet, user: Any) -> bool:
    """Return whether a person may look at a record at the desk."""
    return user.has_perm(get_permission_name("view", type(record)))


def user_can_change(record: WorkflowSnippet, user: Any) -> bool:
    """Return whether a person may change a record's words."""
    return user.has_perm(get_permission_name("change", type(record)))


def is_pending_for(record: WorkflowSnippet, user: Any) -> bool:
    """Return whether a record waits for somebody like this person, who then may open it."""
    task = record.current_workflow_task
    return task is not None and task.user_can_access_editor(record, user)


def restrict_action_menu(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Leave out of a record's menu what Wagtail offers and this person cannot do.

    Nobody publishes alone; and whoever may only decide saves nothing and sends nothing in.
    """
    if not issubclass(context["model"], WorkflowSnippet):
        return
    denied = {"action-publish"}
    if not request.user.has_perm(get_permission_name("change", context["model"])):
        denied |= {"action-save", "action-submit", "action-cancel-workflow"}
    items[:] = [item for item in items if item.name not in denied]


class WorkflowSnippetPreviewView(PreviewOnEditView):
    """The preview beside the editor, for whoever opens that."""

    def user_has_permission_for_instance(self, permission: str, instance: Any) -> bool:
        """Return whether a person may see it: also who may decide and not change."""
        may = user_can_change(instance, self.request.user)
        return may or is_pending_for(instance, self.request.user)

    def user_has_permission(self, permission: str) -> bool:
        """Return the same, where Wagtail asks without naming the record."""
        return self.user_has_permission_for_instance(permission, self.object)


class WorkflowSnippetEditView(EditView):
    """The editor of a record: a decision pressed there saves nothing beside itself.

    Wagtail would keep a version by whoever presses, who then had a hand in it and may not decide.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; whoever could approve it reads beforehand what stands in the way."""
        if self.may_approve():
            for found in self.object.publication_blockers():
                messages.warning(request, f"It cannot be approved yet. {found}")
        return super().get(request, *args, **kwargs)

    def may_approve(self) -> bool:
        """Return whether it waits for a decision that this person may take."""
        task = self.current_workflow_task
        offers = task.get_actions(self.object, self.request.user) if task else []
        return any(name == "approve" for name, *_ in offers)

    def get_available_actions(self) -> list[str]:
        """Return what one can press; whoever may not change the words can decide, or nothing."""
        actions = super().get_available_actions()
        if user_can_change(self.object, self.request.user):
            return actions
        return [action for action in actions if action in {"edit", "workflow-action"}]

    def save_instance(self) -> Any:
        """Save, unless something is decided.

        Raises:
            PermissionDenied: The person may decide alone.
        """
        if self.action != "workflow-action" and not user_can_change(self.object, self.request.user):
            raise PermissionDenied(CHANGE_NOT_PERMITTED_MESSAGE)
        if self.action != "workflow-action":
            return super().save_instance()
        self.has_content_changes, self.new_revision = self.form.has_changed(), None
        return self.object

    def submit_action(self) -> HttpResponse | None:
        """Send in; what waits already waits on, with its newest words."""
        return None if self.object.workflow_in_progress else super().submit_action()

    def workflow_action_action(self) -> HttpResponse | None:
        """Decide, and lead to the reason if nothing could be decided.

        Raises:
            BadRequest: What should hold a remark is none.
        """
        said = self.request.POST.get("workflow-action-extra-data", "{}")
        if not is_comment_payload(said):
            raise BadRequest("What goes with a decision is a remark.")
        loaded = self.request.POST.get("loaded_revision_id")
        if loaded and loaded != str(self.object.latest_revision_id):
            return self._undecided(CONTENT_CHANGED_MESSAGE)
        if self.has_content_changes:
            return self._undecided(EDITED_DURING_DECISION_MESSAGE)
        state = self.object.current_workflow_task_state
        way = self.current_workflow_task.on_action(
            state, self.request.user, self.workflow_action, **json.loads(said)
        )
        return redirect(way) if way else None

    def get_success_message(self, instance: Any = None) -> str:
        """Say what became of a decision."""
        if self.action != "workflow-action":
            return super().get_success_message(instance)
        if self.workflow_action != "approve":
            return f"“{self.object}” was sent back, with your remark."
        return f"“{self.object}” is approved, and public now."

    def get_success_buttons(self) -> list:
        """Offer the editor of the record again, to whoever may still open it."""
        may = user_can_change(self.object, self.request.user)
        return super().get_success_buttons() if may else []

    def _undecided(self, why: str) -> HttpResponse:
        messages.warning(self.request, why)
        return redirect(self.get_edit_url())
