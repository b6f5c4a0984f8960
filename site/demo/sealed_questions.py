"""The sealed questions of the demonstration: some waiting, and one published with answers."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.search import index

from community.enums import PostState
from community.models import Discussion, ModerationAction, Post, SealedQuestion
from community.sealed_questions.services import publish_questions
from community.visibility import sync_visibility
from demo.content import ContentEntry, read_rows
from demo.people import account
from networks.discussions import get_or_create_space
from networks.models import Membership, Network


def load_sealed_questions() -> int:
    """Create the missing questions, those with answers published. Returns how many were created."""
    taken = set(SealedQuestion.objects.values_list("title", flat=True))
    taken |= set(Discussion.objects.filter(started_by=None).values_list("title", flat=True))
    rows = read_rows("sealed_questions", "question", "title")
    missing = [row for row in rows if row["title"] not in taken]
    for row in missing:
        network = Network.objects.get(slug=row["network"])
        question = SealedQuestion.objects.create(
            space=get_or_create_space(network),
            title=row["title"],
            text=row["text"].strip(),
            sent_on=timezone.localdate() - timedelta(days=row["days_ago"]),
        )
        if row.get("answer"):
            _publish(question, network, row)
    return len(missing)


def _publish(question: SealedQuestion, network: Network, row: ContentEntry) -> None:
    """Publish a question and add its answers, all dated back."""
    [post] = publish_questions(question.space, [question.pk], account("lead"))
    written = _moment(row)
    dates = {"created_at": written, "published_at": written}
    Post.objects.filter(pk=post.pk).update(followers_notified_at=written, **dates)
    ModerationAction.objects.filter(post=post).update(created_at=written)
    joined = Membership.objects.current().filter(network=network, user__email__contains="@members")
    members = [membership.user for membership in joined.select_related("user").order_by("pk")[:20]]
    for position, entry in enumerate(row["answer"], 2):
        written = _moment(entry)
        answer = Post(
            discussion=post.discussion,
            author=members[entry["author"]],
            position=position,
            state=PostState.PUBLISHED,
            key=f"demo-{post.discussion.slug}-{position}",
            created_at=written,
            published_at=written,
            followers_notified_at=written,
        )
        answer.set_text(entry["text"].strip())
        answer.save()
        index.insert_or_update_object(answer)
    discussion = post.discussion
    discussion.last_position = len(row["answer"]) + 1
    discussion.created_at = discussion.published_at = dates["created_at"]
    discussion.save()
    sync_visibility(discussion)


def _moment(entry: Any) -> datetime:
    return timezone.now() - timedelta(days=entry["days_ago"], hours=3)
