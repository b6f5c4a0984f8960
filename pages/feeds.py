"""Atom feeds of the newest items: of the whole hub, and of one topic."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed

from pages.models import HubPage, TopicPage
from pages.prefetch import fetch_specific_with_people
from pages.querysets import HubPageQuerySet

MAX_ITEMS = 30


class ItemsFeed(Feed):
    """Base of the feeds; they list public items, as feed readers send no credentials."""

    feed_type = Atom1Feed
    # Renders the summary and the declared interests, which feed readers then show too.
    description_template = "feeds/item_description.html"

    def latest_items(self, pages: HubPageQuerySet) -> list[HubPage]:
        """Return the newest of some pages that have a URL, since that is an entry's id."""
        items = fetch_specific_with_people(pages.newest_first()[:MAX_ITEMS])
        return [item for item in items if item.full_url]

    def item_title(self, item: HubPage) -> str:
        """Return an item's title as plain text."""
        return item.title

    def item_link(self, item: HubPage) -> str:
        """Return the absolute URL of an item."""
        return item.full_url

    def item_pubdate(self, item: HubPage) -> datetime:
        """Return when an item was first published."""
        return item.first_published_at

    def item_updateddate(self, item: HubPage) -> datetime:
        """Return when an item was last published."""
        return item.last_published_at or item.first_published_at


class NewItemsFeed(ItemsFeed):
    """The newest items of the whole hub."""

    title = f"{settings.HUB_NAME}: what is new"
    subtitle = "New blogs, resources, campaigns and interviews."
    link = "/"

    def items(self) -> list[HubPage]:
        """Return the newest items."""
        return self.latest_items(HubPage.objects.visible_to(AnonymousUser()).items())


class TopicFeed(ItemsFeed):
    """The newest items of one topic and the topics beneath it."""

    def get_object(self, request: HttpRequest, topic_path: str) -> TopicPage:
        """Return the topic by its path below /topics/.

        Raises:
            Http404: No public topic has this path, or no site contains it.
        """
        for topic in TopicPage.tree(AnonymousUser()):
            if topic.topic_path == topic_path and topic.url:
                return topic
        raise Http404

    def title(self, topic: TopicPage) -> str:
        """Return the feed's title."""
        return f"{settings.HUB_NAME}: {topic.title}"

    def subtitle(self, topic: TopicPage) -> str:
        """Return what the topic is about."""
        return topic.summary

    def link(self, topic: TopicPage) -> str:
        """Return the topic's page."""
        return topic.url

    def items(self, topic: TopicPage) -> list[HubPage]:
        """Return the topic's newest items."""
        return self.latest_items(topic.get_listed_pages(AnonymousUser()))
