"""The inbox: requests as a list of the desk, each person's own."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import InspectView

from editorial.admin.modeladmin import StrictModelAdmin
from networks.models import JoinRequest, Network, RequestEvent
from networks.requests.exports import EXPORT_COLUMNS, ExportColumnsMixin
from networks.requests.filters import ClaimFilter, JoinFormFilter, NetworkFilter, StatusFilter
from networks.requests.views import available_actions


def organised_network_ids(user: Any) -> set[int]:
    """Return the ids of the networks that a person organises, asked once per request."""
    if not hasattr(user, "_hub_organised_networks"):
        organised = Network.objects.organised_by(user)
        user._hub_organised_networks = set(organised.values_list("pk", flat=True))
    return user._hub_organised_networks


class JoinRequestPermissionHelper(PermissionHelper):
    """Requests come in by themselves; nobody makes, edits or deletes one by hand."""

    def user_can_list(self, user: Any) -> bool:
        """Return whether a person handles requests at all."""
        return user.has_perm("networks.view_joinrequest")

    def user_can_inspect_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Return whether a person may read this request."""
        if not self.user_can_list(user):
            return False
        return user.has_perm("networks.handle_all_requests") or (
            obj.network_id in organised_network_ids(user)
        )

    def user_can_create(self, user: Any) -> bool:
        """Nobody."""
        return False

    def user_can_edit_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Nobody: what somebody wrote stays as they wrote it."""
        return False

    def user_can_delete_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Nobody: it is deleted at its retention date, and counted."""
        return False


class JoinRequestInspectView(InspectView):
    """One request: the answers, what was done, and what can be done."""

    def check_action_permitted(self, user: Any) -> bool:
        """Return whether a person may read it.

        Raises:
            Http404: It is not for them, as if there were none.
        """
        if not super().check_action_permitted(user):
            raise Http404
        return True

    def get_meta_title(self) -> str:
        """Return the title of the window."""
        return f"Request: {self.instance}"

    def get_page_title(self) -> str:
        """Return the heading."""
        return "Request"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the request and its neighbours."""
        asked, user = self.instance, self.request.user
        handled = JoinRequest.objects.handled_by(user).select_related("network", "form")
        others = handled.exclude(pk=asked.pk)
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "acts": asked.acts.select_related("by"),
            "others": others.filter(email=asked.email)[:20] if asked.email else [],
            "ways": available_actions(asked, user)
            if user.has_perm("networks.change_joinrequest")
            else [],
        }


class JoinRequestAdmin(ExportColumnsMixin, StrictModelAdmin):
    """Requests to join, and whatever else came by a form."""

    model = JoinRequest
    menu_label = "Requests"
    menu_icon = "mail"
    menu_order = 241
    list_display = ["person", "state", "waited", "claimed_by", "asked_for", "came", "again"]
    list_filter = [StatusFilter, ClaimFilter, NetworkFilter, JoinFormFilter]
    list_select_related = ["network", "form", "claimed_by"]
    list_per_page = 50
    list_export = EXPORT_COLUMNS
    search_fields = ["name", "email"]
    ordering = ["-created_at", "-pk"]
    export_filename = "requests"
    index_template_name = "networks/requests/inbox.html"
    inspect_view_enabled = True
    inspect_view_class = JoinRequestInspectView
    inspect_template_name = "networks/requests/request.html"
    permission_helper_class = JoinRequestPermissionHelper

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return those the person handles, with what their rows say beyond themselves."""
        handled = JoinRequest.objects.handled_by(request.user)
        same = handled.filter(email=OuterRef("email")).exclude(email="").order_by()
        earlier = same.filter(created_at__lt=OuterRef("created_at")).values("email")
        number = earlier.annotate(number=Count("pk")).values("number")
        replies = RequestEvent.objects.filter(
            request=OuterRef("pk"), kind=RequestEvent.Kind.REPLIED
        )
        found = super().get_queryset(request).handled_by(request.user)
        return found.annotate(
            number_before=Coalesce(Subquery(number), 0), has_replied=Exists(replies)
        )

    def person(self, asked: JoinRequest) -> str:
        """Return whose it is: the name, with the address below it."""
        if not asked.name or not asked.email:
            return str(asked)
        return format_html('{}<br><small class="list-email">{}</small>', asked.name, asked.email)

    @display(description="asked for", ordering="network")
    def asked_for(self, asked: JoinRequest) -> str:
        """Return the network, or else the form: there is not room for both."""
        return asked.network.known_as if asked.network else asked.form.title

    @display(description="came", ordering="created_at")
    def came(self, asked: JoinRequest) -> str:
        """Return the day on which it came; the hour stands on its own page."""
        return date_format(timezone.localtime(asked.created_at), "j M Y")

    def waited(self, asked: JoinRequest) -> str:
        """Return for how long it waits, or waited."""
        days = asked.days_waiting
        return "today" if not days else f"{days} day{'' if days == 1 else 's'}"

    @display(description="state", ordering="status")
    def state(self, asked: JoinRequest) -> str:
        """Return how far it has come, in words; also that what was asked back is answered."""
        words = asked.get_status_display()
        is_answered = asked.status == JoinRequest.Status.WAITING and asked.has_replied
        return f"{words}: they replied" if is_answered else words

    @display(description="asked before")
    def again(self, asked: JoinRequest) -> str:
        """Return how often the same person had asked when this came."""
        number = asked.number_before
        return "" if not number else "once" if number == 1 else f"{number} times"
