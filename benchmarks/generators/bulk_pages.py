"""Bulk creation of pages, their revisions and their search index entries."""

from collections import Counter
from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, Revision, get_default_page_content_type
from wagtail.search.backends import get_search_backend

from benchmarks.generators.bulk_insert import BATCH_SIZE, ProgressCallback, bulk_insert

_DERIVED = ("path", "url_path", "title", "draft_title", "slug", "summary", "live", "body")


def bulk_create_pages(
    parents: Sequence[Page], pages: Sequence[Page], progress: ProgressCallback
) -> None:
    """Create pages of one type, each as the last child of its parent.

    Args:
        parents: The parent of each page, in the same order; a parent may occur repeatedly.
        pages: The pages. What the tree and Wagtail need to know of each is filled in.
        progress: Called with each number of pages stored.
    """
    count = Counter({parent.pk: parent.numchild for parent in parents})
    kind = ContentType.objects.get_for_model(type(pages[0]))
    locale = Locale.get_active()
    for parent, page in zip(parents, pages, strict=True):
        count[parent.pk] += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, count[parent.pk])
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title, page.content_type, page.locale = page.title, kind, locale
        page.has_unpublished_changes = not page.live
    bulk_insert(pages, progress)
    for parent in {parent.pk: parent for parent in parents}.values():
        parent.numchild = count[parent.pk]
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def bulk_create_revisions(pages: Sequence[Page]) -> None:
    """Create the first revision of new pages of one type."""
    model = type(pages[0])
    fields = [name for name in _DERIVED if name in {field.name for field in model._meta.fields}]
    template_content = model.objects.get(pk=pages[0].pk).serializable_data()
    for start in range(0, len(pages), BATCH_SIZE):
        bulk_insert(
            [
                _revision(page, template_content, fields)
                for page in pages[start : start + BATCH_SIZE]
            ]
        )
    revisions = Revision.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    latest = Subquery(revisions.order_by("-pk").values("pk")[:1])
    planted = Page.objects.filter(
        content_type=pages[0].content_type, latest_revision=None, depth__gte=pages[0].depth
    )
    planted.update(latest_revision=latest)
    Page.objects.filter(content_type=pages[0].content_type, live=True, live_revision=None).update(
        live_revision=latest
    )


def _revision(page: Page, template_content: dict, fields: list[str]) -> Revision:
    """Return the revision of a page: the template's content with the page's own fields."""
    own = {name: page._meta.get_field(name).value_to_string(page) for name in fields}
    own |= {"live": page.live, "pk": page.pk, "owner": page.owner_id}
    own["translation_key"] = str(page.translation_key)
    # Rows beneath the page have keys of their own, which only the page itself knows.
    rows: dict[str, list] = {
        name: [] for name, value in template_content.items() if value and isinstance(value, list)
    }
    rows |= getattr(page, "child_rows", {})
    return Revision(
        content_type=page.content_type,
        base_content_type=get_default_page_content_type(),
        object_id=str(page.pk),
        created_at=page.latest_revision_created_at,
        user_id=page.owner_id,
        object_str=str(page),
        content=template_content | own | rows,
    )


def bulk_index(pages: Sequence[Page], progress: ProgressCallback) -> None:
    """Add pages of one type to the search index."""
    for start in range(0, len(pages), BATCH_SIZE * 4):
        part = pages[start : start + BATCH_SIZE * 4]
        get_search_backend().add_bulk(type(part[0]), part)
        progress(len(part))
