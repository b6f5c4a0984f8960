"""Viewsets of the admin: the boards, and the versions of the community rules."""

from django.contrib import messages
from django.db.models import ProtectedError, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from accounts.models import CommunityRules
from community.enums import HUB_KINDS
from community.models import SavedReply, Space, WatchedPhrase


class ProtectedDeleteView(DeleteView):
    """Says so in place of an error when other records refer to the record."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Delete the record, unless it is in use."""
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.warning(self.request, f"Not deleted: “{self.object}” is in use.")
            return redirect(self.get_success_url())


class BoardListView(IndexView):
    """Lists the boards and the spaces of campaigns; editors see no spaces of networks."""

    def get_base_queryset(self) -> QuerySet[Space]:
        """Return the spaces that editors open."""
        return super().get_base_queryset().filter(kind__in=HUB_KINDS)


class SpaceViewSet(ModelViewSet):
    """The boards, which editors make."""

    model = Space
    name = "community_spaces"
    url_prefix = "community/boards"
    menu_label = "Boards"
    icon = "group"
    list_display = ["title", "slug", "topic"]
    panels = Space.panels
    index_view_class = BoardListView
    delete_view_class = ProtectedDeleteView
    copy_view_enabled = False


class AddRulesView(CreateView):
    """Adds a version of the rules, which begins with the text of the current one."""

    def get_initial_form_instance(self) -> CommunityRules:
        """Return a version with the current text."""
        current = CommunityRules.objects.current()
        return CommunityRules(text=current.text if current else "")


class CommunityRulesViewSet(ModelViewSet):
    """The versions of the community rules; a version is added and never changed."""

    model = CommunityRules
    name = "community_rules"
    url_prefix = "community/rules"
    menu_label = "Community rules"
    icon = "list-ul"
    list_display = ["version", "created_at"]
    inspect_view_enabled = True
    inspect_view_fields = ["version", "created_at", "text"]
    copy_view_enabled = False
    add_view_class = AddRulesView
    delete_view_class = ProtectedDeleteView
    panels = [FieldPanel("text")]


class SavedReplyViewSet(ModelViewSet):
    """The words that moderators insert as the reason of a decision."""

    model = SavedReply
    name = "community_saved_replies"
    url_prefix = "community/saved-replies"
    menu_label = "Saved replies"
    icon = "openquote"
    list_display = ["title"]
    panels = [FieldPanel("title"), FieldPanel("text")]
    inspect_view_enabled = False
    copy_view_enabled = False


class WatchedPhraseViewSet(ModelViewSet):
    """The words for which a moderator reads a post first."""

    model = WatchedPhrase
    name = "community_watched_phrases"
    url_prefix = "community/words"
    menu_label = "Words that hold a post"
    icon = "warning"
    list_display = ["text", "kind"]
    list_filter = ["kind"]
    search_fields = ["text"]
    panels = [FieldPanel("text"), FieldPanel("kind")]
    copy_view_enabled = False


class CommunityGroup(ModelViewSetGroup):
    """The menu of the community's records."""

    menu_label = "Community"
    menu_icon = "group"
    menu_order = 245
    items = (SpaceViewSet, CommunityRulesViewSet, SavedReplyViewSet, WatchedPhraseViewSet)
