"""Querysets that decide who sees networks and the content of their private spaces."""

from typing import Any

from django.apps import apps
from django.db import models
from wagtail.search.queryset import SearchableQuerySetMixin


class NetworkQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Networks filtered by who may see their page, enter their space, or organise them."""

    def visible_to(self, user: Any) -> "NetworkQuerySet":
        """Filter to networks whose public page a user may see: all that are published."""
        return self.filter(live=True)

    def about(self, topic: Any) -> "NetworkQuerySet":
        """Filter to networks with a topic or one of its descendants."""
        carried = self.model.topics.through.objects.filter(topicpage__path__startswith=topic.path)
        return self.filter(pk__in=carried.values("network"))

    def open_to(self, user: Any) -> "NetworkQuerySet":
        """Filter to networks whose private space a user may enter, as a current member."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        memberships = apps.get_model("networks.Membership").objects.current().filter(user=user)
        return self.visible_to(user).filter(pk__in=memberships.values("network"))

    def organised_by(self, user: Any) -> "NetworkQuerySet":
        """Filter to networks of which a user is an organiser."""
        memberships = apps.get_model("networks.Membership").objects.organisers()
        own = memberships.filter(user_id=user.pk).values("network")
        return self.open_to(user).filter(pk__in=own)

    def for_cards(self) -> "NetworkQuerySet":
        """Fetch the image and its renditions, which a card shows."""
        return self.select_related("image").prefetch_related("image__renditions")


class SpaceQuerySet(models.QuerySet):
    """Content of private spaces, visible to the members of its network alone.

    Attributes:
        network_lookup: The lookup from the model to its network.
    """

    network_lookup = "network"

    def visible_to(self, user: Any) -> "SpaceQuerySet":
        """Filter to the content of spaces that a user may enter."""
        networks = apps.get_model("networks.Network").objects.open_to(user)
        return self.filter(**{f"{self.network_lookup}__in": networks.values("pk")})

    def organised_by(self, user: Any) -> "SpaceQuerySet":
        """Filter to the content of spaces that a user organises."""
        networks = apps.get_model("networks.Network").objects.organised_by(user)
        return self.filter(**{f"{self.network_lookup}__in": networks.values("pk")})
