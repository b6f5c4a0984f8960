"""The inbox: requests as a list of the desk, each person's own."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from editorial.desk_lists import DeskList
from networks.models import JoinForm, JoinRequest, Network
from networks.requests.views import ways_for


def organised_networks(user: Any) -> set[int]:
    """Return the ids of the networks that a person organises, asked once per request."""
    if not hasattr(user, "_hub_organised_networks"):
        organised = Network.objects.organised_by(user)
        user._hub_organised_networks = set(organised.values_list("pk", flat=True))
    return user._hub_organised_networks


class RequestPermissions(PermissionHelper):
    """Requests come in by themselves; nobody makes, edits or deletes one by hand."""

    def user_can_list(self, user: Any) -> bool:
        """Return whether a person handles requests at all."""
        return user.has_perm("networks.view_joinrequest")

    def user_can_inspect_obj(self, user: Any, obj: JoinRequest) -> bool:
        """Return whether a person may read this request."""
        if not self.user_can_list(user):
            return False
        return user.has_perm("networks.handle_all_requests") or (
            obj.network_id in organised_networks(user)
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


class RequestView(InspectView):
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
            "ways": ways_for(asked, user) if user.has_perm("networks.change_joinrequest") else [],
        }


class ByState(SimpleListFilter):
    """Filters by how far requests have come; at first those that wait for somebody."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("open", "Waits for somebody"),
            *JoinRequest.Status.choices,
            ("suspected", "Looks like spam, not looked at"),
            ("all", "All of them"),
        ]

    def value(self) -> str:
        """Return what was chosen, or else what is open."""
        chosen = super().value()
        return chosen if chosen in dict(self.lookup_choices) else "open"

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """Leave the library's own "All" out, which would choose nothing."""
        return islice(super().choices(changelist), 1, None)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what was asked for."""
        if self.value() == "open":
            return queryset.open()
        if self.value() == "suspected":
            return queryset.suspected()
        if self.value() in JoinRequest.Status.values:
            return queryset.filter(status=self.value())
        return queryset


class ByTaker(SimpleListFilter):
    """Filters by who sees to a request."""

    title = "who sees to it"
    parameter_name = "taker"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("me", "I do"), ("nobody", "Nobody yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what was asked for."""
        if self.value() == "me":
            return queryset.filter(taken_by=request.user)
        return queryset.filter(taken_by=None) if self.value() == "nobody" else queryset


class ByNetwork(SimpleListFilter):
    """Filters by network, of those whose requests the person handles."""

    title = "network"
    parameter_name = "network"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        networks = Network.objects.all()
        if not request.user.has_perm("networks.handle_all_requests"):
            networks = networks.organised_by(request.user)
        return [(str(network.pk), network.known_as) for network in networks]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what was asked for."""
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(network=self.value()) if known else queryset


class ByForm(ByNetwork):
    """Filters by form; an organiser's requests come by few, so that they choose by network."""

    title = "form"
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        if not request.user.has_perm("networks.handle_all_requests"):
            return []
        return [(str(form.pk), form.title) for form in JoinForm.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what was asked for."""
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(form=self.value()) if known else queryset


class JoinRequestAdmin(DeskList):
    """Requests to join, and whatever else came by a form."""

    model = JoinRequest
    menu_label = "Requests"
    menu_icon = "mail"
    menu_order = 241
    list_display = ["person", "status", "waited", "taken_by", "asked_for", "came", "again"]
    list_filter = [ByState, ByTaker, ByNetwork, ByForm]
    list_select_related = ["network", "form", "taken_by"]
    list_per_page = 50
    list_export = [
        "name", "email", "network", "form", "state", "created_at", "decided_at",
        "taken_by", "expires_on", "all_answers",
    ]  # fmt: skip
    search_fields = ["name", "email"]
    ordering = ["-created_at", "-pk"]
    export_filename = "requests"
    index_template_name = "networks/requests/inbox.html"
    inspect_view_enabled = True
    inspect_view_class = RequestView
    inspect_template_name = "networks/requests/request.html"
    permission_helper_class = RequestPermissions

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return those the person handles, and how many of them each person sent."""
        handled = JoinRequest.objects.handled_by(request.user)
        same = handled.filter(email=OuterRef("email")).exclude(email="").order_by()
        number = same.values("email").annotate(number=Count("pk")).values("number")
        found = super().get_queryset(request).handled_by(request.user)
        return found.annotate(number_of_theirs=Coalesce(Subquery(number), 1))

    def person(self, asked: JoinRequest) -> str:
        """Return whose it is: the name, with the address below it."""
        if not asked.name or not asked.email:
            return str(asked)
        return format_html('{}<br><small class="desk-address">{}</small>', asked.name, asked.email)

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

    def state(self, asked: JoinRequest) -> str:
        """Return how far it has come, in words."""
        return asked.get_status_display()

    @display(description="asked before")
    def again(self, asked: JoinRequest) -> str:
        """Return whether the same person sent others."""
        return "" if asked.number_of_theirs < 2 else f"{asked.number_of_theirs} by this person"

    def all_answers(self, asked: JoinRequest) -> str:
        """Return the questions and answers in one text, for a spreadsheet."""
        said = []
        for one in asked.answers:
            value = one["value"]
            text = ", ".join(value) if isinstance(value, list) else value
            said.append(f"{one['label']}: {text}")
        return "\n".join(said)
