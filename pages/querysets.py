"""The queryset of pages. `visible_to` alone decides what a user sees."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from pages.content_kinds import content_types_of, item_models
from search_index.backend import DEMOTED_ALIAS

MAX_HIDDEN_PATHS = 30
"""With more restrictions the database compares each page with them, in a subquery."""


def _restrictions_excluding(user: AbstractBaseUser | AnonymousUser) -> Q:
    """Return a condition on the view restrictions that hide pages from a user's listings.

    A shared password is requested by the page itself, so no listing contains a page behind one.
    """
    if not user.is_authenticated:
        return Q()
    by_group = Q(restriction_type=PageViewRestriction.GROUPS)
    excluded = Q(restriction_type=PageViewRestriction.PASSWORD)
    if user.is_superuser:
        return excluded
    return excluded | (by_group & ~Q(groups__in=user.groups.all()))


def _restrictions_on_path(restrictions: QuerySet) -> QuerySet:
    """Limit restrictions to those on the outer query's page and its ancestors."""
    return restrictions.annotate(prefix=F("page__path")).filter(
        prefix=Substr(OuterRef("path"), 1, Length("page__path"))
    )


def _hidden_paths(user: Any) -> list[str] | None:
    """Return the tree paths of the restricted pages that a user may not see in listings.

    They are kept on the user object, which lives as long as a request, as Django keeps a user's
    permissions. The subquery costs several times as much processor time to construct.

    Returns:
        The paths, none beneath another; None if there are more than `MAX_HIDDEN_PATHS`.
    """
    if not hasattr(user, "_hidden_page_paths"):
        restrictions = PageViewRestriction.objects.filter(_restrictions_excluding(user))
        paths = restrictions.order_by("page__path").values_list("page__path", flat=True).distinct()
        found = list(paths[: MAX_HIDDEN_PATHS + 1])
        topmost: list[str] = []
        for path in found:
            if not topmost or not path.startswith(topmost[-1]):
                topmost.append(path)
        user._hidden_page_paths = topmost if len(found) <= MAX_HIDDEN_PATHS else None
    return user._hidden_page_paths


def _hidden_pages(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Page]:
    """Return the outer query's page if a restriction on it or an ancestor excludes the user."""
    excluding = _restrictions_on_path(
        PageViewRestriction.objects.filter(_restrictions_excluding(user))
    )
    return Page.objects.filter(Exists(excluding), pk=OuterRef("pk")).order_by()


class HubPageQuerySet(PageQuerySet):
    """Queryset over the pages of all types."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "HubPageQuerySet":
        """Limit to live pages without a view restriction that excludes the user.

        The first call for a user object reads the restrictions, as `_hidden_paths` describes. The
        condition itself is one in SQL that search backends accept.
        """
        paths = _hidden_paths(user)
        if paths is None:
            return self.live().exclude(pk__in=_hidden_pages(user).values("pk"))
        hidden = reduce(or_, (Q(path__startswith=path) for path in paths), Q())
        return self.live().exclude(hidden) if paths else self.live()

    def items(self) -> "HubPageQuerySet":
        """Limit to content items: pages of a type with a content kind."""
        return self.of_types(*item_models().values())

    def of_types(self, *models: type[Page]) -> "HubPageQuerySet":
        """Limit to pages of these types."""
        return self.filter(content_type__in=content_types_of(list(models)))

    def about_topic(self, topic: Page) -> "HubPageQuerySet":
        """Limit to pages with a topic or one of the topics beneath it."""
        tagged = self.model.topics.through.objects.filter(
            topicpage__path__startswith=topic.path
        ).values("hubpage_id")
        return self.filter(pk__in=tagged)

    def for_audience(self, slug: str) -> "HubPageQuerySet":
        """Limit to pages written for an audience."""
        matching = self.model.audiences.through.objects.filter(audience__slug=slug)
        return self.filter(pk__in=matching.values("hubpage_id"))

    def rank_overdue_last(self) -> "HubPageQuerySet":
        """Mark pages whose review is overdue; search sorts them last."""
        overdue = Q(review_date__review_on__lt=timezone.localdate())
        return self.alias(**{DEMOTED_ALIAS: Case(When(overdue, then=Value(1)), default=Value(0))})

    def newest_first(self) -> "HubPageQuerySet":
        """Order by first publication, the newest first, and pages with an overdue review last."""
        return self.rank_overdue_last().order_by(DEMOTED_ALIAS, "-first_published_at", "-pk")

    def for_page_view(self) -> "HubPageQuerySet":
        """Load with a page what rendering it needs, in the same query.

        These are its image and review date, whether no view restriction applies (`is_open`), and
        the cache version (`cache_version`).
        """
        from page_cache.models import CacheVersion

        return self.select_related("image", "review_date").annotate(
            is_open=~Exists(_restrictions_on_path(PageViewRestriction.objects.all())),
            cache_version=Coalesce(Subquery(CacheVersion.objects.values("number")[:1]), 0),
        )

    def for_cards(self) -> "HubPageQuerySet":
        """Load what cards show: the image, and its renditions in one more query."""
        return self.select_related("image").prefetch_related("image__renditions")

    def count_by_type(self) -> dict[int, int]:
        """Return the number of pages by content type id."""
        rows = self.order_by().values("content_type").annotate(number=Count("pk"))
        return {row["content_type"]: row["number"] for row in rows}


HubPageManager = PageManager.from_queryset(HubPageQuerySet)
