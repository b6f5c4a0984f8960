"""Filters of listings and of the API: topic, type, audience and year."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from wagtail.models import Page

from pages.content_kinds import item_models
from pages.querysets import HubPageQuerySet

ApplyFilter = Callable[[HubPageQuerySet], HubPageQuerySet]
AUDIENCES = (
    ("everyone", "Everyone"),
    ("staff", "Health and care staff"),
    ("leads", "Patient safety leads"),
    ("patients", "Patients and families"),
)
"""The audiences of pages, by slug; `sync_audiences` stores them as `Audience` records."""


@dataclass(frozen=True, eq=False)
class FilterChoice:
    """One choice of a filter.

    Attributes:
        label: Its name for readers.
        apply: Returns the pages of a queryset that match the choice.
    """

    label: str
    apply: ApplyFilter


def filter_choices(name: str, user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    """Return the choices of a filter, by query parameter value.

    Args:
        name: ``topic``, ``type``, ``audience`` or ``year``.
        user: The user, who is offered only the topics they may see.
        pages: The pages to be filtered, annotated with ``year``; only their years are offered.

    Raises:
        KeyError: There is no such filter.
    """
    return _CHOICES[name](user, pages)


def _topic_choices(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    # Resolved by label: page models import this module.
    topics = apps.get_model("pages", "TopicPage").tree(user)
    return {
        topic.topic_path: FilterChoice(
            "\u2003" * topic.level + topic.title,
            partial(HubPageQuerySet.about_topic, topic=topic),
        )
        for topic in topics
    }


def _filter_by_type(pages: HubPageQuerySet, model: type[Page]) -> HubPageQuerySet:
    return pages.of_types(model)


def _filter_by_year(pages: HubPageQuerySet, year: int) -> HubPageQuerySet:
    return pages.filter(first_published_at__year=year)


def _type_choices(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    return {
        slug: FilterChoice(model.content_kind.plural, partial(_filter_by_type, model=model))
        for slug, model in item_models().items()
    }


def _audience_choices(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    return {
        slug: FilterChoice(name, partial(HubPageQuerySet.for_audience, slug=slug))
        for slug, name in AUDIENCES
    }


def _year_choices(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    years = pages.values_list("year", flat=True).distinct()
    return {
        str(year): FilterChoice(str(year), partial(_filter_by_year, year=year))
        for year in sorted((year for year in years if year), reverse=True)
    }


_CHOICES = {
    "topic": _topic_choices,
    "type": _type_choices,
    "audience": _audience_choices,
    "year": _year_choices,
}
