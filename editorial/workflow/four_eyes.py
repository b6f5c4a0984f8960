"""The question of four eyes: who had a hand in a page, and so may not approve it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type


def contributor_ids(piece: Any) -> set[int]:
    """Return the ids of everybody with a hand in what a piece would now publish.

    These are whoever began it, when it was never published; whoever saved a revision since the
    one the public reads, the last included; and whoever submitted it.

    Args:
        piece: A page, or a record with drafts such as a network. Whoever began a record is known
            by its first revision.
    """
    never_published = piece.first_published_at is None
    owner = getattr(piece, "owner_id", None)
    beginner = {owner} if owner and never_published else set()
    about = {"base_content_type": piece.get_base_content_type(), "object_id": str(piece.pk)}
    # A revision's id grows with time; one saved after the public one was not yet read by anybody.
    writers = Revision.objects.filter(
        **about, pk__gt=piece.live_revision_id or 0, user__isnull=False
    )
    submitters = WorkflowState.objects.active().filter(**about, requested_by__isnull=False)
    return {
        *beginner,
        *writers.values_list("user_id", flat=True),
        *submitters.values_list("requested_by_id", flat=True),
    }


def pages_contributed_to_by(user: Any) -> QuerySet[Page]:
    """Return the pages a person had a hand in: `hands_on`, asked the other way round."""
    key = Cast(OuterRef("pk"), CharField())
    read_now = Coalesce(OuterRef("live_revision_id"), 0)
    wrote = _page_rows(Revision.objects.all()).filter(object_id=key, user=user, pk__gt=read_now)
    submitted = _page_rows(WorkflowState.objects.active()).filter(object_id=key, requested_by=user)
    began = Q(owner=user, first_published_at=None)
    return Page.objects.filter(began | Exists(wrote) | Exists(submitted)).order_by()


def objects_with_unpublished_revisions_by(user: Any, model: type[Model]) -> QuerySet:
    """Return the records of a kind of which a person wrote a version the public has yet to read.

    Args:
        user: The person.
        model: A kind of record with drafts, such as a network.
    """
    kind = ContentType.objects.get_for_model(model)
    read_now = Coalesce(OuterRef("live_revision_id"), 0)
    key = Cast(OuterRef("pk"), CharField())
    wrote = Revision.objects.filter(base_content_type=kind, object_id=key, user=user)
    return model._default_manager.filter(Exists(wrote.filter(pk__gt=read_now))).order_by()


def about_pages(pages: QuerySet[Page]) -> Q:
    """Return which steps of a workflow are about one of these pages, as a condition.

    A step names its page by a text, which could be the key of something else; so the page is
    looked up for each step, however many pages there are.
    """
    about = pages.filter(pk=Cast(OuterRef("workflow_state__object_id"), BigIntegerField()))
    return Q(Exists(about), workflow_state__base_content_type=get_default_page_content_type().pk)


def _page_rows(rows: QuerySet) -> QuerySet:
    """Keep the rows that are about pages."""
    return rows.filter(base_content_type=get_default_page_content_type())
