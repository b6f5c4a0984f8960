"""Malformed values in the forms of the admin are errors of the form; without its structure, 400."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from pages.models import BlogPage
from tests.editorial.editor_actions import create_draft, filled_edit_form, submit_for_review
from tests.editorial.html_forms import parse_forms
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
        ("wagtailadmin_choose_page_external_link", {}),
        ("wagtailredirects:process_import", {"import_file_name": "a"}),
    ],
)
def test_form_without_required_fields_is_400(draft, people, as_user, name, data):
    url = reverse(name, args=[draft.pk] if name.startswith("wagtailadmin_pages") else [])
    assert as_user(people.admin).post(url, data).status_code == 400
    assert BlogPage.objects.get(pk=draft.pk).title == "A draft"


def test_unreadable_form_shows_what_was_typed(client, form):
    rich_text = '{"blocks": [{"text": "Words of a block."}], "entityMap": {}}'
    block = {"deleted": "", "type": "text", "order": "x", "id": "", "value": rich_text}
    fields = {f"body-0-{name}": value for name, value in block.items()}
    response = post_loaded_form(client, form, title="Typed words", **{"body-count": "1"}, **fields)
    assert response.status_code == 400
    assert "Nothing was saved" in response.text
    assert "Typed words" in response.text
    assert "Words of a block." in response.text
    assert "entityMap" not in response.text
    assert f'href="{form.url}"' in response.text


def test_number_of_inline_forms_is_bounded_by_the_fields(client, form, draft):
    with CaptureQueriesContext(connection) as queries:
        response = post_loaded_form(client, form, **{"authorships-TOTAL_FORMS": str(10**30)})
    assert response.status_code == 200
    assert len(response.context["form"].formsets["authorships"].forms) < 5
    assert len(queries) < 200


@pytest.mark.parametrize(
    "lost", [{"workflow_tasks-0-id": ""}, {"workflow_tasks-INITIAL_FORMS": "0"}]
)
def test_workflow_with_a_step_twice_is_a_form_error(people, as_user, lost):
    url = reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get(name="Guest blog").pk])
    client = as_user(people.admin)
    data = max(parse_forms(client.get(url)), key=len).dict()
    response = client.post(url, data | lost)
    assert response.status_code == 200
    assert "Please correct the duplicate values below" in response.text
    assert client.post(url, data).status_code == 302


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
    assert state.task.name == "Review and safety check"


def test_blocks_with_the_same_order_are_400(client, form):
    block = {"deleted": "", "type": "heading", "order": "0", "id": "", "value-text": "A"}
    fields = {f"body-{n}-{name}": value for n in (0, 1) for name, value in block.items()}
    fields |= {"body-0-value-level": "h2", "body-1-value-level": "h2"}
    response = post_loaded_form(client, form, **{"body-count": "2"}, **fields)
    assert response.status_code == 400


INVALID_IDS = ("abc", "9" * 20, "-" + "9" * 20, "\0", "1.5", "-1", "0", "[]")


def stream(*blocks, field="body"):
    """Return the form fields of a stream with blocks of these types and values."""
    data = {f"{field}-count": str(len(blocks))}
    for n, (kind, values) in enumerate(blocks):
        prefix = f"{field}-{n}"
        data |= {f"{prefix}-{name}": "" for name in ("deleted", "id")}
        data |= {f"{prefix}-type": kind, f"{prefix}-order": str(n)}
        data |= {f"{prefix}-value{name}": value for name, value in values.items()}
    return data


def sources_of_help(pk):
    item = {"-deleted": "", "-order": "0", "-id": "", "-value": pk}
    return {"-text": "A", "-sources-count": "1"} | {f"-sources-0{k}": v for k, v in item.items()}


def fields_with_id(pk):
    """Return the chooser fields of a blog, each with an id that is none."""
    return {"image": pk, "topics": pk} | stream(
        ("picture", {"-image-image": pk, "-image-alt_text": "A", "-image-decorative": ""}),
        ("link", {"-title": "A", "-page": pk, "-url": ""}),
        ("form", {"-form": pk, "-text": "A"}),
        ("document", {"-document": pk}),
        ("notice", sources_of_help(pk)),
        ("text", {"": "no content state"}),
    )


@pytest.mark.each_database
@pytest.mark.parametrize(
    ("role", "ids"),
    [
        ("guest", INVALID_IDS[:2]),
        ("admin", INVALID_IDS[:1]),
        pytest.param("admin", INVALID_IDS, marks=pytest.mark.soak),
    ],
)
def test_invalid_value_in_a_field_is_a_form_error(draft, people, hub, as_user, role, ids):
    own = draft if role == "admin" else create_draft(people.guest, hub.campaign)
    client = as_user(getattr(people, role))
    url, data = filled_edit_form(client, own)
    for pk in ids:
        response = client.post(url, data.dict() | fields_with_id(pk) | {"title": "Typed words"})
        assert response.status_code == 200, pk
        errors = response.context["form"].errors.as_data()
        assert {"image", "topics", "body"} <= set(errors), pk
        assert set(errors["body"][0].block_errors) == set(range(6)), pk
        assert b"Typed words" in response.content
        assert b"no content state" in response.content
    assert BlogPage.objects.get(pk=own.pk).get_latest_revision_as_object().title == "A draft"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("wagtailsnippets_pages_person:add", "about"),
        ("wagtailsnippets_networks_joinform:add", "introduction"),
        ("wagtailsnippets_networks_network:add", "purpose"),
    ],
)
def test_invalid_value_in_a_snippet_is_a_form_error(hub, people, as_user, name, field):
    client = as_user(people.admin)
    form = max(parse_forms(client.get(reverse(name))), key=len)
    choosers = {f: "abc" for f in ("image", "photo", "join_form") if f in form}
    response = client.post(reverse(name), form.dict() | choosers | {field: "no content state"})
    assert response.status_code == 200
    assert {field, *choosers} <= set(response.context["form"].errors)
    assert b"no content state" in response.content


@pytest.mark.parametrize("role", ["admin", "guest"])
def test_invalid_id_of_several_chosen_objects_is_400(people, as_user, role):
    client = as_user(getattr(people, role))
    for name in (
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailimages_chooser:chosen_multiple",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtailsnippetchoosers_pages_helpsource:chosen_multiple",
    ):
        for pk in ("abc", "\0", "-1"):
            assert client.get(reverse(name), {"id": pk}).status_code == 400, name


@pytest.mark.each_database
def test_oversized_id_of_a_multiple_choice_is_a_form_error(people, as_user):
    data = {"email": "new@hub.example", "first_name": "Typed", "groups": ["9" * 30]}
    response = as_user(people.admin).post("/admin/users/new/", data)
    assert response.status_code == 200
    assert "Select one of the choices" in response.content.decode()
    assert 'value="Typed"' in response.content.decode()


def test_inline_form_with_invalid_hidden_fields_is_a_form_error(interview, people, as_user):
    client = as_user(people.admin)
    url, form = filled_edit_form(client, interview)
    data = form.dict() | {"title": "Typed words"}
    assert data["interviewees-0-id"]
    for pk in (*INVALID_IDS, None):
        changed = data | {"interviewees-0-id": pk}
        response = client.post(url, {k: v for k, v in changed.items() if v is not None})
        assert response.status_code == 200, pk
        assert b"Typed words" in response.content
    for name, value in (("TOTAL", "5"), ("TOTAL", "x"), ("INITIAL", "x")):
        response = client.post(url, data | {f"interviewees-{name}_FORMS": value})
        assert response.status_code == 200, (name, value)
    without = {k: v for k, v in data.items() if not k.endswith(("_FORMS", "-ORDER"))}
    assert client.post(url, without).status_code == 200
    page = type(interview).objects.get(pk=interview.pk)
    assert page.get_latest_revision_as_object().title == "Spotlight: two nurses"


def test_copy_to_no_page_is_a_form_error(draft, people, as_user):
    url = reverse("wagtailadmin_pages:copy", args=[draft.pk])
    for parent in (*INVALID_IDS, None):
        data = {"new_title": "Typed words", "new_slug": "a-copy", "new_parent_page": parent}
        response = as_user(people.admin).post(url, {k: v for k, v in data.items() if v is not None})
        assert response.status_code == 200, parent
        assert response.context["form"].errors["new_parent_page"]
        assert b"Typed words" in response.content


def test_deletion_of_what_others_need_says_so(hub, people, as_user):
    workspace = hub.campaign.workspace
    client = as_user(people.admin)
    for name, pk in (
        ("wagtailadmin_collections:delete", workspace.collection_id),
        ("wagtailusers_groups:delete", workspace.group_id),
    ):
        response = client.post(reverse(name, args=[pk]), follow=True)
        assert f"Nothing was deleted. “Workspace of {hub.campaign}” needs it." in (
            response.content.decode()
        )
        assert "deleted." not in response.content.decode().replace("Nothing was deleted.", "")
    workspace.refresh_from_db()


def test_snippet_chooser_creates_nothing(people, as_user):
    url = reverse("wagtailsnippetchoosers_pages_helpsource:create")
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
