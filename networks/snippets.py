"""The desk's records of networks: the networks, and the forms by which people ask."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from editorial.workflow.snippet_views import WorkflowSnippetEditView, WorkflowSnippetPreviewView
from networks.forms import JoinFormAdminForm, NetworkAdminForm
from networks.join_forms.choosers import JoinFormChooserViewSet
from networks.memberships.services import has_organiser
from networks.models import JoinForm, Network
from networks.permissions import (
    ChangePermissionUnpublishView,
    NoPublishPermissionPolicy,
    UnusedRecordDeleteView,
)
from pages.snippets import ExistingOnlyChooserViewSet


class NetworkViewSet(SnippetViewSet):
    """Networks: drafted by an editor, published by a second one's approval."""

    model = Network
    icon = "group"
    menu_label = "Networks"
    list_display = ["name", "short_name", "joining", LiveStatusTagColumn(), UpdatedAtColumn()]
    list_filter = ["joining", "live"]
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
        """Return who may do what: nobody publishes alone."""
        return NoPublishPermissionPolicy(self.model)


def warn_about_unpublished_form(request: HttpRequest, record: Model) -> None:
    """Tell whoever sends in a network that its form has to be public first."""
    if isinstance(record, Network) and "action-submit" in request.POST:
        for said in record.unpublished_form_messages():
            messages.warning(request, said)


def warn_about_missing_organiser(request: HttpRequest, record: Model) -> None:
    """Tell whoever sends in or approves a network that nobody runs it yet."""
    handed_on = {"action-submit", "action-workflow-action"} & request.POST.keys()
    if isinstance(record, Network) and handed_on and not has_organiser(record):
        asking = " Requests to join reach the mailboxes that its form names, or the hub’s team."
        messages.warning(
            request,
            f"Nobody organises “{record}” yet.{asking if record.is_joinable else ''} An editor "
            "names the first organiser under Memberships.",
        )


class JoinFormViewSet(SnippetViewSet):
    """Forms for joining a network, and for whatever else people ask by a form."""

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
        """Return who may do what: nobody publishes alone."""
        return NoPublishPermissionPolicy(self.model)


class NetworksGroup(SnippetViewSetGroup):
    """Networks and their forms, in one menu."""

    menu_label = "Networks"
    menu_icon = "group"
    menu_order = 240
    items = (NetworkViewSet, JoinFormViewSet)
