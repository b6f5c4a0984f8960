"""Four-eyes rule: who contributed to a page or snippet, and so may not approve it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type


def contributor_ids(content: Any) -> set[int]:
    """Return the ids of the users who contributed to what publication would now make public.

    These are the owner of content that was never published, the authors of all revisions since the
    live one, the users who submitted it, and the accounts of the people whom it credits.

    Args:
        content: A page, or a snippet with drafts such as a network. A snippet has no owner: its
            first revision names who created it.
    """
    never_published = content.first_published_at is None
    owner = getattr(content, "owner_id", None)
    creators = {owner} if owner and never_published else set()
    content_filter = {
        "base_content_type": content.get_base_content_type(),
        "object_id": str(content.pk),
    }
    # Revision ids grow with time: a higher id than the live one is not public yet.
    authors = Revision.objects.filter(
        **content_filter, pk__gt=content.live_revision_id or 0, user__isnull=False
    )
    submitters = WorkflowState.objects.active().filter(**content_filter, requested_by__isnull=False)
    return {
        *creators,
        *authors.values_list("user_id", flat=True),
        *submitters.values_list("requested_by_id", flat=True),
        *getattr(getattr(content, "specific", content), "credited_user_ids", ()),
    }


def overriding_user_ids(content: Any) -> set[int]:
    """Return the ids of the users who allowed text of a page's latest revision.

    They may not approve the last step: overrides by the user who publishes do not count.
    """
    overrides = getattr(content, "safety_overrides", None)
    if overrides is None or content.latest_revision_created_at is None:
        return set()
    since = content.latest_revision_created_at
    allowed = overrides.filter(kind="overridden", decided_at__gte=since, decided_by__isnull=False)
    return set(allowed.values_list("decided_by_id", flat=True))


def pages_with_text_allowed_by(user: Any) -> QuerySet[Page]:
    """Return the pages of which a user allowed text: the inverse of `overriding_user_ids`."""
    return Page.objects.filter(
        safety_overrides__kind="overridden",
        safety_overrides__decided_by=user,
        safety_overrides__decided_at__gte=F("latest_revision_created_at"),
    ).order_by()


def pages_contributed_to_by(user: Any) -> QuerySet[Page]:
    """Return the pages to which a user contributed: the inverse of `contributor_ids`."""
    key = Cast(OuterRef("pk"), CharField())
    live_revision = Coalesce(OuterRef("live_revision_id"), 0)
    wrote = _page_rows(Revision.objects.all()).filter(
        object_id=key, user=user, pk__gt=live_revision
    )
    submitted = _page_rows(WorkflowState.objects.active()).filter(object_id=key, requested_by=user)
    contributed = Q(owner=user, first_published_at=None) | Exists(wrote) | Exists(submitted)
    if person := getattr(user, "person", None):
        contributed |= Exists(_latest_revisions_crediting(person))
    return Page.objects.filter(contributed).order_by()


def _latest_revisions_crediting(person: Any) -> QuerySet[Revision]:
    """Return the outer page's latest revision where it credits a person.

    The people of a draft are stored in the JSON of its revision alone. SQLite has no containment
    of JSON, so that its text is searched.
    """
    key = f'"person": {person.pk}'
    latest = Revision.objects.filter(pk=OuterRef("latest_revision_id"))
    latest = latest.annotate(text=Cast("content", TextField()))
    return latest.filter(Q(text__contains=f"{key},") | Q(text__contains=f"{key}}}"))


def objects_with_unpublished_revisions_by(user: Any, model: type[Model]) -> QuerySet:
    """Return the objects of which a user wrote a revision newer than the live one.

    Args:
        user: The author of the revisions.
        model: A snippet model with drafts, such as Network.
    """
    content_type = ContentType.objects.get_for_model(model)
    live_revision = Coalesce(OuterRef("live_revision_id"), 0)
    key = Cast(OuterRef("pk"), CharField())
    wrote = Revision.objects.filter(base_content_type=content_type, object_id=key, user=user)
    return model._default_manager.filter(Exists(wrote.filter(pk__gt=live_revision))).order_by()


def task_states_about_pages(pages: QuerySet[Page]) -> Q:
    """Return a condition on task states: their workflow is about one of these pages.

    A workflow state stores the object's id as text, which could be the key of another model; so
    the page is looked up for each task state, however many pages there are.
    """
    page = pages.filter(pk=Cast(OuterRef("workflow_state__object_id"), BigIntegerField()))
    return Q(Exists(page), workflow_state__base_content_type=get_default_page_content_type().pk)


def _page_rows(rows: QuerySet) -> QuerySet:
    """Filter revisions or workflow states to those of pages."""
    return rows.filter(base_content_type=get_default_page_content_type())
