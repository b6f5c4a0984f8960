"""What the desk holds about a person."""

from typing import Any

from wagtail.log_actions import registry as log_registry
from wagtail.models import Comment, CommentReply, Page, Revision, TaskState
from wagtail.models.audit_log import BaseLogEntry

from editorial.consent.models import SignOff
from editorial.safety.models import SafetyOverride
from outbox.personal_data import (
    collect_notifications,
    collect_notifications_to_email,
    erase_notifications,
    erase_notifications_to_email,
)
from personal_data import registry
from personal_data.log_redaction import is_named_model


def collect_sign_offs_for_email(address: str) -> list[dict[str, Any]]:
    """Return what somebody was asked to agree to by a link that went to an address."""
    asked = SignOff.objects.filter(email__iexact=address).select_related("page", "consent")
    return [
        {
            "piece": one.page.draft_title,
            "name": one.name,
            "relation": one.get_relation_display(),
            "asked": one.created_at,
            "answer": one.state,
            "answered": one.answered_at,
            "remarks": one.remarks,
            "agreed to": one.consent.uses_text if hasattr(one, "consent") else "",
            "agreement": one.consent.state if hasattr(one, "consent") else "",
        }
        for one in asked.order_by("pk")
    ]


def collect_sign_offs(user: Any) -> list[dict[str, Any]]:
    """Return what somebody with an account was asked to agree to, by its address."""
    return collect_sign_offs_for_email(user.email)


def retain_sign_offs(whose: Any) -> None:
    """Leave them: a public piece stands on what was agreed, and its own link takes that back."""


def collect_writing(user: Any) -> dict[str, Any]:
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


def collect_remarks(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what somebody said about others' work: comments, and words at a step or a finding."""
    comments = Comment.objects.filter(user=user).select_related("page").order_by("pk")
    replies = CommentReply.objects.filter(user=user).select_related("comment__page").order_by("pk")
    steps = TaskState.objects.filter(finished_by=user).exclude(comment="").order_by("pk")
    decisions = SafetyOverride.objects.filter(decided_by=user).select_related("page").order_by("pk")
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
                "on": _title(step.workflow_state.content_object),
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
                "when": one.decided_at,
            }
            for one in decisions
        ],
    }


def _title(piece: Any) -> str:
    """Return what a page or a record is called; nothing where it is gone."""
    return getattr(piece, "draft_title", str(piece)) if piece else ""


def collect_log(user: Any) -> list[dict[str, Any]]:
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
            "which": _log_entry_label(entry),
            "when": entry.timestamp,
        }
        for entry in sorted(found, key=lambda entry: entry.timestamp)
    ]


def _log_entry_label(entry: BaseLogEntry) -> str:
    model = entry.content_type.model_class() if entry.content_type else None
    kind = model._meta.verbose_name if model else "record"
    return f"{kind} {entry.object_id}" if is_named_model(model) else f"{kind}: {entry.label}"


def retain_writing(user: Any) -> None:
    """Leave it all: the account that it names is nobody's by then."""


def register() -> None:
    """Let the desk say its part."""
    registry.user_data.register("letters from the desk", collect_notifications, erase_notifications)
    registry.user_data.register("approvals", collect_sign_offs, retain_sign_offs)
    registry.user_data.register("writing", collect_writing, retain_writing)
    registry.user_data.register("remarks", collect_remarks, retain_writing)
    registry.user_data.register("log of the desk", collect_log, retain_writing)
    registry.email_data.register(
        "letters", collect_notifications_to_email, erase_notifications_to_email
    )
    registry.email_data.register("approvals", collect_sign_offs_for_email, retain_sign_offs)
