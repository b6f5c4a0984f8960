"""What pages are about and for whom: topics, the index of topics, audiences."""

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.search import index

from pages.models.hub_page import HubPage
from pages.models.listing import ListingPage
from pages.querysets import HubPageQuerySet
from pages.search_providers import get_topic_results


class TopicIndexPage(ListingPage):
    """Shows the tree of topics and lists all items."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.TopicPage"]
    template = "pages/topic_index.html"

    class Meta:
        verbose_name = "topics"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the tree of topics."""
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = TopicPage.tree(request.user)
        return context


class TopicPage(ListingPage):
    """One topic of the tree; it lists the items of its sub-topics too."""

    parent_page_types = ["pages.TopicIndexPage", "pages.TopicPage"]
    subpage_types = ["pages.TopicPage"]
    template = "pages/topic.html"
    type_label = "Topic"
    filters = ("type", "audience", "year")

    content_panels = ListingPage.content_panels
    search_fields = [*ListingPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = "topic"

    @cached_property
    def level(self) -> int:
        """Return the topic's level in the tree, 0 at the top."""
        return max(0, self.depth - 4)

    @property
    def topic_path(self) -> str:
        """Return the topic's path below /topics/, without leading and trailing slashes."""
        return "/".join(self.url_path.strip("/").split("/")[2:])

    @classmethod
    def tree(cls, user: object) -> list["TopicPage"]:
        """Return the topics a user may see, in tree order."""
        return list(cls.objects.visible_to(user).order_by("path"))

    def get_listed_pages(self, user: object) -> HubPageQuerySet:
        """Return the items with this topic or one beneath it."""
        return HubPage.objects.visible_to(user).items().about_topic(self)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the sub-topics and the search results of other apps about this topic."""
        context = super().get_context(request, *args, **kwargs)
        context["subtopics"] = list(
            TopicPage.objects.visible_to(request.user).child_of(self).order_by("title")
        )
        context["results"] = get_topic_results(self, request.user)
        return context


class Audience(models.Model):
    """A group of readers; `pages.receivers.sync_audiences` creates the rows."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
