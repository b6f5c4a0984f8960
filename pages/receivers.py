"""Signal receivers of pages: indexing, consent, audiences, and invalidation of the page cache."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from editorial.consent.drift import check_pages_displaying_record
from editorial.reviews.models import ReviewDate
from page_cache.invalidation import FRAGMENTS, object_tags, purge
from pages.cached_urls import ids_in_subtree, previous_urls, urls_of_people
from pages.filters import AUDIENCES
from pages.models import Audience, Credit, HelpSource, Person
from pages.people.credits import credit_models
from pages.people.slugs import update_slug

DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
"""The fields of a page that change with a revision, and that no reader sees."""


def connect(app_config: AppConfig) -> None:
    """Connect the receivers; called once, when all models are loaded."""
    post_migrate.connect(sync_audiences, sender=app_config, dispatch_uid="pages.sync_audiences")
    post_save.connect(
        check_pages_displaying_record, sender=Person, dispatch_uid="pages.check_consent"
    )
    post_save.connect(set_person_slug, sender=Person, dispatch_uid="pages.set_person_slug")
    page_published.connect(reindex_published_page, dispatch_uid="pages.reindex")
    _connect_page_cache()


def _connect_page_cache() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(purge_page_from_cache, dispatch_uid="pages.purge_page_from_cache")
    post_page_move.connect(purge_moved_page, dispatch_uid="pages.purge_moved_page")
    page_slug_changed.connect(purge_renamed_page, dispatch_uid="pages.purge_renamed_page")
    fragment_models = (get_image_model(), Audience, HelpSource, ReviewDate, Site)
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
    for signal in (post_save, pre_delete):
        # After the slug is set, which is part of what is purged.
        signal.connect(purge_person, sender=Person, dispatch_uid="pages.purge_person")
    for model in credit_models():
        for signal in (pre_save, pre_delete):
            signal.connect(
                purge_removed_credit,
                sender=model,
                dispatch_uid=f"pages.purge_removed_credit.{model._meta.label}",
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


def set_person_slug(
    sender: type[Person], instance: Person, raw: bool = False, **kwargs: Any
) -> None:
    """Give a person the slug of their name. Fixtures (``raw``) contain it."""
    if not raw:
        update_slug(instance)


def purge_fragments(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Purge page fragments when an object that they show was saved or deleted.

    Fixtures (``raw``) purge nothing, nor do drafts: pages that are not live, and the fields that
    Wagtail updates with a revision.
    """
    is_draft = isinstance(instance, Page) and (
        not instance.live or (update_fields is not None and DRAFT_FIELDS.issuperset(update_fields))
    )
    if not raw and not is_draft:
        purge([FRAGMENTS])


def purge_person(sender: type, instance: Person, raw: bool = False, **kwargs: Any) -> None:
    """Purge what shows a person who was changed or deleted."""
    if not raw:
        purge(object_tags("person", [instance.pk]))


def purge_removed_credit(
    sender: type[Credit], instance: Credit, raw: bool = False, **kwargs: Any
) -> None:
    """Purge the page of a person who is no longer credited where they were."""
    stored = None if raw or not instance.pk else sender.objects.filter(pk=instance.pk).first()
    is_deleted = kwargs["signal"] is pre_delete
    if stored and (is_deleted or stored.person_id != instance.person_id):
        purge(urls_of_people([stored.person_id]))


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
