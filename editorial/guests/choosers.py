"""Choosers of the admin: guests are offered the pages and files of their own section only."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page
from wagtail.query import PageQuerySet

from editorial.guests.permissions import is_guest, restrict_to_section, section_paths


def restrict_page_chooser(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Filter the page chooser to a guest's sections and their ancestors."""
    if not is_guest(request.user):
        return pages
    paths = section_paths(request.user)
    ancestors = {
        path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)
    }
    return restrict_to_section(request.user, pages) | pages.filter(path__in=ancestors)


def prefetch_page_chooser_states(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Prefetch the workflow states and schedules that the page chooser reads in each row."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


def restrict_image_chooser(queryset: QuerySet, request: HttpRequest) -> QuerySet:
    """Filter the image chooser to what a guest may choose."""
    return _restrict_to_choosable(images, queryset, request)


def restrict_document_chooser(queryset: QuerySet, request: HttpRequest) -> QuerySet:
    """Filter the document chooser to what a guest may choose."""
    return _restrict_to_choosable(documents, queryset, request)


def _restrict_to_choosable(policy: Any, queryset: QuerySet, request: HttpRequest) -> QuerySet:
    if not is_guest(request.user):
        return queryset
    choosable = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    return queryset.filter(pk__in=choosable.values("pk"))
