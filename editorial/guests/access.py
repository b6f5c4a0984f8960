"""Guests' access to the admin: an allow-list of views, and of the objects each is used for."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page

from editorial.guests.permissions import group_names, is_above_section, is_guest, is_in_section
from editorial.modeladmin import exceeds_max_id

# Views open to every signed-in user: signing out, and what the admin's own pages load.
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

# Views open to guests, about no page, image or document in particular.
GUEST_VIEWS = {
    "editorial:already_decided",
    "editorial:guide",
    "editorial:guide_picture",
    "editorial:queue",
    "editorial:scan_form",
    "editorial:withdraw",
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

# Views open to guests for a page of their section.
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

# Views open to guests for a page of their section or one of its ancestors.
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


def views_allowed_by_role(user: Any) -> set[str]:
    """Return the views that other apps open to a guest by their roles.

    An app opens views by the hook ``register_guest_views``, whose function returns the names of
    views by role; each view checks by itself which objects it shows.
    """
    roles = group_names(user)
    return {
        view
        for views_by_role in hooks.get_hooks("register_guest_views")
        for role, views in views_by_role().items()
        if role in roles
        for view in views
    }


def restrict_guest_access(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of the admin: answer 403 to users without admin access, and restrict guests.

    Anonymous requests are left to Wagtail, which redirects them to the login page.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        name = request.resolver_match.view_name
        if user.is_authenticated and name not in UNRESTRICTED_VIEWS:
            if not user.has_perm("wagtailadmin.access_admin"):
                return _access_denied(request, has_admin_access=False)
            if is_guest(user) and not guest_can_access(request, name, args, kwargs):
                return _access_denied(request, has_admin_access=True)
        return view(request, *args, **kwargs)

    return wrapper


def _access_denied(request: HttpRequest, has_admin_access: bool) -> HttpResponse:
    context = {"has_admin_access": has_admin_access}
    return render(request, "editorial/guests/access_denied.html", context, status=403)


def guest_can_access(request: HttpRequest, name: str, args: tuple, kwargs: dict) -> bool:
    """Return whether a guest may call a view with these arguments."""
    if name in GUEST_VIEWS:
        return not _changes_email(request)
    if name in views_allowed_by_role(request.user):
        return True
    ids = _requested_ids(request, args, kwargs)
    if name in SECTION_PAGE_VIEWS:
        return all(is_in_section(request.user, page) for page in _requested_pages(ids))
    if name in ANCESTOR_PAGE_VIEWS:
        return all(
            is_in_section(request.user, page) or is_above_section(request.user, page)
            for page in _requested_pages(ids)
        )
    if name in IMAGE_VIEWS:
        return _user_can_choose_all(images, get_image_model(), request.user, ids)
    if name in DOCUMENT_VIEWS:
        return _user_can_choose_all(documents, get_document_model(), request.user, ids)
    return False


def _changes_email(request: HttpRequest) -> bool:
    """Return whether the account form would change the email address, which identifies a guest."""
    email = request.POST.get("name_email-email")
    return email is not None and email.lower() != request.user.email


def _requested_ids(request: HttpRequest, args: tuple, kwargs: dict) -> list[str]:
    """Return the object ids of a request: from its URL, or from the list of a chooser."""
    names = ("page_id", "parent_page_id", "image_id", "pk")
    from_url = [str(kwargs[name]) for name in names if name in kwargs]
    return from_url or list(args[:1]) or request.GET.getlist("id")


def _valid_ids(ids: Iterable[str]) -> list[int]:
    return [int(pk) for pk in ids if pk.isdecimal() and not exceeds_max_id(pk)]


def _requested_pages(ids: Iterable[str]) -> Iterable[Page]:
    return Page.objects.filter(pk__in=_valid_ids(ids))


def _user_can_choose_all(policy: Any, model: Any, user: object, ids: Iterable[str]) -> bool:
    return all(
        policy.user_has_any_permission_for_instance(user, ["choose"], record)
        for record in model.objects.filter(pk__in=_valid_ids(ids))
    )
