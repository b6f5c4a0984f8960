"""The inbox filters of join requests: status, claim, network and form."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail_modeladmin.options import ModelAdmin

from networks.enums import RequestStatus
from networks.models import JoinForm, Network


class StatusFilter(SimpleListFilter):
    """Filters by status; undecided requests by default."""

    title = "status"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("open", "Waiting for a decision"),
            *RequestStatus.choices,
            ("suspected", "Possible spam, not checked"),
            ("all", "All"),
        ]

    def value(self) -> str:
        """Return the chosen status, or the undecided requests."""
        value = super().value()
        return value if value in dict(self.lookup_choices) else "open"

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """Omit Django's own "All", which would select the default."""
        return islice(super().choices(changelist), 1, None)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the requests that match the chosen value."""
        if self.value() == "open":
            return queryset.open()
        if self.value() == "suspected":
            return queryset.suspected()
        if self.value() in RequestStatus.values:
            return queryset.filter(status=self.value())
        return queryset


class ClaimFilter(SimpleListFilter):
    """Filters by who has claimed a request."""

    title = "assigned to"
    parameter_name = "taker"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("me", "Me"), ("nobody", "No one")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the requests that match the chosen value."""
        if self.value() == "me":
            return queryset.filter(claimed_by=request.user)
        return queryset.filter(claimed_by=None) if self.value() == "nobody" else queryset


class NetworkFilter(SimpleListFilter):
    """Filters by network, among those whose requests the user handles."""

    title = "network"
    parameter_name = "network"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        networks = Network.objects.all()
        if not request.user.has_perm("networks.handle_all_requests"):
            networks = networks.organised_by(request.user)
        return [(str(network.pk), network.display_name) for network in networks]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the requests that match the chosen value."""
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(network=self.value()) if known else queryset


class JoinFormFilter(NetworkFilter):
    """Filters by join form; not shown to organisers, whose requests use few forms."""

    title = "form"
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        if not request.user.has_perm("networks.handle_all_requests"):
            return []
        return [(str(form.pk), form.title) for form in JoinForm.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the requests that match the chosen value."""
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(form=self.value()) if known else queryset
