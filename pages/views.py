"""Views outside the page tree: search results, the pages about feeds, and robots.txt."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pages.feeds import get_public_person, get_public_topic
from pages.models import TopicPage
from pages.people.views import redirect_previous_slug
from pages.search import SearchResults
from search_index.backend import MAX_QUERY_LENGTH


def search(request: HttpRequest) -> HttpResponse:
    """Render the search results for ``q``, or the empty search form."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    context = {"query": query, "search": SearchResults(request, query) if query else None}
    return render(request, "pages/search_results.html", context)


def feeds(request: HttpRequest) -> HttpResponse:
    """Explain what a feed is, and link the feeds of the hub and of each public topic."""
    topics = [topic for topic in TopicPage.tree(AnonymousUser()) if topic.url]
    return _render_feeds(request, reverse("feed"), topics=topics)


def topic_feed_about(request: HttpRequest, topic_path: str) -> HttpResponse:
    """Explain how to follow one topic."""
    topic = get_public_topic(topic_path)
    feed = reverse("topic_feed", args=[topic_path])
    return _render_feeds(request, feed, followed=topic.title, followed_url=topic.url)


@redirect_previous_slug
def person_feed_about(request: HttpRequest, slug: str) -> HttpResponse:
    """Explain how to follow one person."""
    person = get_public_person(slug)
    feed = reverse("person_feed", args=[slug])
    return _render_feeds(request, feed, followed=person.name, followed_url=person.page_url)


def _render_feeds(request: HttpRequest, feed: str, **context: object) -> HttpResponse:
    feed_url = settings.WAGTAILADMIN_BASE_URL + feed
    return render(request, "pages/feeds.html", {"feed_url": feed_url, **context})


def robots(request: HttpRequest) -> HttpResponse:
    """Render robots.txt, which names the sitemap and excludes the admin and search."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain")
