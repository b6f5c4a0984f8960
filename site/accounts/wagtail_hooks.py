"""Wagtail hooks of accounts: account menu, login session, deletion, personal data, jobs."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from accounts import admin_urls, closure, personal_data
from accounts.models import Invitation
from accounts.rate_limit import RateLimitCount
from accounts.user_admin.chooser import UserChooserViewSet
from accounts.user_admin.views import StaffInvitationsView
from accounts.user_admin.viewsets import MembersViewSet

hooks.register("before_bulk_action", closure.close_instead_of_bulk_deleting)
hooks.register("before_delete_user", closure.close_instead_of_deleting)
hooks.register("log_label_user_fields", personal_data.log_label_user_fields)
hooks.register("personal_data_sources", personal_data.sources)
hooks.register("register_account_menu_item", admin_urls.account_menu_item)


@hooks.register("insert_global_admin_css")
def session_dialog_css() -> SafeString:
    """Return the link to the stylesheet of the dialog about the login session."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/session-dialog.css"))


@hooks.register("insert_global_admin_js")
def session_guard_script() -> SafeString:
    """Return the script element that keeps forms when the login session ends."""
    context = {
        "max_fields": settings.HUB_EDITOR_FORM_FIELDS,
        "max_bytes": settings.HUB_EDITOR_FORM_BYTES,
    }
    return render_to_string("account/session_guard.html", context)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    """Return the URL of the invitations of staff."""
    return [path("users/invitations/", StaffInvitationsView.as_view(), name="staff_invitations")]


@hooks.register("register_admin_viewset")
def register_admin_viewsets() -> list[ViewSet]:
    """Return the list of members and the chooser of users."""
    return [
        MembersViewSet("members", url_prefix="members"),
        UserChooserViewSet("user_chooser", url_prefix="choose-user"),
    ]


@hooks.register("register_scheduled_jobs")
def register_scheduled_jobs() -> Iterator[dict[str, Any]]:
    """Yield the jobs of retention."""
    yield {
        "name": "accounts.purge_invitations",
        "run": Invitation.objects.delete_expired,
        "at": time(3),
    }
    yield {
        "name": "accounts.clear_login_sessions",
        "run": lambda: call_command("clearsessions"),
        "at": time(3),
    }
    yield {
        "name": "accounts.purge_rate_limit_counts",
        "run": RateLimitCount.objects.delete_expired,
        "every": timedelta(hours=1),
    }
