"""Actions of users in the admin, by its own forms."""

from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from accounts.models import User
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.html_forms import parse_forms


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
    data = max(parse_forms(client.get(url)), key=len)
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


def blog_edit(blog: BlogPage, action: str = "", **changes: object) -> tuple[str, dict]:
    """Return the URL and form data of a blog's page editor, without loading it."""
    url = reverse("wagtailadmin_pages:edit", args=[blog.pk])
    fields = {"title": blog.title, "slug": blog.slug, "summary": blog.summary}
    loaded = {"loaded_revision_id": Page.objects.get(pk=blog.pk).latest_revision_id}
    return url, blog_form(action, **fields | loaded | changes)


def post_blog(client: Client, blog: BlogPage, action: str = "", **changes: object) -> HttpResponse:
    """Post the page editor's form of a blog with changes and an action, without loading it."""
    return client.post(*blog_edit(blog, action, **changes))


def blog_form(action: str = "", **fields: object) -> dict[str, object]:
    """Return the form data of a blog without authors or text, with an action."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    management = {f"authorships-{key}": number for key, number in empty.items()}
    data = {**management, "body-count": 0, "nothing_to_declare": "on"} | fields
    return data | {action: "1"} if action else data


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


def approve(page: Page, user: object) -> None:
    """Approve the current task of a page as a user, without a request."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


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
