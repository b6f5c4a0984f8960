"""Admin view of the posts that no moderator has looked at in time, and of those held too long."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.admin.paginator import WagtailPaginator

from community.models import ModerationSettings
from community.moderation.querysets import get_overdue, get_unseen, mark_as_seen
from community.moderation.views import PER_PAGE, ModeratorView

_CHOICE = re.compile(r"(\d{1,18}):(\d{1,9})")


class UnseenView(ModeratorView):
    """Lists posts that are overdue, and marks published ones as seen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render one page of the published posts, and the held ones."""
        paginator = WagtailPaginator(get_unseen(request.user).with_people(), PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        context: dict[str, Any] = {
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "held": get_overdue(request.user).with_people()[:PER_PAGE],
            "hours": ModerationSettings.load().overdue_hours,
        }
        return render(request, "community/moderation/unseen.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Mark the chosen posts as seen, in the version that the page showed."""
        name = "all" if "mark_all" in request.POST else "seen"
        choices = [_CHOICE.fullmatch(value) for value in request.POST.getlist(name)[:PER_PAGE]]
        versions = {int(choice[1]): int(choice[2]) for choice in choices if choice}
        number = mark_as_seen(request.user, versions)
        if not versions:
            messages.warning(request, "Choose the posts that you have looked at.")
        elif number < len(versions):
            messages.warning(request, f"{number} marked as seen. The others changed. Check again.")
        else:
            posts = "1 post" if number == 1 else f"{number} posts"
            messages.success(request, f"{posts} marked as seen.")
        return redirect("community_moderation:unseen")
