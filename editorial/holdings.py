"""What the desk holds about a person with an account."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision

from accounts import holdings
from editorial.models import Notice, NoticeChoice


def _letters_to(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(Q(user=user) | Q(address__iexact=user.email))


def letters(user: Any) -> dict[str, Any]:
    """Return how somebody likes to be written to, and what was written."""
    choice = NoticeChoice.objects.filter(user=user).first() or NoticeChoice(user=user)
    written = _letters_to(user).order_by("pk")
    return {
        "how often": choice.get_how_display(),
        "letters": [
            {"subject": letter.subject, "written": letter.created_at, "sent": letter.sent_at}
            for letter in written
        ],
    }


def erase_letters(user: Any) -> None:
    """Delete the letters and the wish; what waits is no longer sent."""
    _letters_to(user).delete()
    NoticeChoice.objects.filter(user=user).delete()


def writing(user: Any) -> dict[str, Any]:
    """Return the pages somebody began, and how often they saved one."""
    begun = Page.objects.filter(owner=user).order_by("pk")
    return {
        "pages begun": [
            {
                "title": page.draft_title,
                "address": page.url,
                "begun": page.latest_revision_created_at,
            }
            for page in begun
        ],
        "versions saved": Revision.objects.filter(user=user).count(),
    }


def leave_writing(user: Any) -> None:
    """Leave it all: the account that it names is nobody's by then."""


def register() -> None:
    """Let the desk say its part."""
    holdings.register("letters from the desk", letters, erase_letters)
    holdings.register("writing", writing, leave_writing)
