"""What a person may do with the public side of networks, and with their forms."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import DeleteView, UnpublishView

from editorial.workflow.snippets import WorkflowSnippet

KEPT = (
    "has requests, members or other things that hang on it. Take it down instead: nobody reads "
    "of it then, and nothing is lost."
)


class DeskRecordPolicy(ModelPermissionPolicy):
    """Wagtail's questions about records with drafts, with the hub's answer to one of them.

    Wagtail lets a superuser, or a holder of "publish", make a record public at once. Here the
    approval of a second person does; see `editorial.publication.publish_approved`.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether a person may do something: publish alone, never."""
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Return whether a person may do one of several things; publishing is none of them."""
        return super().user_has_any_permission(user, set(actions) - {"publish"})

    def users_with_any_permission(self, actions: Any) -> Any:
        """Return who may do one of several things; nobody may publish alone."""
        return super().users_with_any_permission(set(actions) - {"publish"})


def keep_what_is_used(request: HttpRequest, records: Iterable[Model]) -> HttpResponse | None:
    """Stop the deletion of a network or a form that people asked by, belong to or put things into.

    Args:
        request: Of whoever would delete them.
        records: Records of one kind, one or many.
    """
    used = [record for record in records if isinstance(record, WorkflowSnippet) and is_used(record)]
    if not used:
        return None
    names = ", ".join(f"“{record}”" for record in used)
    messages.warning(request, f"Nothing was deleted: {names} {KEPT}")
    return redirect(AdminURLFinder(request.user).get_edit_url(used[0]) or "wagtailadmin_home")


def keep_what_is_used_meanwhile(
    request: HttpRequest, action: str, records: Iterable[Model], view: object
) -> HttpResponse | None:
    """Ask once more when many are deleted, in the transaction that deletes them."""
    return _keep_held(request, list(records)) if action == "delete" else None


class KeepingDeleteView(DeleteView):
    """Deletes a record that nobody used, up to the moment in which it goes."""

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Ask once more, and delete it."""
        return _keep_held(self.request, [self.object]) or super().form_valid(form)


def _keep_held(request: HttpRequest, records: list[Model]) -> HttpResponse | None:
    """Hold records, so that nothing comes to hang on them from now on, and keep what is used."""
    for model in {type(record) for record in records if isinstance(record, WorkflowSnippet)}:
        pks = [record.pk for record in records if isinstance(record, model)]
        held = model._default_manager.order_by("pk").filter(pk__in=pks).select_for_update()
        list(held.values_list("pk", flat=True))
    return keep_what_is_used(request, records)


def is_used(record: WorkflowSnippet) -> bool:
    """Return whether something hangs on a record that is kept for its own sake."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect([record])
    except ProtectedError:
        return True
    return False


class TakeDownView(UnpublishView):
    """Takes a record down: whoever may change it may, since harm should end at once."""

    permission_required = "change"
