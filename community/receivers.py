"""Signal receivers of the community."""

from typing import Any

from wagtail.models import Page

from community.models import Discussion


def rename_comments(sender: type, instance: Page, **kwargs: Any) -> None:
    """Give the comments of a page the title with which the page is published."""
    comments = Discussion.objects.filter(page_id=instance.pk)
    comments.exclude(title=instance.title[:150]).update(title=instance.title[:150])
