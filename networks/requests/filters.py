"""How the inbox is narrowed: by state, by who sees to a request, by network and by form."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail_modeladmin.options import ModelAdmin

from networks.models import JoinForm, JoinRequest, Network


class StatusFilter(SimpleListFilter):
    """Filters by how far requests have come; at first those that wait for somebody."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("open", "Waits for a decision"),
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


class ClaimFilter(SimpleListFilter):
    """Filters by who sees to a request."""

    title = "who sees to it"
    parameter_name = "taker"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("me", "I do"), ("nobody", "Nobody yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what was asked for."""
        if self.value() == "me":
            return queryset.filter(claimed_by=request.user)
        return queryset.filter(claimed_by=None) if self.value() == "nobody" else queryset


class NetworkFilter(SimpleListFilter):
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


class JoinFormFilter(NetworkFilter):
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
