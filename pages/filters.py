"""What a listing can be narrowed by: topic, type, audience, year."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from wagtail.models import Page

from pages.audiences import AUDIENCES
from pages.content_kinds import item_models
from pages.querysets import HubPageQuerySet

ApplyFilter = Callable[[HubPageQuerySet], HubPageQuerySet]


@dataclass(frozen=True, eq=False)
class FilterChoice:
    """One choice of a filter: what it is called, and how it narrows a queryset."""

    label: str
    narrow: ApplyFilter


def filter_choices(name: str, user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    """Return what a filter offers, by its value in an address.

    Args:
        name: ``topic``, ``type``, ``audience`` or ``year``.
        user: The reader, who is offered only topics they may see.
        pages: What is listed, with its ``year``, so that only years with something are offered.

    Raises:
        KeyError: There is no such filter.
    """
    return _OFFERS[name](user, pages)


def _topics(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    from pages.models import TopicPage

    return {
        topic.topic_path: FilterChoice(
            "\u2003" * topic.level + topic.title,
            partial(HubPageQuerySet.about, topic=topic),
        )
        for topic in TopicPage.tree(user)
    }


def _of_type(listed: HubPageQuerySet, model: type[Page]) -> HubPageQuerySet:
    return listed.of_types(model)


def _of_year(listed: HubPageQuerySet, year: int) -> HubPageQuerySet:
    return listed.filter(first_published_at__year=year)


def _types(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    return {
        slug: FilterChoice(model.kind.plural, partial(_of_type, model=model))
        for slug, model in item_models().items()
    }


def _audiences(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    return {
        slug: FilterChoice(name, partial(HubPageQuerySet.for_audience, slug=slug))
        for slug, name in AUDIENCES
    }


def _years(user: object, pages: HubPageQuerySet) -> dict[str, FilterChoice]:
    years = pages.values_list("year", flat=True).distinct()
    return {
        str(year): FilterChoice(str(year), partial(_of_year, year=year))
        for year in sorted((year for year in years if year), reverse=True)
    }


_OFFERS = {"topic": _topics, "type": _types, "audience": _audiences, "year": _years}
