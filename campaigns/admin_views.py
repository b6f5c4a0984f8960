"""The admin view that opens the discussions of a campaign, and its header button."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.forms import BaseModelForm, CheckboxInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import CreateView
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from campaigns.models import CampaignPage
from community.enums import SpaceKind
from community.models import Space
from page_cache.invalidation import object_tags, purge

OPEN = "community.add_space"


def discussion_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Return the button in the header of a campaign that opens, or leads to, its discussions."""
    if not page.pk or not isinstance(page.specific_deferred, CampaignPage):
        return []
    if not user.has_perm(OPEN):
        return []
    space = _find_space(page.pk)
    label = "Discussion settings" if space else "Open discussion"
    url = reverse("open_campaign_discussion", args=[page.pk])
    return [Button(label, url, icon_name="group", priority=48)]


def _find_space(page_id: int) -> Space | None:
    return Space.objects.filter(kind=SpaceKind.CAMPAIGN, external_id=page_id).first()


class CampaignSpaceForm(WagtailAdminModelForm):
    """The title, the address and the summary of the space of a campaign."""

    class Meta:
        model = Space
        fields = ["title", "slug", "summary", "allows_chosen_names"]
        widgets: ClassVar[dict[str, Any]] = {"allows_chosen_names": CheckboxInput}


class OpenDiscussionView(PermissionRequiredMixin, CreateView):
    """Opens the discussions of a campaign: makes its space."""

    permission_required = OPEN
    raise_exception = True
    model = Space
    form_class = CampaignSpaceForm
    template_name = "campaigns/admin/open_discussion.html"

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Load the campaign, and lead to the settings of a space that exists.

        Raises:
            Http404: There is no such campaign.
        """
        self.campaign = get_object_or_404(CampaignPage, pk=page_id)
        if self.has_permission() and (space := _find_space(page_id)):
            return redirect("community_spaces:edit", space.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Return the title and the address of the campaign."""
        title = self.campaign.draft_title
        return {
            "title": title[:150],
            "slug": self.campaign.slug[:60],
            "summary": f"Discussions about the campaign “{title[:240]}”.",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the campaign."""
        return super().get_context_data(**kwargs) | {"campaign": self.campaign}

    def form_valid(self, form: BaseModelForm) -> HttpResponse:
        """Make the space."""
        form.instance.kind = SpaceKind.CAMPAIGN
        form.instance.external_id = self.campaign.pk
        space = form.save()
        purge(object_tags("page", [self.campaign.pk]))
        messages.success(self.request, "Discussion opened. The campaign’s page links to it.")
        return redirect(space.get_absolute_url())

    def form_invalid(self, form: BaseModelForm) -> HttpResponse:
        """Return the form with its errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
