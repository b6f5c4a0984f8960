"""What people do at the desk, through its own forms."""

import re

from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from pages.models import BlogPage
from tests import factories as make

# A box that is ticked, and has no value of its own.
CHECKED_CHECKBOX = re.compile(r'<input type="checkbox" name="([\w-]+)"(?:(?! value=)[^>])* checked')


def create_draft(user: object, parent: Page, title: str = "A draft") -> BlogPage:
    """Make a draft as somebody who began and wrote it."""
    page = make.make_blog(parent, title, live=False, owner=user, body=[])
    page.save_revision(user=user)
    return page


def filled_edit_form(
    client: Client, page: Page, action: str = "", url: str = "", **changes: object
) -> tuple[str, QueryDict]:
    """Open the editor and change something; return what pressing a button would send, and where."""
    url = url or reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    for name in CHECKED_CHECKBOX.findall(html):
        data[name] = "on"  # what a browser sends
    data["body-count"] = "0"  # the blocks' own field is drawn by a script
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    if action:
        data[action] = "1"
    return url, data


def post_edit_form(
    client: Client, page: Page, action: str = "", url: str = "", **changes: object
) -> HttpResponse:
    """Open the editor, change something, and press a button."""
    return client.post(*filled_edit_form(client, page, action, url, **changes))


def submit_for_review(client: Client, page: Page) -> HttpResponse:
    """Send a page to the editors."""
    return post_edit_form(client, page, "action-submit")


def decide(client: Client, page: Page, action: str, comment: str = "") -> HttpResponse:
    """Press a decision on the waiting step."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": comment})


def post_publication_checks(client: Client, page: Page, **decision: str) -> HttpResponse:
    """Read what stands before publication, and decide on it."""
    url = reverse("editorial:publication_checks", args=[page.pk])
    read = client.get(url).context
    return client.post(
        url, {"content_token": read["checks"].content_token if read else "", **decision}
    )


def is_live(page: Page) -> bool:
    """Return whether the public can read it."""
    return Page.objects.get(pk=page.pk).live
