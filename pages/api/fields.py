"""What the interface says of a page: no more than its readers see."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects
from rest_framework.fields import Field, ReadOnlyField
from wagtail.api import APIField

from pages.models import HubPage, TopicPage
from pages.prefetch import fetch_specific_with_people


class TopicsField(Field):
    """The topics of a page that anybody may see."""

    def get_attribute(self, instance: HubPage) -> HubPage:
        """Take the whole page."""
        return instance

    def to_representation(self, page: HubPage) -> list[dict[str, str]]:
        """Return each topic's title, its path as in ``?topic=``, and its address."""
        return [
            {"title": topic.title, "path": topic.topic_path, "html_url": topic.full_url}
            for topic in page.visible_topics
        ]


class AuthorsField(Field):
    """The people a page names, with what each declares; nobody for an anonymous piece."""

    def to_representation(self, people: list) -> list[dict[str, object]]:
        """Return each person as the page names them."""
        return [
            {
                "name": row.person.name,
                "role": row.role,
                "organisation": row.organisation,
                "interests": row.interests,
                "nothing_to_declare": row.nothing_to_declare,
            }
            for row in people
        ]


META_FIELDS = [
    APIField("type", ReadOnlyField(source="kind.slug")),
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
    """Return pages with all that their fields tell, in a number of queries that stays the same."""
    found = fetch_specific_with_people(pages)
    prefetch_related_objects(found, "review_date")
    rows = HubPage.topics.through.objects.filter(hubpage__in=found)
    carried = list(rows.values_list("hubpage_id", "topicpage_id"))
    topics = TopicPage.objects.visible_to(AnonymousUser()).in_bulk({topic for _, topic in carried})
    for page in found:
        own = [topics[topic] for key, topic in carried if key == page.pk and topic in topics]
        page.visible_topics = sorted(own, key=lambda topic: topic.title)
    return found
