"""The questions asked of networks: `visible_to` decides who sees anything, in and out of a room."""

from typing import Any

from django.apps import apps
from django.db import models
from wagtail.search.queryset import SearchableQuerySetMixin


class NetworkQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Networks, by who may read of them and who may enter."""

    def visible_to(self, user: Any) -> "NetworkQuerySet":
        """Keep those whose public page a person may read: at present anybody reads all of them."""
        return self.filter(live=True)

    def about(self, topic: Any) -> "NetworkQuerySet":
        """Keep those that carry a topic or one of the topics beneath it."""
        carried = self.model.topics.through.objects.filter(topicpage__path__startswith=topic.path)
        return self.filter(pk__in=carried.values("network"))

    def open_to(self, user: Any) -> "NetworkQuerySet":
        """Keep those whose room a person may enter: they belong to it today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        memberships = apps.get_model("networks.Membership").objects.current().filter(user=user)
        return self.visible_to(user).filter(pk__in=memberships.values("network"))

    def organised_by(self, user: Any) -> "NetworkQuerySet":
        """Keep those that a person organises today."""
        memberships = apps.get_model("networks.Membership").objects.organisers()
        own = memberships.filter(user_id=user.pk).values("network")
        return self.open_to(user).filter(pk__in=own)


class SpaceQuerySet(models.QuerySet):
    """Whatever stands in a network's room and knows its `network`.

    Attributes:
        network: The way from it to its network, as filters write it.
    """

    network = "network"

    def visible_to(self, user: Any) -> "SpaceQuerySet":
        """Keep what a person may see: what stands in the rooms they may enter."""
        networks = apps.get_model("networks.Network").objects.open_to(user)
        return self.filter(**{f"{self.network}__in": networks.values("pk")})

    def organised_by(self, user: Any) -> "SpaceQuerySet":
        """Keep what a person may change: what stands in the rooms they organise."""
        networks = apps.get_model("networks.Network").objects.organised_by(user)
        return self.filter(**{f"{self.network}__in": networks.values("pk")})
