"""Topics: they gather, across all types, what carries them."""

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.search import index

from pages.models.hub_page import HubPage
from pages.models.listing import ListingPage
from pages.querysets import HubPageQuerySet
from pages.search_providers import get_topic_results


class TopicIndexPage(ListingPage):
    """All topics, and everything by topic."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.TopicPage"]
    template = "pages/topic_index.html"

    class Meta:
        verbose_name = "topics"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Give the template the tree of topics."""
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = TopicPage.tree(request.user)
        return context


class TopicPage(ListingPage):
    """One topic. Topics nest; a topic gathers what its sub-topics gather."""

    parent_page_types = ["pages.TopicIndexPage", "pages.TopicPage"]
    subpage_types = ["pages.TopicPage"]
    template = "pages/topic.html"
    filters = ("type", "audience", "year")

    content_panels = ListingPage.content_panels
    search_fields = [*ListingPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = "topic"

    @cached_property
    def level(self) -> int:
        """Return how deep the topic stands: 0 for a top-level one."""
        return max(0, self.depth - 4)

    @property
    def topic_path(self) -> str:
        """Return the topic's address below /topics/, without slashes at its ends."""
        return "/".join(self.url_path.strip("/").split("/")[2:])

    @classmethod
    def tree(cls, user: object) -> list["TopicPage"]:
        """Return the topics a reader may see, in tree order; each knows its `level`."""
        return list(cls.objects.visible_to(user).order_by("path"))

    def get_listed(self, user: object) -> HubPageQuerySet:
        """Return everything that carries this topic or one beneath it."""
        return HubPage.objects.visible_to(user).items().about(self)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Give the template the topics beneath this one."""
        context = super().get_context(request, *args, **kwargs)
        context["subtopics"] = list(
            TopicPage.objects.visible_to(request.user).child_of(self).order_by("title")
        )
        context["beside"] = get_topic_results(self, request.user)
        return context
