"""Actions of users in the admin, by its own forms."""

import re

from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import querydict_from_html

from accounts.models import User
from pages.models import BlogPage
from tests import factories as make

# A checked checkbox without a value attribute.
CHECKED_CHECKBOX = re.compile(r'<input type="checkbox" name="([\w-]+)"(?:(?! value=)[^>])* checked')


def create_draft(user: object, parent: Page, title: str = "A draft") -> BlogPage:
    """Create a draft with a revision by its owner."""
    page = make.make_blog(parent, title, live=False, owner=user, body=[])
    page.save_revision(user=user)
    return page


def filled_edit_form(
    client: Client, page: Page, action: str = "", url: str = "", **changes: object
) -> tuple[str, QueryDict]:
    """Load the page editor; return its URL and the form data with changes and an action."""
    url = url or reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    for name in CHECKED_CHECKBOX.findall(html):
        data[name] = "on"  # what a browser sends
    data["body-count"] = "0"  # rendered by JavaScript
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    if action:
        data[action] = "1"
    return url, data


def post_edit_form(
    client: Client, page: Page, action: str = "", url: str = "", **changes: object
) -> HttpResponse:
    """Load the page editor and post its form with changes and an action."""
    return client.post(*filled_edit_form(client, page, action, url, **changes))


def submit_for_review(client: Client, page: Page) -> None:
    """Submit a page for review, as the user of the client, without loading the page editor."""
    user = User.objects.get(pk=client.session[SESSION_KEY])
    page = Page.objects.get(pk=page.pk).specific
    rejected = page.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES).first()
    if rejected:
        rejected.resume(user)
    else:
        page.get_workflow().start(page, user)


def decide(client: Client, page: Page, action: str, comment: str = "") -> HttpResponse:
    """Post a decision on the current task."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": comment})


def post_publication_checks(client: Client, page: Page, **decision: str) -> HttpResponse:
    """Load the publication checks of a page and post a decision on them."""
    url = reverse("editorial:publication_checks", args=[page.pk])
    context = client.get(url).context
    return client.post(
        url, {"content_token": context["checks"].content_token if context else "", **decision}
    )


def is_live(page: Page) -> bool:
    """Return whether a page is live in the database."""
    return Page.objects.get(pk=page.pk).live
