"""Signal receivers of pages."""

from wagtail.models import Page
from wagtail.search.index import insert_or_update_object


def reindex_published_page(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Index a published page again, from what is stored.

    Wagtail indexes a page while it is saved, before its child rows (authors, interviewees,
    partners) are stored.
    """
    insert_or_update_object(sender.objects.get(pk=instance.pk))
