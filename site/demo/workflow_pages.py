"""Unpublished blogs, one at each stage of the workflow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from accounts.models import User
from campaigns.models import CampaignPage
from demo.content import ContentEntry, ContentError, read_rows
from demo.pages import PageWriter
from demo.people import account
from demo.publishing import backdate_draft, datetime_on
from editorial.consent.models import Relation, SignOff
from editorial.consent.services import request_sign_off
from outbox.models import Notification
from pages.models import BlogIndexPage, BlogPage


def load_workflow_pages(writer: PageWriter) -> int:
    """Create the missing blogs and bring each to its stage. Returns how many were created."""
    created = 0
    for age, row in enumerate(read_rows("desk", "piece", "title")):
        piece = ContentEntry(f"desk/{slugify(row['title'])}", row.file, row.data)
        parent = _parent_of(piece)
        if not parent.get_children().filter(slug=piece.slug).exists():
            page = _draft(piece, parent, writer, age)
            _stage(piece)(page, piece)
            created += 1
    # The demonstration's accounts have no mailboxes: drop what was queued for them.
    if created:
        Notification.objects.all().delete()
    return created


def _parent_of(piece: ContentEntry) -> Page:
    if campaign := piece.get("campaign"):
        return CampaignPage.objects.get(slug=campaign)
    return BlogIndexPage.objects.get()


def _draft(piece: ContentEntry, parent: Page, writer: PageWriter, age: int) -> BlogPage:
    author = account("partner" if piece.get("campaign") else "editor")
    page = BlogPage(title=piece["title"], slug=piece.slug, live=False, owner=author)
    page.is_account = piece.get("account", False)
    day = piece.get("publish_on", None)
    page.go_live_at = datetime_on(day, hour=9) if day else None
    writer.fill(
        page, ContentEntry(piece.ref, piece.file, piece.data | {"authors": [_author_of(piece)]})
    )
    parent.add_child(instance=page)
    page.save_revision(user=author)
    backdate_draft(page, date.today() - timedelta(days=2 + 3 * age), author)
    return BlogPage.objects.get(pk=page.pk)


def _author_of(piece: ContentEntry) -> dict[str, Any]:
    """Return the author's row of a blog, with their declared interests."""
    return {
        "person": piece["author"],
        "interests": piece.get("interests"),
        "nothing_to_declare": piece.get("nothing_to_declare", False),
    }


def _stage(piece: ContentEntry) -> Callable[[BlogPage, ContentEntry], None]:
    stages = {
        "draft": _keep_draft,
        "submitted": _submit,
        "changes-requested": _request_changes,
        "partner-agrees": _approve_with_change,
        "sign-off": _request_sign_off,
        "scheduled": _approve_and_schedule,
    }
    if piece["stage"] not in stages:
        raise ContentError(piece.file, f"the workflow has no stage “{piece['stage']}”")
    return stages[piece["stage"]]


def _keep_draft(page: BlogPage, piece: ContentEntry) -> None:
    """Save the page as a draft."""


def _submit(page: BlogPage, piece: ContentEntry) -> None:
    workflow = page.get_workflow()
    if workflow is None:
        raise ContentError(piece.file, "there is no workflow; run migrate")
    workflow.start(page, page.owner)


def _decide(page: BlogPage, user: User, decision: str, comment: str = "") -> None:
    """Approve or reject the current task, under the rules of the admin."""
    state = BlogPage.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state.specific, user, decision, comment=comment)


def _request_changes(page: BlogPage, piece: ContentEntry) -> None:
    _submit(page, piece)
    _decide(page, account("editor"), "reject", piece["remark"])


def _approve_editorial_review(page: BlogPage, piece: ContentEntry) -> None:
    """Approve the editorial review as another user than the author, who is the editor."""
    _submit(page, piece)
    _decide(page, account("admin"), "approve", piece.get("remark"))


def _approve_with_change(page: BlogPage, piece: ContentEntry) -> None:
    """Change the text of a guest blog as one editor and approve it as another."""
    _submit(page, piece)
    page.summary = piece["changed_summary"]
    page.save_revision(user=account("editor"))
    _decide(page, account("admin"), "approve", piece.get("remark"))


def _request_sign_off(page: BlogPage, piece: ContentEntry) -> None:
    """Approve the editorial review and request sign-off by the person concerned."""
    _approve_editorial_review(page, piece)
    [(person_key, name)] = page.people_concerned.items()
    person = SignOff(
        person_key=person_key, name=name, relation=Relation.PATIENT, requested_uses=["training"]
    )
    request_sign_off(page, person, days=21, user=account("editor"))


def _approve_and_schedule(page: BlogPage, piece: ContentEntry) -> None:
    _submit(page, piece)
    _decide(page, account("reviewer"), "approve")
