"""When a new edition of the hub begins: whenever what anonymous readers see may have changed."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished, post_page_move

from editorial.reviews.models import ReviewDate
from page_cache.models import CacheVersion
from pages.models import Audience, HelpSource, Person


def connect() -> None:
    """Listen to everything a kept piece may show."""
    kept = (PageViewRestriction, get_image_model(), Audience, HelpSource, Person, ReviewDate, Site)
    for model in kept:
        for signal in (post_save, post_delete):
            signal.connect(
                advance_version, sender=model, dispatch_uid=f"pages.edition.{model.__name__}"
            )
    # Pages are of many types, so that their sender is asked about in turn.
    for signal in (post_save, post_delete):
        signal.connect(advance_version_for_page, dispatch_uid="pages.edition.page")
    m2m_changed.connect(
        advance_version,
        sender=PageViewRestriction.groups.through,
        dispatch_uid="pages.edition.groups",
    )
    for signal in (page_unpublished, post_page_move):
        signal.connect(advance_version, dispatch_uid="pages.edition")


def advance_version(sender: type, raw: bool = False, **kwargs: Any) -> None:
    """Begin a new edition, but not while a database is being filled from a file."""
    if not raw:
        CacheVersion.advance()


def advance_version_for_page(sender: type, **kwargs: Any) -> None:
    """Begin a new edition when what was saved or deleted is a page."""
    if issubclass(sender, Page):
        advance_version(sender, **kwargs)
