"""Declarations of interests are complete before a page is submitted or published."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import EDITOR, REVIEWER
from interviews.models import InterviewPage
from pages.models import Authorship, BlogPage, ResourcePage
from tests import factories as make
from tests.editorial.editor_actions import post_edit_form

INTERESTS = "Owns shares in a company that makes <syringes>."


@pytest.fixture
def editor_client(client, hub):
    """A client signed in as an editor."""
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    return client


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


def test_draft_may_have_incomplete_declarations(editor_client, hub):
    blog = blog_without_declarations(hub)
    assert post_edit_form(editor_client, blog, summary="Other words.").status_code == 302
    assert latest_revision(blog).summary == "Other words."
    assert latest_revision(blog).undeclared == ["Ada Okafor", "Bo Lindqvist"]


@pytest.mark.parametrize("button", ["action-submit", "action-restart-workflow"])
def test_incomplete_declaration_blocks_submission_and_keeps_the_input(editor_client, hub, button):
    blog = blog_without_declarations(hub)
    if button == "action-restart-workflow":
        post_edit_form(
            editor_client,
            blog,
            "action-submit",
            **interests_field(0, "One"),
            **interests_field(1, "Two"),
        )
        type(blog).objects.get(pk=blog.pk).current_workflow_state.current_task_state.reject()
        blog = without_declarations(blog)
    summary = "Words that must not be lost."
    response = post_edit_form(
        editor_client, blog, button, summary=summary, **interests_field(0, INTERESTS)
    )
    text = form_page(response)
    rows = response.context["form"].formsets["authorships"].forms
    assert not rows[0].errors
    assert "tick “Nothing to declare”" in rows[1].errors["interests"][0]
    assert summary in text
    assert "&lt;syringes&gt;" in text
    assert latest_revision(blog).summary != summary


def interests_field(index: int, text: str) -> dict:
    return {f"authorships__{index}__interests": text}


def without_declarations(blog):
    """Save a draft with the declarations removed."""
    page = latest_revision(blog)
    rows = list(page.authorships.all())
    for row in rows:
        row.interests = ""
    page.authorships = rows
    page.save_revision()
    return page


def test_page_is_submitted_when_every_author_has_declared(editor_client, hub):
    blog = blog_without_declarations(hub)
    post_edit_form(
        editor_client,
        blog,
        "action-submit",
        authorships__1__nothing_to_declare="on",
        **interests_field(0, INTERESTS),
    )
    assert is_in_review(blog)
    assert [(item.declared_by, item.interests) for item in latest_revision(blog).declarations] == [
        ("Ada Okafor", INTERESTS),
        ("Bo Lindqvist", ""),
    ]


def test_whitespace_is_no_declaration(editor_client, hub):
    blog = blog_without_declarations(hub)
    post_edit_form(
        editor_client,
        blog,
        "action-submit",
        **interests_field(0, " \n "),
        **interests_field(1, INTERESTS),
    )
    assert not is_in_review(blog)


def test_interests_with_nothing_to_declare_are_rejected(editor_client, hub):
    blog = blog_without_declarations(hub)
    response = post_edit_form(
        editor_client,
        blog,
        "action-submit",
        authorships__0__nothing_to_declare="on",
        **interests_field(0, INTERESTS),
        **interests_field(1, INTERESTS),
    )
    assert "one of them is wrong" in form_page(response)
    assert not is_in_review(blog)


def test_removed_author_need_not_declare(editor_client, hub):
    blog = blog_without_declarations(hub)
    post_edit_form(
        editor_client,
        blog,
        "action-submit",
        authorships__1__DELETE="1",
        **interests_field(0, INTERESTS),
    )
    assert is_in_review(blog)


def test_new_page_needs_declarations_when_submitted_at_once(editor_client, hub):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.blogs.pk])
    new = {"title": "At once", "slug": "at-once", "summary": "Words."}
    response = post_edit_form(editor_client, hub.blogs, "action-submit", url=url, **new)
    assert response.context["form"].errors["interests"]
    assert not BlogPage.objects.filter(slug="at-once").exists()
    post_edit_form(
        editor_client, hub.blogs, "action-submit", url=url, nothing_to_declare="on", **new
    )
    assert is_in_review(BlogPage.objects.get(slug="at-once"))


def test_anonymous_blog_declares_without_a_name(client, editor_client, hub):
    blog = blog_without_declarations(hub)
    anonymous = {"is_anonymous": "on", "byline": "A nurse"}
    anonymous |= {f"authorships__{number}__DELETE": "1" for number in (0, 1)}
    response = post_edit_form(editor_client, blog, "action-submit", **anonymous)
    assert response.context["form"].errors["interests"]
    post_edit_form(
        editor_client, blog, "action-submit", interests="Works where it happened.", **anonymous
    )
    assert is_in_review(blog)
    page = latest_revision(blog)
    assert [item.declared_by for item in page.declarations] == ["The author"]
    client.logout()
    preview = page.make_preview_request(preview_mode=page.default_preview_mode).rendered_content
    assert "Works where it happened." in preview
    assert "Okafor" not in preview


def test_resource_needs_declarations_only_with_authors(editor_client, hub):
    bare = make.make_resource(hub.resources, "A link", live=False)
    post_edit_form(editor_client, bare, "action-submit")
    assert is_in_review(bare)
    signed = make.make_resource(hub.resources, "Our guide", live=False)
    signed.authorships = [Authorship(person=hub.person)]
    signed.save_revision()
    response = post_edit_form(editor_client, signed, "action-submit")
    [row] = response.context["form"].formsets["authorships"].forms
    assert row.errors["interests"]
    post_edit_form(editor_client, signed, "action-submit", authorships__0__nothing_to_declare="on")
    assert is_in_review(ResourcePage.objects.get(pk=signed.pk))


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
    response = edit_interview(editor_client, page, body)
    [row] = response.context["form"].formsets["interviewees"].forms
    assert row.errors["interests"]
    edit_interview(editor_client, page, body | {"interviewees-0-interests": INTERESTS})
    assert is_in_review(page)
    assert latest_revision(page).declarations[0].interests == INTERESTS


def edit_interview(client, page, changes: dict):
    """Submit an interview with the stream fields that JavaScript would add."""
    return post_edit_form(client, page, "action-submit", **{"body-count": "1"} | changes)


def test_starting_the_workflow_requires_declarations(hub):
    blog = blog_without_declarations(hub)
    with pytest.raises(PermissionDenied, match="Ada Okafor has yet to declare"):
        blog.get_workflow().start(blog, None)
    assert not is_in_review(blog)


def test_publishing_requires_declarations(hub):
    blog = blog_without_declarations(hub)
    with pytest.raises(PermissionDenied, match="Bo Lindqvist has yet to declare"):
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
    assert "Bo Lindqvist has yet to declare their interests" in text
