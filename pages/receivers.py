"""Search knows a page with all that belongs to it.

A page is indexed while it is being saved, when the rows beneath it (authors, interviewees,
partners) are not stored yet. So it is indexed once more when it has been published.
"""

from wagtail.models import Page
from wagtail.search.index import insert_or_update_object


def reindex_published_page(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Index a page that has just been published, from what is stored."""
    insert_or_update_object(sender.objects.get(pk=instance.pk))
