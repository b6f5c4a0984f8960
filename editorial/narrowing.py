"""What a guest is shown in the admin's lists: their own room, and nothing beside it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from wagtail.admin.menu import MenuItem
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page
from wagtail.query import PageQuerySet

from editorial.fence import places_of
from editorial.guests import is_guest, only_room, room_paths
from editorial.queue import NAME as QUEUE


def narrow_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer a guest the pages of their room, and what leads there."""
    if not is_guest(request.user):
        return pages
    paths = room_paths(request.user)
    above = {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}
    return only_room(request.user, pages) | pages.filter(path__in=above)


def spare_questions(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Ask for all rows at once what the page chooser would ask of each: how far it has come."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


def narrow_images(found: QuerySet, request: HttpRequest) -> QuerySet:
    """Offer a guest the pictures of their own collection."""
    return _choosable(images, found, request)


def narrow_documents(found: QuerySet, request: HttpRequest) -> QuerySet:
    """Offer a guest the documents of their own collection."""
    return _choosable(documents, found, request)


def _choosable(policy: Any, found: QuerySet, request: HttpRequest) -> QuerySet:
    if not is_guest(request.user):
        return found
    own = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    return found.filter(pk__in=own.values("pk"))


def narrow_menu(request: HttpRequest, items: list) -> None:
    """Leave a guest the queue, a way to each campaign of theirs, and what their roles open."""
    if not is_guest(request.user):
        return
    queue = [item for item in items if item.name == QUEUE]
    own = Page.objects.filter(path__in=room_paths(request.user)).order_by("title")
    opened = [item for item in items if _leads_to(item.url) in places_of(request.user)]
    items[:] = (
        queue
        + opened
        + [
            MenuItem(
                page.title,
                reverse("wagtailadmin_explore", args=[page.pk]),
                icon_name="folder-open-inverse",
                order=100 + number,
            )
            for number, page in enumerate(own)
        ]
    )


def _leads_to(address: str) -> str:
    """Return the name of the view at an address; nothing where there is none."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


def narrow_summary(request: HttpRequest, items: list) -> None:
    """Spare a guest the counts of what they cannot open."""
    if is_guest(request.user):
        items.clear()
