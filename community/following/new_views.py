"""The page of what is new for a member since their last visit."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from community.following.new_posts import annotate_unread, get_new_discussions, mark_all_as_read
from community.following.visits import record_visit
from community.models import Discussion, Space

PAGE_SIZE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@method_decorator(never_cache, name="dispatch")
class NewPostsView(LoginRequiredMixin, TemplateView):
    """Lists the discussions with new posts, in all spaces or in one; a POST marks all as read."""

    template_name = "community/new.html"

    @cached_property
    def space(self) -> Space | None:
        """Return the space that the query string names; None for all.

        Raises:
            Http404: The member sees no such space.
        """
        slug = self.request.GET.get("board", "")
        spaces = Space.objects.visible_to(self.request.user)
        return get_object_or_404(spaces, slug=slug) if slug else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of discussions, the one with the newest post first."""
        user = self.request.user
        record_visit(user, self.space)
        visible = Discussion.objects.visible_to(user).listed().filter(published_at__isnull=False)
        if self.space:
            visible = visible.filter(space=self.space)
        found = get_new_discussions(user, visible).select_related("space")
        rows = list(_after(found, self.request.GET.get("before", ""))[: PAGE_SIZE + 1])
        shown = rows[:PAGE_SIZE]
        annotate_unread(user, shown)
        return super().get_context_data(**kwargs) | {
            "space": self.space,
            "discussions": shown,
            "until": timezone.now().isoformat(),
            "is_first_page": "before" not in self.request.GET,
            "first_url": self._url(),
            "next_url": self._url(before=_cursor(shown[-1])) if len(rows) > PAGE_SIZE else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark as read what was new when the page was shown."""
        now = timezone.now()
        until = _parse_time(request.POST.get("until", "")) or now
        mark_all_as_read(request.user, min(until, now), self.space)
        messages.success(request, "All posts marked as read.")
        return redirect(self._url())

    def _url(self, **parameters: str) -> str:
        if self.space:
            parameters["board"] = self.space.slug
        url = reverse("community:new")
        return f"{url}?{urlencode(parameters)}" if parameters else url


def _after(discussions: QuerySet[Discussion], cursor: str) -> QuerySet[Discussion]:
    """Return discussions by their newest post, those after a cursor; all for any other text."""
    ordered = discussions.order_by("-last_post_at", "-pk")
    time, _, pk = cursor.partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) < 18 for part in (time, pk)):
        return ordered
    at = _EPOCH + int(time) * _MICROSECOND
    return ordered.filter(Q(last_post_at__lt=at) | Q(last_post_at=at, pk__lt=int(pk)))


def _cursor(discussion: Discussion) -> str:
    return f"{(discussion.last_post_at - _EPOCH) // _MICROSECOND}-{discussion.pk}"


def _parse_time(value: str) -> datetime | None:
    """Return a time with its zone from a form; None for any other text."""
    try:
        found = parse_datetime(value)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
