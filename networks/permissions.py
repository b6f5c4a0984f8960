"""Permissions of networks and join forms: no direct publishing, no deletion of used records."""

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
    "has requests, members or other records. Unpublish it instead. Readers then no longer see it, "
    "and its records are kept."
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
    """Denies the publish permission to everybody.

    Wagtail lets superusers and holders of "publish" publish a record directly. Here the
    approval of a second person does; see `editorial.workflow.publishing`.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return False for "publish", and Wagtail's answer for other actions."""
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Ignore "publish" among the actions."""
        return super().user_has_any_permission(user, set(actions) - {"publish"})

    def users_with_any_permission(self, actions: Any) -> Any:
        """Ignore "publish" among the actions."""
        return super().users_with_any_permission(set(actions) - {"publish"})


def prevent_deleting_used_records(
    request: HttpRequest, records: Iterable[Model]
) -> HttpResponse | None:
    """Prevent deleting a network or join form with requests, members or content.

    Args:
        request: The request that would delete them.
        records: Records of one model.
    """
    used = [
        record
        for record in records
        if isinstance(record, WorkflowSnippet) and is_referenced(record)
    ]
    if not used:
        return None
    names = ", ".join(f"“{record}”" for record in used)
    messages.warning(request, f"Not deleted: {names} {IN_USE}")
    return redirect(AdminURLFinder(request.user).get_edit_url(used[0]) or "wagtailadmin_home")


def prevent_bulk_deleting_used_records(
    request: HttpRequest, action: str, records: Iterable[Model], view: object
) -> HttpResponse | None:
    """Prevent bulk deletion of used records, within the transaction that deletes them."""
    return _prevent_deleting_locked(request, list(records)) if action == "delete" else None


class UnusedRecordDeleteView(DeleteView):
    """Deletes a record unless it is used, checked again under a row lock."""

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Check again under a lock, and delete the record."""
        return _prevent_deleting_locked(self.request, [self.object]) or super().form_valid(form)


def _prevent_deleting_locked(request: HttpRequest, records: list[Model]) -> HttpResponse | None:
    """Lock records, so that nothing can refer to them from now on, and refuse used ones."""
    for model in {type(record) for record in records if isinstance(record, WorkflowSnippet)}:
        pks = [record.pk for record in records if isinstance(record, model)]
        held = model._default_manager.order_by("pk").filter(pk__in=pks).select_for_update()
        list(held.values_list("pk", flat=True))
    return prevent_deleting_used_records(request, records)


def is_referenced(record: WorkflowSnippet) -> bool:
    """Return whether a protected foreign key refers to a record."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect([record])
    except ProtectedError:
        return True
    return False


class ChangePermissionUnpublishView(UnpublishView):
    """Lets users who may change a record unpublish it, so that harm can end at once."""

    permission_required = "change"
