"""What the desk holds about a person with an account."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Comment, CommentReply, Page, Revision, TaskState
from wagtail.models.audit_log import BaseLogEntry

from accounts import holdings
from accounts.naming import names_people
from editorial.models import Notice, NoticeChoice, WordsDecision


def _letters_to(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(Q(user=user) | Q(address__iexact=user.email))


def letters(user: Any) -> dict[str, Any]:
    """Return how somebody likes to be written to, and what was written, as long as it is kept.

    What opens the account, such as a code that is just being sent, is in no copy.
    """
    choice = NoticeChoice.objects.filter(user=user).first() or NoticeChoice(user=user)
    written = _letters_to(user).order_by("pk")
    return {
        "how often": choice.get_how_display(),
        "letters": [
            {
                "subject": letter.subject,
                "text": "" if letter.is_secret else letter.text,
                "written": letter.created_at,
                "sent": letter.sent_at,
            }
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


def remarks(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what somebody said about others' work: comments, and words at a step or a finding."""
    comments = Comment.objects.filter(user=user).select_related("page").order_by("pk")
    replies = CommentReply.objects.filter(user=user).select_related("comment__page").order_by("pk")
    steps = TaskState.objects.filter(finished_by=user).exclude(comment="").order_by("pk")
    decisions = WordsDecision.objects.filter(by=user).select_related("page").order_by("pk")
    return {
        "comments": [
            {"on": one.page.draft_title, "text": one.text, "when": one.created_at}
            for one in comments
        ],
        "answers to comments": [
            {"on": one.comment.page.draft_title, "text": one.text, "when": one.created_at}
            for one in replies
        ],
        "at a step": [
            {
                "on": _called(step.workflow_state.content_object),
                "step": step.task.name,
                "decided": step.get_status_display(),
                "text": step.comment,
                "when": step.finished_at,
            }
            for step in steps.select_related("task").prefetch_related(
                "workflow_state__content_object"
            )
        ],
        "about findings": [
            {
                "on": one.page.draft_title,
                "decided": one.get_kind_display(),
                "text": one.reason,
                "when": one.at,
            }
            for one in decisions
        ],
    }


def _called(piece: Any) -> str:
    """Return what a page or a record is called; nothing where it is gone."""
    return getattr(piece, "draft_title", str(piece)) if piece else ""


def log(user: Any) -> list[dict[str, Any]]:
    """Return what the desk's log says that somebody did: what, with which, and when.

    A record that is called by somebody's name is told by its number: the name is theirs.
    """
    actions = dict(log_registry.get_choices())
    found = [
        entry
        for model in log_registry.get_log_entry_models()
        for entry in model.objects.filter(user=user).select_related("content_type")
    ]
    return [
        {
            "what": str(actions.get(entry.action, entry.action)),
            "which": _which(entry),
            "when": entry.timestamp,
        }
        for entry in sorted(found, key=lambda entry: entry.timestamp)
    ]


def _which(entry: BaseLogEntry) -> str:
    model = entry.content_type.model_class() if entry.content_type else None
    kind = model._meta.verbose_name if model else "record"
    return f"{kind} {entry.object_id}" if names_people(model) else f"{kind}: {entry.label}"


def leave_writing(user: Any) -> None:
    """Leave it all: the account that it names is nobody's by then."""


def register() -> None:
    """Let the desk say its part."""
    holdings.register("letters from the desk", letters, erase_letters)
    holdings.register("writing", writing, leave_writing)
    holdings.register("remarks", remarks, leave_writing)
    holdings.register("log of the desk", log, leave_writing)
