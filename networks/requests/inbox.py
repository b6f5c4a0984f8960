"""The admin inbox of join requests, limited to those that the user handles."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import display
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.views import InspectView

from editorial.modeladmin import StrictModelAdmin
from networks.enums import RequestEventKind, RequestStatus
from networks.models import JoinRequest, RequestEvent
from networks.requests.exports import EXPORT_COLUMNS, ExportColumnsMixin
from networks.requests.filters import ClaimFilter, JoinFormFilter, NetworkFilter, StatusFilter
from networks.requests.views import available_actions


class JoinRequestPermissionHelper(PermissionHelper):
    """Denies creating, editing and deleting a join request by hand."""

    def user_can_list(self, user: Any) -> bool:
        """Return whether the user handles requests at all."""
        return user.has_perm("networks.view_joinrequest")

    def user_can_inspect_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Return whether the user handles this request."""
        if not self.user_can_list(user):
            return False
        return JoinRequest.objects.handled_by(user).filter(pk=obj.pk).exists()

    def user_can_create(self, user: Any) -> bool:
        """Return False: requests are submitted through join forms."""
        return False

    def user_can_edit_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Return False: answers stay as the applicant wrote them."""
        return False

    def user_can_delete_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Return False: requests are purged at their retention date."""
        return False


class JoinRequestButtonHelper(ButtonHelper):
    """Links a row to its request, without a query: a listing has only requests the user handles."""

    def get_buttons_for_obj(
        self, obj: JoinRequest, exclude: Sequence[str] = (), **classnames: Any
    ) -> list[dict]:
        """Return the button that opens the request."""
        return [] if "inspect" in exclude else [self.inspect_button(obj.pk, **classnames)]

    def get_primary_button(self, obj: JoinRequest) -> dict:
        """Return the link of the row's first column."""
        return self.inspect_button(obj.pk)


class JoinRequestInspectView(InspectView):
    """Shows one request: its answers, event log and available actions."""

    def check_action_permitted(self, user: Any) -> bool:
        """Answer 404 in place of 403, so that no user learns which requests exist.

        Raises:
            Http404: The user does not handle the request.
        """
        if not super().check_action_permitted(user):
            raise Http404
        return True

    def get_meta_title(self) -> str:
        """Return the title of the document."""
        return f"Request: {self.instance}"

    def get_page_title(self) -> str:
        """Return the heading."""
        return "Request"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the events, the available actions and the applicant's other requests."""
        join_request, user = self.instance, self.request.user
        handled = JoinRequest.objects.handled_by(user).select_related("network", "form")
        others = handled.exclude(pk=join_request.pk)
        return super().get_context_data(**kwargs) | {
            "join_request": join_request,
            "events": join_request.events.select_related("actor"),
            "others": others.filter(email=join_request.email)[:20] if join_request.email else [],
            "actions": available_actions(join_request, user)
            if user.has_perm("networks.change_joinrequest")
            else [],
        }


class JoinRequestAdmin(ExportColumnsMixin, StrictModelAdmin):
    """Lists join requests, and other submissions of join forms."""

    model = JoinRequest
    menu_label = "Requests"
    menu_icon = "mail"
    menu_order = 241
    list_display = [
        *("person", "state", "days_waiting", "claimed_by", "requested_network", "received_at"),
        "previous_request_count",
    ]
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
    button_helper_class = JoinRequestButtonHelper

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the requests that the user handles, annotated for their rows."""
        handled = JoinRequest.objects.handled_by(request.user)
        same = handled.filter(email=OuterRef("email")).exclude(email="").order_by()
        earlier = same.filter(created_at__lt=OuterRef("created_at")).values("email")
        number = earlier.annotate(number=Count("pk")).values("number")
        replies = RequestEvent.objects.filter(request=OuterRef("pk"), kind=RequestEventKind.REPLIED)
        requests = super().get_queryset(request).handled_by(request.user)
        return requests.annotate(
            earlier_request_count=Coalesce(Subquery(number), 0), has_replied=Exists(replies)
        )

    def person(self, obj: JoinRequest) -> str:
        """Return the applicant's name, with the email address below it."""
        if not obj.name or not obj.email:
            return str(obj)
        return format_html('{}<br><small class="list-email">{}</small>', obj.name, obj.email)

    @display(description="network or form", ordering="network")
    def requested_network(self, obj: JoinRequest) -> str:
        """Return the network, or else the form."""
        return obj.network.display_name if obj.network else obj.form.title

    @display(description="received", ordering="created_at")
    def received_at(self, obj: JoinRequest) -> str:
        """Return the date on which it was received."""
        return date_format(timezone.localtime(obj.created_at), "j M Y")

    @display(description="waiting time")
    def days_waiting(self, obj: JoinRequest) -> str:
        """Return the waiting time in days."""
        days = obj.days_waiting
        return "today" if not days else f"{days} day{'' if days == 1 else 's'}"

    @display(description="status", ordering="status")
    def state(self, obj: JoinRequest) -> str:
        """Return the status, and that the applicant has replied to a question."""
        label = obj.get_status_display()
        is_answered = obj.status == RequestStatus.WAITING and obj.has_replied
        return f"{label}: replied" if is_answered else label

    @display(description="previous requests")
    def previous_request_count(self, obj: JoinRequest) -> str:
        """Return how many earlier requests have the same email address."""
        number = obj.earlier_request_count
        return str(number or "")
