"""Snippet viewsets of networks and join forms."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from editorial.workflow.snippet_views import WorkflowSnippetEditView, WorkflowSnippetPreviewView
from networks.choosers import JoinFormChooserViewSet
from networks.forms import JoinFormAdminForm, NetworkAdminForm
from networks.memberships.services import has_organiser
from networks.models import JoinForm, Network
from networks.permissions import (
    ChangePermissionUnpublishView,
    NoPublishPermissionPolicy,
    UnusedRecordDeleteView,
)
from pages.snippets import ExistingOnlyChooserViewSet


class NetworkViewSet(SnippetViewSet):
    """Networks: drafted by an editor, published by the approval of another."""

    model = Network
    icon = "group"
    menu_label = "Networks"
    list_display = [
        "name",
        "short_name",
        "joining_policy",
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["joining_policy", "live"]
    search_fields = ["name", "short_name", "summary"]
    edit_handler = ObjectList(Network.panels, base_form_class=NetworkAdminForm)
    inspect_view_enabled = True
    edit_view_class = WorkflowSnippetEditView
    preview_on_edit_view_class = WorkflowSnippetPreviewView
    unpublish_view_class = ChangePermissionUnpublishView
    delete_view_class = UnusedRecordDeleteView
    chooser_viewset_class = ExistingOnlyChooserViewSet

    @property
    def permission_policy(self) -> NoPublishPermissionPolicy:
        """Return the policy that denies publishing directly."""
        return NoPublishPermissionPolicy(self.model)


def warn_about_unpublished_form(request: HttpRequest, record: Model) -> None:
    """Warn who submits a network that its join form must be published first."""
    if isinstance(record, Network) and "action-submit" in request.POST:
        for message in record.unpublished_form_messages():
            messages.warning(request, message)


def warn_about_missing_organiser(request: HttpRequest, record: Model) -> None:
    """Warn who submits or approves a network that it has no organiser yet."""
    handed_on = {"action-submit", "action-workflow-action"} & request.POST.keys()
    if isinstance(record, Network) and handed_on and not has_organiser(record):
        asking = " Requests to join go to the mailboxes named in its form, or to the hub team."
        messages.warning(
            request,
            f"“{record}” has no organiser yet.{asking if record.is_joinable else ''} An editor "
            "can add the first organiser under Memberships.",
        )


class JoinFormViewSet(SnippetViewSet):
    """Join forms of networks, and forms for other purposes."""

    model = JoinForm
    icon = "form"
    menu_label = "Join forms"
    list_display = ["title", "slug", LiveStatusTagColumn(), UpdatedAtColumn()]
    list_filter = ["live"]
    search_fields = ["title", "introduction"]
    edit_handler = ObjectList(JoinForm.panels, base_form_class=JoinFormAdminForm)
    inspect_view_enabled = True
    edit_view_class = WorkflowSnippetEditView
    preview_on_edit_view_class = WorkflowSnippetPreviewView
    unpublish_view_class = ChangePermissionUnpublishView
    delete_view_class = UnusedRecordDeleteView
    chooser_viewset_class = JoinFormChooserViewSet

    @property
    def permission_policy(self) -> NoPublishPermissionPolicy:
        """Return the policy that denies publishing directly."""
        return NoPublishPermissionPolicy(self.model)


class NetworksGroup(SnippetViewSetGroup):
    """The admin menu of networks and join forms."""

    menu_label = "Networks"
    menu_icon = "group"
    menu_order = 240
    items = (NetworkViewSet, JoinFormViewSet)
