"""The fence round a guest's room in the admin: what is not on the list is closed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page

from editorial.admin.query_parameters import exceeds_max_id
from editorial.guests.permissions import group_names, is_above_section, is_guest, is_in_section

# For anybody: signing in and out, and what the admin's own pages are made of.
UNRESTRICTED_VIEWS = {
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_sprite",
}

# For a guest, about no page, picture or document in particular.
GUEST_VIEWS = {
    "editorial:already_decided",
    "editorial:scan_fields",
    "editorial:queue",
    "wagtail_modeladmin:javascript_catalog",
    "wagtailadmin_account",
    "wagtailadmin_block_preview",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_explore_root",
    "wagtailadmin_home",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:create",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:create",
    "wagtailsnippetchoosers_pages_helpsource:choose",
    "wagtailsnippetchoosers_pages_helpsource:choose_results",
    "wagtailsnippetchoosers_pages_helpsource:chosen",
    "wagtailsnippetchoosers_pages_helpsource:chosen_multiple",
}

# For a guest, about a page of their room.
SECTION_PAGE_VIEWS = {
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:add_subpage",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:revisions_index",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail",
}

# For a guest, about a page of their room or one on the way to it.
ANCESTOR_PAGE_VIEWS = {
    "wagtailadmin_choose_page_child",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
}

IMAGE_VIEWS = {
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple",
    "wagtailimages_chooser:select_format",
}
DOCUMENT_VIEWS = {"wagtaildocs_chooser:chosen", "wagtaildocs_chooser:chosen_multiple"}

GUEST_ALLOWED_VIEWS = (
    UNRESTRICTED_VIEWS
    | GUEST_VIEWS
    | SECTION_PAGE_VIEWS
    | ANCESTOR_PAGE_VIEWS
    | IMAGE_VIEWS
    | DOCUMENT_VIEWS
)

_views_by_role: dict[str, set[str]] = {}


def allow_role_views(role: str, views: Iterable[str]) -> None:
    """Open views of another room to guests of one role. What each shows there is that room's care.

    Args:
        role: The name of the role; see `accounts.roles`.
        views: The names of the views.
    """
    _views_by_role.setdefault(role, set()).update(views)


def views_allowed_by_role(user: Any) -> set[str]:
    """Return the views of other rooms that are open to a guest by their roles."""
    return set().union(*(_views_by_role.get(name, ()) for name in group_names(user)))


class GuestAccessMiddleware:
    """Keeps guests in their room, and people without a desk out of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the fence stands before the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Answer 403 in place of a view that is not for this person."""
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        name = request.resolver_match.view_name
        if not user.is_authenticated or name in UNRESTRICTED_VIEWS:
            return None
        if not user.has_perm("wagtailadmin.access_admin"):
            return render(
                request, "editorial/guests/access_denied.html", {"has_desk": False}, status=403
            )
        if is_guest(user) and not guest_can_access(request, name, args, kwargs):
            return render(
                request, "editorial/guests/access_denied.html", {"has_desk": True}, status=403
            )
        return None


def guest_can_access(request: HttpRequest, name: str, args: tuple, kwargs: dict) -> bool:
    """Return whether a guest may open a view with these arguments."""
    if name in GUEST_VIEWS:
        return not _changes_email(request)
    if name in views_allowed_by_role(request.user):
        return True
    asked = _requested_ids(request, args, kwargs)
    if name in SECTION_PAGE_VIEWS or name in ANCESTOR_PAGE_VIEWS:
        return all(
            _page_is_accessible(request.user, page, name in ANCESTOR_PAGE_VIEWS)
            for page in _requested_pages(asked)
        )
    if name in IMAGE_VIEWS:
        return _user_can_choose_all(images, get_image_model(), request.user, asked)
    if name in DOCUMENT_VIEWS:
        return _user_can_choose_all(documents, get_document_model(), request.user, asked)
    return False


def _changes_email(request: HttpRequest) -> bool:
    """Return whether the account's e-mail address would change: it is who the guest is."""
    asked = request.POST.get("name_email-email")
    return asked is not None and asked.lower() != request.user.email


def _requested_ids(request: HttpRequest, args: tuple, kwargs: dict) -> list[str]:
    """Return the ids a view is asked about: by its address, or as a list of choices."""
    names = ("page_id", "parent_page_id", "image_id", "pk")
    by_address = [str(kwargs[name]) for name in names if name in kwargs]
    return by_address or list(args[:1]) or request.GET.getlist("id")


def _valid_ids(asked: Iterable[str]) -> list[int]:
    return [int(pk) for pk in asked if pk.isdecimal() and not exceeds_max_id(pk)]


def _requested_pages(asked: Iterable[str]) -> Iterable[Page]:
    return Page.objects.filter(pk__in=_valid_ids(asked))


def _page_is_accessible(user: object, page: Page, way_counts: bool) -> bool:
    return is_in_section(user, page) or (way_counts and is_above_section(user, page))


def _user_can_choose_all(policy: Any, model: Any, user: object, asked: Iterable[str]) -> bool:
    return all(
        policy.user_has_any_permission_for_instance(user, ["choose"], found)
        for found in model.objects.filter(pk__in=_valid_ids(asked))
    )
