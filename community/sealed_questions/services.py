"""Services that store, publish, decline and delete sealed questions.

None of them takes the account of the member who sends a question, so that none can store it.
"""

from collections.abc import Iterable
from datetime import timedelta
from random import SystemRandom
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from community.discussions.services import free_slug
from community.enums import ActionKind, DeclineReason, PostState
from community.models import (
    DeclinedSealedQuestion,
    Discussion,
    ModerationAction,
    Post,
    SealedQuestion,
    Space,
)
from community.visibility import sync_search_index, sync_visibility

MAX_WAITING = 10
"""How many questions wait in one space. Members are not counted, so that only this ends a flood."""
RETENTION = timedelta(days=60)
"""For how long a question waits before it is deleted."""

_random = SystemRandom()


class TooManyWaitingError(Exception):
    """As many questions wait in the space as may wait."""


def is_full(space: Space) -> bool:
    """Return whether no further question can be sent in a space for now."""
    return space.sealed_questions.count() >= MAX_WAITING


@transaction.atomic
def send_question(space: Space, *, title: str, text: str) -> None:
    """Store a sealed question; the same words again, while they wait, have no effect.

    All waiting questions of the space are stored again in random order. Otherwise the physical
    order of the rows, which databases can show, would be the order in which they were sent.

    Args:
        space: The private space of a network.
        title: The title of the discussion that it may become.
        text: The Markdown.

    Raises:
        TooManyWaitingError: Ten questions wait already.
    """
    _lock(space)
    questions = list(SealedQuestion.objects.filter(space=space))
    if any((waiting.title, waiting.text) == (title, text) for waiting in questions):
        return
    if len(questions) >= MAX_WAITING:
        raise TooManyWaitingError
    questions.append(SealedQuestion(space=space, title=title, text=text))
    _random.shuffle(questions)
    SealedQuestion.objects.filter(space=space).delete()
    SealedQuestion.objects.bulk_create(questions)


def get_readable_questions(space: Space) -> list[SealedQuestion]:
    """Return the questions that organisers may read, each time in another random order."""
    questions = list(SealedQuestion.objects.readable().filter(space=space))
    _random.shuffle(questions)
    return questions


def spaces_with_readable_questions(user: Any) -> QuerySet[Space]:
    """Return the spaces that a user moderates and in which questions of earlier days wait."""
    readable = SealedQuestion.objects.readable().filter(space=OuterRef("pk"))
    return Space.objects.moderated_by(user).filter(Exists(readable))


@transaction.atomic
def publish_questions(space: Space, pks: Iterable[UUID], organiser: Any) -> list[Post]:
    """Publish sealed questions in random order, each as the first post of a discussion.

    Args:
        space: The space.
        pks: The primary keys of the questions; those that another organiser has handled are left
            out.
        organiser: The account of the organiser.

    Returns:
        The posts, which have no author.
    """
    locked = _lock(space)
    questions = _take(locked, pks)
    return [_publish(locked, question, organiser) for question in questions]


@transaction.atomic
def decline_questions(
    space: Space, pks: Iterable[UUID], organiser: Any, reason: DeclineReason
) -> int:
    """Delete sealed questions, and record who declined them and why, without their words.

    Args:
        space: The space.
        pks: The primary keys of the questions.
        organiser: The account of the organiser.
        reason: The reason.

    Returns:
        The number of questions declined.
    """
    questions = _take(_lock(space), pks)
    DeclinedSealedQuestion.objects.bulk_create(
        DeclinedSealedQuestion(space=space, actor=organiser, reason=reason) for _ in questions
    )
    return len(questions)


def delete_expired_questions() -> int:
    """Delete the questions that no organiser has handled in time. Returns how many."""
    expired = SealedQuestion.objects.filter(sent_on__lte=timezone.localdate() - RETENTION)
    return expired.delete()[0]


def _lock(space: Space) -> Space:
    return Space.objects.select_for_update().get(pk=space.pk)


def _take(space: Space, pks: Iterable[UUID]) -> list[SealedQuestion]:
    """Delete readable questions of a locked space, and return them in random order."""
    rows = SealedQuestion.objects.readable().filter(space=space, pk__in=list(pks))
    questions = list(rows)
    rows.delete()
    _random.shuffle(questions)
    return questions


def _publish(space: Space, question: SealedQuestion, organiser: Any) -> Post:
    now = timezone.now()
    discussion = Discussion.objects.create(
        space=space,
        title=question.title,
        slug=free_slug(space, question.title),
        created_at=now,
        last_position=1,
    )
    post = Post(
        discussion=discussion,
        is_sealed=True,
        position=1,
        state=PostState.PUBLISHED,
        key=uuid4().hex,
        created_at=now,
        published_at=now,
    )
    post.set_text(question.text)
    post.save()
    ModerationAction.objects.create(post=post, actor=organiser, kind=ActionKind.APPROVE)
    sync_visibility(discussion)
    sync_search_index(post)
    return post
