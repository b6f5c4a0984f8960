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
from wagtail.snippets.views.snippets import EditView

from editorial.pressing import CHANGED, DECIDED, is_remark
from editorial.records import DeskRecord

EDITED = (
    "Nothing was decided, and your changes were not kept. Whoever changes the words does not "
    "decide on them: save them as a draft, or decide on what stands there."
)


def record_undecided(request: HttpRequest, kind_id: int, pk: int) -> HttpResponse:
    """Say why nothing was decided about a record, and lead back to it.

    Raises:
        Http404: There is no such record.
        PermissionDenied: It is not for this person.
    """
    model = get_object_or_404(ContentType, pk=kind_id).model_class()
    if model is None or not issubclass(model, DeskRecord):
        raise Http404
    record = get_object_or_404(model, pk=pk)
    address = AdminURLFinder(request.user).get_edit_url(record)
    if not address:
        raise PermissionDenied
    # What stands in the way is said on the record's own page.
    found = record.get_latest_revision_as_object().obstacles()
    messages.warning(request, "Nothing was approved." if found else DECIDED)
    return redirect(address)


def offer_no_publishing(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Leave out of a record's menu what nobody can do alone, whatever Wagtail would offer them."""
    if issubclass(context["model"], DeskRecord):
        items[:] = [item for item in items if item.name != "action-publish"]


class RecordEditView(EditView):
    """The editor of a record: a decision pressed there saves nothing beside itself.

    Wagtail would keep a version by whoever presses, who then had a hand in it and may not decide.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; whoever could approve it reads beforehand what stands in the way."""
        if self.may_approve():
            for found in self.object.obstacles():
                messages.warning(request, f"It cannot be approved yet. {found}")
        return super().get(request, *args, **kwargs)

    def may_approve(self) -> bool:
        """Return whether it waits for a decision that this person may take."""
        task = self.current_workflow_task
        offers = task.get_actions(self.object, self.request.user) if task else []
        return any(name == "approve" for name, *_ in offers)

    def save_instance(self) -> Any:
        """Save, unless something is decided."""
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
        if not is_remark(said):
            raise BadRequest("What goes with a decision is a remark.")
        loaded = self.request.POST.get("loaded_revision_id")
        if loaded and loaded != str(self.object.latest_revision_id):
            return self._undecided(CHANGED)
        if self.has_content_changes:
            return self._undecided(EDITED)
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

    def _undecided(self, why: str) -> HttpResponse:
        messages.warning(self.request, why)
        return redirect(self.get_edit_url())
