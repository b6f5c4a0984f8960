"""Signal receivers of pages: indexing, consent, audiences, and invalidation of the page cache."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from editorial.consent.drift import check_pages_displaying_record
from editorial.reviews.models import ReviewDate
from page_cache.invalidation import FRAGMENTS, object_tags, purge
from pages.cached_urls import ids_in_subtree, previous_urls
from pages.filters import AUDIENCES
from pages.models import Audience, HelpSource, Person


def connect(app_config: AppConfig) -> None:
    """Connect the receivers; called once, when all models are loaded."""
    post_migrate.connect(sync_audiences, sender=app_config, dispatch_uid="pages.sync_audiences")
    post_save.connect(
        check_pages_displaying_record, sender=Person, dispatch_uid="pages.check_consent"
    )
    page_published.connect(reindex_published_page, dispatch_uid="pages.reindex")
    _connect_page_cache()


def _connect_page_cache() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(purge_page_from_cache, dispatch_uid="pages.purge_page_from_cache")
    post_page_move.connect(purge_moved_page, dispatch_uid="pages.purge_moved_page")
    page_slug_changed.connect(purge_renamed_page, dispatch_uid="pages.purge_renamed_page")
    fragment_models = (get_image_model(), Audience, HelpSource, Person, ReviewDate, Site)
    for signal in (post_save, post_delete):
        signal.connect(
            purge_restricted_page,
            sender=PageViewRestriction,
            dispatch_uid="pages.purge_restricted_page",
        )
        for model in (*fragment_models, *get_page_models()):
            signal.connect(
                purge_fragments,
                sender=model,
                dispatch_uid=f"pages.purge_fragments.{model._meta.label}",
            )
    m2m_changed.connect(
        purge_fragments,
        sender=PageViewRestriction.groups.through,
        dispatch_uid="pages.purge_fragments.groups",
    )


def sync_audiences(sender: AppConfig, **kwargs: Any) -> None:
    """Create or update the `Audience` records after migrating; repeating it changes nothing."""
    for order, (slug, name) in enumerate(AUDIENCES):
        Audience.objects.update_or_create(slug=slug, defaults={"name": name, "order": order})


def reindex_published_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Index a published page again, from what is stored.

    Wagtail indexes a page while it is saved, before its child rows (authors, interviewees,
    partners) are stored.
    """
    insert_or_update_object(sender.objects.get(pk=instance.pk))


def purge_fragments(sender: type, raw: bool = False, **kwargs: Any) -> None:
    """Purge page fragments when an object that they show was saved or deleted.

    Fixtures (``raw``) purge nothing.
    """
    if not raw:
        purge([FRAGMENTS])


def purge_page_from_cache(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Purge what shows a page that was published or unpublished."""
    purge(object_tags("page", [instance.pk]))


def purge_restricted_page(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Purge what shows a page whose view restriction changed, or one of its descendants."""
    purge(object_tags("page", ids_in_subtree(instance.page)))


def purge_moved_page(
    sender: type[Page],
    instance: Page,
    parent_page_before: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    """Purge what shows a moved page, its descendants or its previous parent, and previous URLs."""
    pages = object_tags("page", [parent_page_before.pk, *ids_in_subtree(instance)])
    purge([*pages, *previous_urls(instance, url_path_before, url_path_after)])


def purge_renamed_page(
    sender: type[Page], instance: Page, instance_before: Page, **kwargs: Any
) -> None:
    """Purge what shows a page whose slug changed, or its descendants, and their previous URLs."""
    pages = object_tags("page", ids_in_subtree(instance))
    purge([*pages, *previous_urls(instance, instance_before.url_path, instance.url_path)])
