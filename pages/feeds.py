"""Atom feeds of the newest items: of the whole hub, of one topic, and of one person."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise

from library.text_cleaning import remove_unstorable
from pages.models import HubPage, Person, TopicPage
from pages.people.credits import pages_crediting, people_with_page
from pages.prefetch import fetch_specific_with_people
from pages.querysets import HubPageQuerySet

MAX_ITEMS = 30


class CleanAtom1Feed(Atom1Feed):
    """An Atom feed whose texts, whatever is stored, are valid in XML."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **_clean(kwargs))

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        """Add an item, without characters that XML cannot hold."""
        super().add_item(*args, **_clean(kwargs))


def _clean(texts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: remove_unstorable(str(value)) if isinstance(value, str | Promise) else value
        for name, value in texts.items()
    }


def get_public_topic(topic_path: str) -> TopicPage:
    """Return a topic by its path below /topics/.

    Raises:
        Http404: No public topic has this path, or no site contains it.
    """
    for topic in TopicPage.tree(AnonymousUser()):
        if topic.topic_path == topic_path and topic.url:
            return topic
    raise Http404


def get_public_person(slug: str) -> Person:
    """Return a person by their slug.

    Raises:
        Http404: No such person is named on a public page.
    """
    return get_object_or_404(people_with_page(AnonymousUser()), current_slug__slug=slug)


class ItemsFeed(Feed):
    """Base of the feeds; they list public items, as feed readers send no credentials."""

    feed_type = CleanAtom1Feed
    # Renders the summary and the declared interests, which feed readers then show too.
    description_template = "feeds/item_description.html"

    def latest_items(self, pages: HubPageQuerySet) -> list[HubPage]:
        """Return the newest of some pages that have a URL."""
        items = fetch_specific_with_people(pages.newest_first()[:MAX_ITEMS])
        return [item for item in items if item.full_url]

    def item_title(self, item: HubPage) -> str:
        """Return an item's title as plain text."""
        return item.title

    def item_link(self, item: HubPage) -> str:
        """Return the absolute URL of an item."""
        return item.full_url

    def item_guid(self, item: HubPage) -> str:
        """Return an id that survives a change of the item's address."""
        return f"urn:uuid:{item.translation_key}"

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
        """Return the topic by its path below /topics/."""
        return get_public_topic(topic_path)

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


class PersonFeed(ItemsFeed):
    """The newest items that name one person."""

    def get_object(self, request: HttpRequest, slug: str) -> Person:
        """Return the person by their slug."""
        return get_public_person(slug)

    def title(self, person: Person) -> str:
        """Return the feed's title."""
        return f"{settings.HUB_NAME}: {person}"

    def subtitle(self, person: Person) -> str:
        """Return what the feed lists."""
        return f"What {person} wrote and said."

    def link(self, person: Person) -> str:
        """Return the person's page."""
        return person.page_url

    def items(self, person: Person) -> list[HubPage]:
        """Return the newest items that name the person."""
        return self.latest_items(pages_crediting(person, AnonymousUser()))
