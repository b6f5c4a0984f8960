"""Edit forms of pages: loaded once in a snapshot, and posted by several tests."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from tests.editorial.editor_actions import filled_edit_form


def load_edit_form(user: User, page: Page) -> SimpleNamespace:
    """Load the edit form of a page as a user; a snapshot can remember the result."""
    client = Client()
    client.force_login(user)
    url, data = filled_edit_form(client, page)
    return SimpleNamespace(user=user, page=page, url=url, data=dict(data.lists()))


def post_loaded_form(
    client: Client, form: SimpleNamespace, action: str = "", **changes: object
) -> HttpResponse:
    """Post a loaded form as its user, with changes and an action."""
    client.force_login(form.user)
    fields = {name.replace("__", "-"): value for name, value in changes.items()}
    if action:
        fields[action] = "1"
    return client.post(form.url, form.data | fields)
