"""Declarations of interests are complete before a page is submitted or published."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import EDITOR, REVIEWER
from interviews.models import InterviewPage
from pages.models import Authorship, BlogPage
from tests import factories as make
from tests.editorial.editor_actions import filled_edit_form, post_edit_form
from tests.pages.edit_forms import load_edit_form, post_loaded_form
from tests.snapshots import snapshot

INTERESTS = "Owns shares in a company that makes <syringes>."


@pytest.fixture
@snapshot
def editor(hub):
    """An editor."""
    return make.make_user("editor@hub.example", EDITOR)


@pytest.fixture
def editor_client(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor)
    return client


@pytest.fixture
@snapshot
def form(hub, editor):
    """The edit form of a draft by two authors without declarations, loaded by an editor."""
    return load_edit_form(editor, blog_without_declarations(hub))


def blog_without_declarations(hub, **fields) -> BlogPage:
    """Create a draft by two authors without declarations."""
    blog = make.make_blog(hub.blogs, "A draft", live=False, nothing_to_declare=False, **fields)
    blog.authorships = [
        Authorship(person=make.make_person(name), sort_order=order)
        for order, name in enumerate(("Ada Okafor", "Bo Lindqvist"))
    ]
    blog.save_revision()
    return blog


def latest_revision(page):
    """Return a page's latest revision."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def is_in_review(page) -> bool:
    return Page.objects.get(pk=page.pk).workflow_in_progress


def form_page(response) -> str:
    """Return the page with the form's errors; the submission must have been rejected."""
    assert response.status_code == 200
    return response.content.decode()


def test_draft_may_have_incomplete_declarations(client, form):
    assert post_loaded_form(client, form, summary="Other words.").status_code == 302
    assert latest_revision(form.page).summary == "Other words."
    assert latest_revision(form.page).undeclared == ["Ada Okafor", "Bo Lindqvist"]


SUMMARY = "Words that must not be lost."


def test_incomplete_declaration_blocks_submission_and_keeps_the_input(client, form):
    changes = {"summary": SUMMARY, **interests_field(0, INTERESTS)}
    assert_rejected_with_input(post_loaded_form(client, form, "action-submit", **changes))
    assert latest_revision(form.page).summary != SUMMARY


def test_incomplete_declaration_blocks_another_submission(editor_client, editor, hub):
    blog = declare(blog_without_declarations(hub), INTERESTS)
    blog.get_workflow().start(blog, editor)
    blog.current_workflow_state.current_task_state.reject()
    declare(blog, "")
    changes = {"summary": SUMMARY, **interests_field(0, INTERESTS)}
    response = post_edit_form(editor_client, blog, "action-restart-workflow", **changes)
    assert_rejected_with_input(response)
    assert latest_revision(blog).summary != SUMMARY


def assert_rejected_with_input(response) -> None:
    """The second author must declare; what was written is in the form."""
    text = form_page(response)
    rows = response.context["form"].formsets["authorships"].forms
    assert not rows[0].errors
    assert "tick “Nothing to declare”" in rows[1].errors["interests"][0]
    assert SUMMARY in text
    assert "&lt;syringes&gt;" in text


def interests_field(index: int, text: str) -> dict:
    return {f"authorships__{index}__interests": text}


def declare(blog, interests: str) -> BlogPage:
    """Save a revision in which every author declares these interests."""
    page = latest_revision(blog)
    rows = list(page.authorships.all())
    for row in rows:
        row.interests = interests
    page.authorships = rows
    page.save_revision()
    return page


def test_page_is_submitted_when_every_author_has_declared(client, form):
    post_loaded_form(
        client,
        form,
        "action-submit",
        authorships__1__nothing_to_declare="on",
        **interests_field(0, INTERESTS),
    )
    assert is_in_review(form.page)
    declarations = latest_revision(form.page).declarations
    assert [(item.declared_by, item.interests) for item in declarations] == [
        ("Ada Okafor", INTERESTS),
        ("Bo Lindqvist", ""),
    ]


def test_whitespace_is_no_declaration(client, form):
    declared = interests_field(0, " \n ") | interests_field(1, INTERESTS)
    post_loaded_form(client, form, "action-submit", **declared)
    assert not is_in_review(form.page)


def test_interests_with_nothing_to_declare_are_rejected(client, form):
    declared = interests_field(0, INTERESTS) | interests_field(1, INTERESTS)
    declared["authorships__0__nothing_to_declare"] = "on"
    response = post_loaded_form(client, form, "action-submit", **declared)
    assert "or untick “Nothing to declare”" in form_page(response)
    assert not is_in_review(form.page)


