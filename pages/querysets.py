"""The questions asked of pages. `visible_to` is the one that decides what anybody sees."""

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

from library.search_backend import DEMOTED_ALIAS
from pages.content_kinds import content_types_of, item_models


def _restrictions_that_stop(user: AbstractBaseUser | AnonymousUser) -> Q:
    """Return which restrictions keep a user out of a listing.

    A shared password is asked for at the page itself, so a page behind one is listed for nobody.
    """
    if not user.is_authenticated:
        return Q()
    by_group = Q(restriction_type=PageViewRestriction.GROUPS)
    stopped = Q(restriction_type=PageViewRestriction.PASSWORD)
    if user.is_superuser:
        return stopped
    return stopped | (by_group & ~Q(groups__in=user.groups.all()))


def _restrictions_above(restrictions: QuerySet) -> QuerySet:
    """Keep the restrictions on the page of the outer query and on those above it."""
    return restrictions.annotate(prefix=F("page__path")).filter(
        prefix=Substr(OuterRef("path"), 1, Length("page__path"))
    )


class HubPageQuerySet(PageQuerySet):
    """Pages of the hub, of every type."""

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "HubPageQuerySet":
        """Keep what this user may read: published, and under no restriction that stops them.

        The question is one condition of the query, with no query of its own, and it is one that
        search can ask too.
        """
        stopping = _restrictions_above(
            PageViewRestriction.objects.filter(_restrictions_that_stop(user))
        )
        hidden = Page.objects.filter(Exists(stopping), pk=OuterRef("pk")).order_by()
        return self.live().exclude(pk__in=hidden.values("pk"))

    def items(self) -> "HubPageQuerySet":
        """Keep the items of the library: what a reader comes for, not the shelves."""
        return self.of_types(*item_models().values())

    def of_types(self, *models: type[Page]) -> "HubPageQuerySet":
        """Keep pages of these types, from a queryset over all of them."""
        return self.filter(content_type__in=content_types_of(list(models)))

    def about(self, topic: Page) -> "HubPageQuerySet":
        """Keep what carries a topic or one of the topics beneath it."""
        carried = self.model.topics.through.objects.filter(
            topicpage__path__startswith=topic.path
        ).values("hubpage_id")
        return self.filter(pk__in=carried)

    def for_audience(self, slug: str) -> "HubPageQuerySet":
        """Keep what is written for an audience."""
        meant = self.model.audiences.through.objects.filter(audience__slug=slug)
        return self.filter(pk__in=meant.values("hubpage_id"))

    def rank_overdue_last(self) -> "HubPageQuerySet":
        """Mark what is overdue to be checked; a search puts it last, whatever it asks for."""
        overdue = Q(review_date__review_on__lt=timezone.localdate())
        return self.alias(**{DEMOTED_ALIAS: Case(When(overdue, then=Value(1)), default=Value(0))})

    def newest_first(self) -> "HubPageQuerySet":
        """Order by publication, the newest first; what is overdue to be checked comes last."""
        return self.rank_overdue_last().order_by(DEMOTED_ALIAS, "-first_published_at", "-pk")

    def for_page_view(self) -> "HubPageQuerySet":
        """Bring with a page what every reader of it needs: its picture, and two facts.

        These are whether no restriction lies on it or above it (`is_open`), and the edition of
        the hub (`edition`).
        """
        from page_cache.models import CacheVersion

        return self.select_related("image", "review_date").annotate(
            is_open=~Exists(_restrictions_above(PageViewRestriction.objects.all())),
            edition=Coalesce(Subquery(CacheVersion.objects.values("number")[:1]), 0),
        )

    def for_cards(self) -> "HubPageQuerySet":
        """Bring what a card shows: the picture, and in one more query its sizes."""
        return self.select_related("image").prefetch_related("image__renditions")

    def count_by_type(self) -> dict[int, int]:
        """Return how many pages there are by the id of their content type."""
        rows = self.order_by().values("content_type").annotate(number=Count("pk"))
        return {row["content_type"]: row["number"] for row in rows}


HubPageManager = PageManager.from_queryset(HubPageQuerySet)
