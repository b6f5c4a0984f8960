"""Personal data of the editorial app: sign-offs, pages, comments and log entries of a person."""

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
from personal_data.log_redaction import log_label_names_user
from personal_data.registry import DataSubject, PersonalDataSource


def collect_sign_offs_for_email(email: str) -> list[dict[str, Any]]:
    """Return the sign-offs whose link was sent to an email address."""
    sign_offs = SignOff.objects.filter(email__iexact=email).select_related("page", "consent")
    return [
        {
            "page": sign_off.page.draft_title,
            "name": sign_off.name,
            "relation": sign_off.get_relation_display(),
            "asked": sign_off.created_at,
            "answer": sign_off.state,
            "answered": sign_off.answered_at,
            "remarks": sign_off.remarks,
            "agreed to": sign_off.consent.uses_text if hasattr(sign_off, "consent") else "",
            "agreement": sign_off.consent.state if hasattr(sign_off, "consent") else "",
        }
        for sign_off in sign_offs.order_by("pk")
    ]


def collect_sign_offs(user: Any) -> list[dict[str, Any]]:
    """Return the sign-offs sent to the email address of a user's account."""
    return collect_sign_offs_for_email(user.email)


def retain_sign_offs(person: Any) -> None:
    """Erase nothing: a live page depends on its consents, which their own links withdraw."""


def collect_authored_content(user: Any) -> dict[str, Any]:
    """Return the pages a user owns, and the number of revisions they saved."""
    pages = Page.objects.filter(owner=user).order_by("pk")
    return {
        "pages created": [
            {
                "title": page.draft_title,
                "address": page.url,
                "begun": page.latest_revision_created_at,
            }
            for page in pages
        ],
        "number of versions saved": Revision.objects.filter(user=user).count(),
    }


def collect_remarks(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return a user's comments: on pages, with workflow decisions, and with safety overrides."""
    comments = Comment.objects.filter(user=user).select_related("page").order_by("pk")
    replies = CommentReply.objects.filter(user=user).select_related("comment__page").order_by("pk")
    steps = TaskState.objects.filter(finished_by=user).exclude(comment="").order_by("pk")
    decisions = SafetyOverride.objects.filter(decided_by=user).select_related("page").order_by("pk")
    return {
        "comments": [
            {"on": comment.page.draft_title, "text": comment.text, "when": comment.created_at}
            for comment in comments
        ],
        "replies to comments": [
            {"on": reply.comment.page.draft_title, "text": reply.text, "when": reply.created_at}
            for reply in replies
        ],
        "review decisions": [
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
        "decisions on findings": [
            {
                "on": decision.page.draft_title,
                "decided": decision.get_kind_display(),
                "text": decision.reason,
                "when": decision.decided_at,
            }
            for decision in decisions
        ],
    }


def _title(content: Any) -> str:
    """Return the title of a page or snippet; empty where it was deleted."""
    return getattr(content, "draft_title", str(content)) if content else ""


def collect_log(user: Any) -> list[dict[str, Any]]:
    """Return the log entries of a user's actions.

    Objects named after another person are given by their id.
    """
    actions = dict(log_registry.get_choices())
    entries = [
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
        for entry in sorted(entries, key=lambda entry: entry.timestamp)
    ]


def _log_entry_label(entry: BaseLogEntry) -> str:
    model = entry.content_type.model_class() if entry.content_type else None
    kind = model._meta.verbose_name if model else "record"
    return f"{kind} {entry.object_id}" if log_label_names_user(model) else f"{kind}: {entry.label}"


def retain_authored_content(user: Any) -> None:
    """Erase nothing: these rows refer to the account, which is anonymous by then."""


def sources() -> list[PersonalDataSource]:
    """Return what the editorial app stores about users and people without an account."""
    return [
        PersonalDataSource("editorial emails", collect_notifications, erase_notifications),
        PersonalDataSource("approvals", collect_sign_offs, retain_sign_offs),
        PersonalDataSource("writing", collect_authored_content, retain_authored_content),
        PersonalDataSource("remarks", collect_remarks, retain_authored_content),
        PersonalDataSource("admin activity log", collect_log, retain_authored_content),
        PersonalDataSource(
            "letters",
            collect_notifications_to_email,
            erase_notifications_to_email,
            DataSubject.EMAIL,
        ),
        PersonalDataSource(
            "approvals", collect_sign_offs_for_email, retain_sign_offs, DataSubject.EMAIL
        ),
    ]