def test_removed_author_need_not_declare(client, form):
    declared = {"authorships__1__DELETE": "1"} | interests_field(0, INTERESTS)
    post_loaded_form(client, form, "action-submit", **declared)
    assert is_in_review(form.page)


def test_new_page_needs_declarations_when_submitted_at_once(editor_client, hub):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.blogs.pk])
    new = {"title": "At once", "slug": "at-once", "summary": "Words."}
    url, data = filled_edit_form(editor_client, hub.blogs, "action-submit", url=url, **new)
    response = editor_client.post(url, data)
    assert response.context["form"].errors["interests"]
    assert not BlogPage.objects.filter(slug="at-once").exists()
    data["nothing_to_declare"] = "on"
    editor_client.post(url, data)
    assert is_in_review(BlogPage.objects.get(slug="at-once"))


def test_anonymous_blog_declares_without_a_name(client, form):
    anonymous = {"is_anonymous": "on", "byline": "A nurse"}
    anonymous |= {f"authorships__{number}__DELETE": "1" for number in (0, 1)}
    response = post_loaded_form(client, form, "action-submit", **anonymous)
    assert response.context["form"].errors["interests"]
    anonymous["interests"] = "Works where it happened."
    post_loaded_form(client, form, "action-submit", **anonymous)
    assert is_in_review(form.page)
    page = latest_revision(form.page)
    assert [item.declared_by for item in page.declarations] == ["The author"]
    preview = page.make_preview_request(preview_mode=page.default_preview_mode).rendered_content
    assert "Works where it happened." in preview
    assert "Okafor" not in preview


def test_resource_needs_declarations_only_with_authors(editor_client, hub):
    resource = make.make_resource(hub.resources, "Our guide", live=False)
    resource.authorships = [Authorship(person=hub.person)]
    resource.save_revision()
    url, data = filled_edit_form(editor_client, resource, "action-submit")
    response = editor_client.post(url, data)
    [row] = response.context["form"].formsets["authorships"].forms
    assert row.errors["interests"]
    data["authorships-0-DELETE"] = "1"
    editor_client.post(url, data)
    assert is_in_review(resource)
    assert not latest_revision(resource).authorships.all()


def test_interviewees_must_declare(editor_client, hub):
    page = InterviewPage.objects.get(pk=hub.interview.pk)
    row = page.interviewees.get()
    row.nothing_to_declare = False
    page.interviewees = [row]
    page.save_revision()
    body = {"body-0-deleted": "", "body-0-order": "0", "body-0-type": "question"}
    answer = '{"blocks": [{"key": "a", "text": "A nurse.", "type": "unstyled"}], "entityMap": {}}'
    body |= {"body-0-value-question": "Who are you?", "body-0-value-answer": answer}
    body |= {"body-0-id": "", "introduction": answer, "about": "null", "transcript": "null"}
    # The stream fields are those that JavaScript would add.
    changes = {"body-count": "1"} | body
    url, data = filled_edit_form(editor_client, page, "action-submit", **changes)
    response = editor_client.post(url, data)
    [row] = response.context["form"].formsets["interviewees"].forms
    assert row.errors["interests"]
    data["interviewees-0-interests"] = INTERESTS
    editor_client.post(url, data)
    assert is_in_review(page)
    assert latest_revision(page).declarations[0].interests == INTERESTS


def test_starting_the_workflow_requires_declarations(hub):
    blog = blog_without_declarations(hub)
    with pytest.raises(PermissionDenied, match="Ada Okafor has not declared"):
        blog.get_workflow().start(blog, None)
    assert not is_in_review(blog)


def test_publishing_requires_declarations(hub):
    blog = blog_without_declarations(hub)
    with pytest.raises(PermissionDenied, match="Bo Lindqvist has not declared"):
        blog.get_latest_revision().publish()


def test_reviewer_sees_declarations_and_who_has_not_declared(client, hub):
    blog = blog_without_declarations(hub)
    rows = list(blog.authorships.all())
    rows[0].interests = INTERESTS
    blog.authorships = rows
    blog.save_revision()
    client.force_login(make.make_user("reviewer@hub.example", REVIEWER))
    text = client.get(f"/admin/desk/{blog.pk}/before-publication/").content.decode()
    assert "&lt;syringes&gt;" in text
    assert "Bo Lindqvist has not declared their interests" in text
