"""Malformed or incomplete forms in the admin are answered with 400."""

import pytest
from django.urls import reverse

from pages.models import BlogPage
from tests.editorial.editor_actions import create_draft, filled_edit_form, submit_for_review
from tests.pages.edit_forms import load_edit_form, post_loaded_form
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def draft(hub, people):
    return create_draft(people.writer, hub.blogs)


@pytest.fixture
@snapshot
def form(draft, people):
    """The edit form of the draft, loaded by an administrator."""
    return load_edit_form(people.admin, draft)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wagtailadmin_pages:edit", {}),
        ("wagtailadmin_pages:edit", {"title": "No body"}),
        ("wagtailadmin_pages:preview_on_edit", {"title": "No body"}),
        ("wagtailadmin_pages:copy", {"new_title": "A copy"}),
        ("wagtailadmin_choose_page_external_link", {}),
        ("wagtailredirects:process_import", {"import_file_name": "a"}),
    ],
)
def test_form_without_required_fields_is_400(draft, people, as_user, name, data):
    url = reverse(name, args=[draft.pk] if name.startswith("wagtailadmin_pages") else [])
    assert as_user(people.admin).post(url, data).status_code == 400
    assert BlogPage.objects.get(pk=draft.pk).title == "A draft"


def test_invalid_block_count_is_400(client, form):
    for count in ("", "x", "-1", "1.5", "9" * 30, "\0", "1"):
        response = post_loaded_form(client, form, **{"body-count": count})
        assert response.status_code == 400, count


def test_invalid_block_order_is_400(client, form):
    for order in ("x", "", "9" * 30):
        block = {"deleted": "", "type": "heading", "order": order, "id": ""}
        fields = {f"body-0-{name}": value for name, value in block.items()}
        response = post_loaded_form(client, form, **{"body-count": "1"}, **fields)
        assert response.status_code == 400, order


EXTRA_KEYS = '{"comment": "Good.", "user": 1, "update": false, "x": []}'


def test_invalid_comment_payload_is_400_and_decides_nothing(draft, people, as_user):
    submit_for_review(as_user(people.writer), draft)
    client = as_user(people.editor)
    changes = {"workflow-action-name": "approve"}
    url, data = filled_edit_form(client, draft, "action-workflow-action", **changes)
    for extra in ("", "{", "[]", "null", "\0", '{"a":' * 9999, EXTRA_KEYS):
        data["workflow-action-extra-data"] = extra
        assert client.post(url, data).status_code == 400, extra
    state = BlogPage.objects.get(pk=draft.pk).current_workflow_task_state
    assert state.task.name == "Editor’s review"


@pytest.mark.parametrize("kind", ["person", "helpsource"])
def test_snippet_chooser_creates_nothing(people, as_user, kind):
    url = reverse(f"wagtailsnippetchoosers_pages_{kind}:create")
    response = as_user(people.admin).post(url, {"name": "A new one"})
    assert response.status_code in {302, 403}


def test_root_page_opens(hub, people, as_user):
    root = hub.home.get_parent()
    client = as_user(people.admin)
    assert client.get("/admin/pages/").status_code == 200
    assert client.get(reverse("editorial:sign_offs", args=[root.pk])).status_code in {302, 403}


def test_complete_form_is_saved(client, form, draft):
    assert post_loaded_form(client, form, summary="Other words.").status_code == 302
    page = BlogPage.objects.get(pk=draft.pk)
    assert page.get_latest_revision_as_object().summary == "Other words."
