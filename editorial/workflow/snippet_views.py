"""Admin views of workflow snippets: a decision applies to the stored revision and saves nothing."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.permissions import get_permission_name
from wagtail.snippets.views.snippets import EditView, PreviewOnEditView

from editorial.workflow.actors import describe_actors, describe_submission
from editorial.workflow.decisions import (
    ALREADY_DECIDED_MESSAGE,
    CONTENT_CHANGED_MESSAGE,
    is_comment_payload,
)
from editorial.workflow.snippets import WorkflowSnippet

EDITED_DURING_DECISION_MESSAGE = (
    "Your decision and your changes were not saved. You cannot approve your own changes. Save "
    "them as a draft, or decide on the text without changing it."
)
CHANGE_NOT_PERMITTED_MESSAGE = (
    "Your changes were not saved. Reviewers can approve this text or ask for changes, but only "
    "editors can change it."
)


def snippet_decision_refused(request: HttpRequest, content_type_id: int, pk: int) -> HttpResponse:
    """Redirect to a snippet's editor with a warning that nothing was decided.

    Raises:
        Http404: There is no such snippet.
        PermissionDenied: The user may not view it.
    """
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if model is None or not issubclass(model, WorkflowSnippet):
        raise Http404
    snippet = get_object_or_404(model, pk=pk)
    if not user_can_view(snippet, request.user):
        raise PermissionDenied
    # The editor itself lists the blockers.
    blockers = snippet.get_latest_revision_as_object().publication_blockers()
    if blockers:
        messages.error(request, "Not approved.")
    else:
        messages.warning(request, ALREADY_DECIDED_MESSAGE)
    can_open = user_can_change(snippet, request.user) or is_pending_for(snippet, request.user)
    return redirect((can_open and AdminURLFinder().get_edit_url(snippet)) or "wagtailadmin_home")


def user_can_view(snippet: WorkflowSnippet, user: Any) -> bool:
    """Return whether a user has the view permission on a snippet's model."""
    return user.has_perm(get_permission_name("view", type(snippet)))


def user_can_change(snippet: WorkflowSnippet, user: Any) -> bool:
    """Return whether a user has the change permission on a snippet's model."""
    return user.has_perm(get_permission_name("change", type(snippet)))


def is_pending_for(snippet: WorkflowSnippet, user: Any) -> bool:
    """Return whether a snippet's current task gives a user access to its editor."""
    task = snippet.current_workflow_task
    return task is not None and task.user_can_access_editor(snippet, user)


class WorkflowSnippetPreviewView(PreviewOnEditView):
    """The preview in the editor, also for users who may decide and not change."""

    def user_has_permission_for_instance(self, permission: str, instance: Any) -> bool:
        """Allow users who may change the snippet, or to whom its current task is assigned."""
        can_change = user_can_change(instance, self.request.user)
        return can_change or is_pending_for(instance, self.request.user)

    def user_has_permission(self, permission: str) -> bool:
        """Apply the same rule where Wagtail checks the model permission alone."""
        return self.user_has_permission_for_instance(permission, self.object)


class WorkflowSnippetEditView(EditView):
    """The editor of a snippet, in which a workflow decision saves no revision.

    Wagtail would save a revision by the user who decides: a contributor, who may not decide.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add who can act on a pending snippet, and to a user who could approve, the blockers."""
        if self.user_can_approve():
            for blocker in self.object.publication_blockers():
                messages.warning(request, f"This cannot be approved yet. {blocker}")
        if actors := describe_actors(self.object, request.user):
            messages.info(request, actors)
        return super().get(request, *args, **kwargs)

    def user_can_approve(self) -> bool:
        """Return whether the current task offers the user to approve."""
        task = self.current_workflow_task
        actions = task.get_actions(self.object, self.request.user) if task else []
        return any(name == "approve" for name, *_ in actions)

    def get_available_actions(self) -> list[str]:
        """Reduce the actions of a user without the change permission to workflow decisions.

        Withdrawing from review has a view of its own, which asks for confirmation.
        """
        withdrawn = {"cancel-workflow", "restart-workflow"}
        actions = [name for name in super().get_available_actions() if name not in withdrawn]
        if user_can_change(self.object, self.request.user):
            return actions
        return [action for action in actions if action in {"edit", "workflow-action"}]

    def save_instance(self) -> Any:
        """Save, except when the action is a workflow decision.

        Raises:
            PermissionDenied: The user may decide and not change.
        """
        is_decision = self.action == "workflow-action"
        if not is_decision and not user_can_change(self.object, self.request.user):
            raise PermissionDenied(CHANGE_NOT_PERMITTED_MESSAGE)
        if not is_decision:
            return super().save_instance()
        self.has_content_changes, self.new_revision = self.form.has_changed(), None
        return self.object

    def submit_action(self) -> HttpResponse | None:
        """Submit, except when a workflow is in progress: it was restarted by the new revision."""
        return None if self.object.workflow_in_progress else super().submit_action()

    def workflow_action_action(self) -> HttpResponse | None:
        """Decide on the revision that was loaded, and redirect to the reason if that failed.

        Raises:
            BadRequest: The extra data of the decision is more than a comment.
        """
        payload = self.request.POST.get("workflow-action-extra-data", "{}")
        if not is_comment_payload(payload):
            raise BadRequest("A decision can only include a comment.")
        loaded_revision_id = self.request.POST.get("loaded_revision_id")
        if loaded_revision_id and loaded_revision_id != str(self.object.latest_revision_id):
            return self._redirect_with_warning(CONTENT_CHANGED_MESSAGE)
        if self.has_content_changes:
            return self._redirect_with_warning(EDITED_DURING_DECISION_MESSAGE)
        state = self.object.current_workflow_task_state
        url = self.current_workflow_task.on_action(
            state, self.request.user, self.workflow_action, **json.loads(payload)
        )
        return redirect(url) if url else None

    def get_success_message(self, instance: Any = None) -> str:
        """Describe the outcome of a workflow decision, or who decides on what was submitted."""
        if self.action == "submit" and self.object.workflow_in_progress:
            return describe_submission(self.object)
        if self.action != "workflow-action":
            return super().get_success_message(instance)
        if self.workflow_action != "approve":
            return f"“{self.object}” was sent back with your comment."
        return f"“{self.object}” has been approved and is now public."

    def get_success_buttons(self) -> list:
        """Omit the edit button for users who can no longer open the editor."""
        can_change = user_can_change(self.object, self.request.user)
        return super().get_success_buttons() if can_change else []

    def _redirect_with_warning(self, message: str) -> HttpResponse:
        messages.warning(self.request, message)
        return redirect(self.get_edit_url())
