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

from accounts.roles import ORGANISER, PARTNER
from editorial.workflow.snippets import WorkflowSnippet

IN_USE = (
    "has requests, members or other things that hang on it. Take it down instead: nobody reads "
    "of it then, and nothing is lost."
)


def guest_views() -> dict[str, tuple[str, ...]]:
    """Return the admin views open to guests by role; each shows them their own objects only.

    A `register_guest_views` hook.
    """
    chooser = "wagtailsnippetchoosers_networks_joinform"
    return {
        ORGANISER: (
            "networks_admin:request_action",
            "networks_admin:reconciliation",
            "networks_joinrequest_modeladmin_index",
            "networks_joinrequest_modeladmin_inspect",
        ),
        PARTNER: tuple(
            f"{chooser}:{view}"
            for view in ("choose", "choose_results", "chosen", "chosen_multiple")
        ),
    }


class NoPublishPermissionPolicy(ModelPermissionPolicy):
    """Wagtail's questions about records with drafts, with the hub's answer to one of them.

    Wagtail lets a superuser, or a holder of "publish", make a record public at once. Here the
    approval of a second person does; see `editorial.workflow.publishing`.
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


def prevent_deleting_used_records(
    request: HttpRequest, records: Iterable[Model]
) -> HttpResponse | None:
    """Stop the deletion of a network or a form that people asked by, belong to or put things into.

    Args:
        request: Of whoever would delete them.
        records: Records of one kind, one or many.
    """
    used = [
        record
        for record in records
        if isinstance(record, WorkflowSnippet) and is_referenced(record)
    ]
    if not used:
        return None
    names = ", ".join(f"“{record}”" for record in used)
    messages.warning(request, f"Nothing was deleted: {names} {IN_USE}")
    return redirect(AdminURLFinder(request.user).get_edit_url(used[0]) or "wagtailadmin_home")


def prevent_bulk_deleting_used_records(
    request: HttpRequest, action: str, records: Iterable[Model], view: object
) -> HttpResponse | None:
    """Ask once more when many are deleted, in the transaction that deletes them."""
    return _lock_and_prevent(request, list(records)) if action == "delete" else None


class UnusedRecordDeleteView(DeleteView):
    """Deletes a record that nobody used, up to the moment in which it goes."""

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Ask once more, and delete it."""
        return _lock_and_prevent(self.request, [self.object]) or super().form_valid(form)


def _lock_and_prevent(request: HttpRequest, records: list[Model]) -> HttpResponse | None:
    """Hold records, so that nothing comes to hang on them from now on, and keep what is used."""
    for model in {type(record) for record in records if isinstance(record, WorkflowSnippet)}:
        pks = [record.pk for record in records if isinstance(record, model)]
        held = model._default_manager.order_by("pk").filter(pk__in=pks).select_for_update()
        list(held.values_list("pk", flat=True))
    return prevent_deleting_used_records(request, records)


def is_referenced(record: WorkflowSnippet) -> bool:
    """Return whether something hangs on a record that is kept for its own sake."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect([record])
    except ProtectedError:
        return True
    return False


class ChangePermissionUnpublishView(UnpublishView):
    """Takes a record down: whoever may change it may, since harm should end at once."""

    permission_required = "change"
