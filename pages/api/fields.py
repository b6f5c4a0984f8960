"""Serializer fields of the API, and the prefetching they need."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects
from rest_framework.fields import Field, ReadOnlyField
from wagtail.api import APIField

from pages.models import HubPage, TopicPage
from pages.prefetch import fetch_specific_with_people


class TopicsField(Field):
    """Serializes the topics of a page that are public."""

    def get_attribute(self, instance: HubPage) -> HubPage:
        """Return the page itself."""
        return instance

    def to_representation(self, page: HubPage) -> list[dict[str, str]]:
        """Return each topic's title, its path as in ``?topic=``, and its URL."""
        return [
            {"title": topic.title, "path": topic.topic_path, "html_url": topic.full_url}
            for topic in page.public_topics
        ]


def absolute_url(path: str) -> str:
    """Return the absolute URL of a path; empty for an empty path."""
    return path and settings.WAGTAILADMIN_BASE_URL + path


class AuthorsField(Field):
    """Serializes the people a page names, with the interests each declares."""

    def to_representation(self, people: list) -> list[dict[str, object]]:
        """Return each person with their role and declaration; none for an anonymous page."""
        return [
            {
                "name": row.person.name,
                "html_url": absolute_url(row.person.page_url),
                "role": row.role,
                "organisation": row.organisation,
                "interests": row.interests,
                "nothing_to_declare": row.nothing_to_declare,
            }
            for row in people
        ]


META_FIELDS = [
    APIField("type", ReadOnlyField(source="content_kind.slug")),
    APIField("detail_url"),
    APIField("html_url"),
]
BODY_FIELDS = [
    APIField("id"),
    APIField("title"),
    APIField("summary"),
    APIField("topics", TopicsField()),
    APIField("authors", AuthorsField(source="people")),
    APIField("byline", ReadOnlyField(default="")),
    APIField("interests", ReadOnlyField(default="")),
    APIField("nothing_to_declare", ReadOnlyField(default=False)),
    APIField("first_published_at"),
    APIField("last_published_at"),
    APIField("checked_on", ReadOnlyField(source="review.checked_on", default=None)),
    APIField("next_check_on", ReadOnlyField(source="review.review_on", default=None)),
]


def prefetch_api_fields(pages: list[HubPage]) -> list[HubPage]:
    """Return specific pages with everything their fields need, in a constant number of queries."""
    specific = fetch_specific_with_people(pages)
    prefetch_related_objects(specific, "review_date")
    rows = HubPage.topics.through.objects.filter(hubpage__in=specific)
    pairs = list(rows.values_list("hubpage_id", "topicpage_id"))
    topics = TopicPage.objects.visible_to(AnonymousUser()).in_bulk({topic for _, topic in pairs})
    for page in specific:
        own = [topics[topic] for key, topic in pairs if key == page.pk and topic in topics]
        page.public_topics = sorted(own, key=lambda topic: topic.title)
    return specific
