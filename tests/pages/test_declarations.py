"""Everybody who makes a piece says which interests they have in it, before anybody reviews it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import EDITOR, REVIEWER
from interviews.models import InterviewPage
from pages.models import Authorship, BlogPage, ResourcePage
from tests import factories as make
from tests.editorial.editor_actions import post_edit_form, submit_for_review

OWNS = "Owns shares in a company that makes <syringes>."


@pytest.fixture
def writer(client, hub):
    """An editor, signed in."""
    client.force_login(make.make_user("editor@hub.example", EDITOR))
    return client


def silent_blog(hub, **fields) -> BlogPage:
    """A draft by two authors of whom nobody has asked yet."""
    blog = make.make_blog(hub.blogs, "A draft", live=False, nothing_to_declare=False, **fields)
    blog.authorships = [
        Authorship(person=make.make_person(name), sort_order=order)
        for order, name in enumerate(("Ada Okafor", "Bo Lindqvist"))
    ]
    blog.save_revision()
    return blog


def latest(page):
    """Return a page as it was last saved at the desk."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def in_review(page) -> bool:
    return Page.objects.get(pk=page.pk).workflow_in_progress


def errors_of(response) -> str:
    """Return what a form says beside its fields, which must have been refused."""
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_may_be_silent(writer, hub):
    blog = silent_blog(hub)
    assert post_edit_form(writer, blog, summary="Other words.").status_code == 302
    assert latest(blog).summary == "Other words."
    assert latest(blog).undeclared == ["Ada Okafor", "Bo Lindqvist"]


@pytest.mark.parametrize("button", ["action-submit", "action-restart-workflow"])
def test_silence_is_not_submitted_and_what_was_typed_is_kept(writer, hub, button):
    blog = silent_blog(hub)
    if button == "action-restart-workflow":
        post_edit_form(writer, blog, "action-submit", **said(0, "One"), **said(1, "Two"))
        type(blog).objects.get(pk=blog.pk).current_workflow_state.current_task_state.reject()
        blog = silent_again(blog)
    words = "Words that must not be lost."
    response = post_edit_form(writer, blog, button, summary=words, **said(0, OWNS))
    text = errors_of(response)
    rows = response.context["form"].formsets["authorships"].forms
    assert not rows[0].errors
    assert "tick “Nothing to declare”" in rows[1].errors["interests"][0]
    assert words in text
    assert "&lt;syringes&gt;" in text
    assert latest(blog).summary != words


def said(number: int, words: str) -> dict:
    return {f"authorships__{number}__interests": words}


def silent_again(blog):
    """Take the answers back, as a draft may."""
    page = latest(blog)
    rows = list(page.authorships.all())
    for row in rows:
        row.interests = ""
    page.authorships = rows
    page.save_revision()
    return page


def test_each_author_answers_and_the_piece_goes_to_review(writer, hub):
    blog = silent_blog(hub)
    post_edit_form(
        writer, blog, "action-submit", authorships__1__nothing_to_declare="on", **said(0, OWNS)
    )
    assert in_review(blog)
    assert [(each.declared_by, each.interests) for each in latest(blog).declarations] == [
        ("Ada Okafor", OWNS),
        ("Bo Lindqvist", ""),
    ]


def test_words_of_nothing_but_spaces_are_no_answer(writer, hub):
    blog = silent_blog(hub)
    post_edit_form(writer, blog, "action-submit", **said(0, " \n "), **said(1, OWNS))
    assert not in_review(blog)


def test_words_and_nothing_to_declare_contradict_each_other(writer, hub):
    blog = silent_blog(hub)
    response = post_edit_form(
        writer,
        blog,
        "action-submit",
        authorships__0__nothing_to_declare="on",
        **said(0, OWNS),
        **said(1, OWNS),
    )
    assert "one of them is wrong" in errors_of(response)
    assert not in_review(blog)


def test_an_author_who_was_removed_is_not_asked(writer, hub):
    blog = silent_blog(hub)
    post_edit_form(writer, blog, "action-submit", authorships__1__DELETE="1", **said(0, OWNS))
    assert in_review(blog)


def test_a_new_piece_is_asked_when_it_is_submitted_at_once(writer, hub):
    url = reverse("wagtailadmin_pages:add", args=["pages", "blogpage", hub.blogs.pk])
    new = {"title": "At once", "slug": "at-once", "summary": "Words."}
    response = post_edit_form(writer, hub.blogs, "action-submit", url=url, **new)
    assert response.context["form"].errors["interests"]
    assert not BlogPage.objects.filter(slug="at-once").exists()
    post_edit_form(writer, hub.blogs, "action-submit", url=url, nothing_to_declare="on", **new)
    assert in_review(BlogPage.objects.get(slug="at-once"))


def test_an_anonymous_piece_declares_without_a_name(client, writer, hub):
    blog = silent_blog(hub)
    anonymous = {"is_anonymous": "on", "byline": "A nurse"}
    anonymous |= {f"authorships__{number}__DELETE": "1" for number in (0, 1)}
    response = post_edit_form(writer, blog, "action-submit", **anonymous)
    assert response.context["form"].errors["interests"]
    post_edit_form(writer, blog, "action-submit", interests="Works where it happened.", **anonymous)
    assert in_review(blog)
    page = latest(blog)
    assert [each.declared_by for each in page.declarations] == ["The author"]
    client.logout()
    preview = page.make_preview_request(preview_mode=page.default_preview_mode).rendered_content
    assert "Works where it happened." in preview
    assert "Okafor" not in preview


def test_a_resource_with_authors_is_asked_and_one_without_is_not(writer, hub):
    bare = make.make_resource(hub.resources, "A link", live=False)
    submit_for_review(writer, bare)
    assert in_review(bare)
    signed = make.make_resource(hub.resources, "Our guide", live=False)
    signed.authorships = [Authorship(person=hub.person)]
    signed.save_revision()
    response = submit_for_review(writer, signed)
    [row] = response.context["form"].formsets["authorships"].forms
    assert row.errors["interests"]
    post_edit_form(writer, signed, "action-submit", authorships__0__nothing_to_declare="on")
    assert in_review(ResourcePage.objects.get(pk=signed.pk))


def test_an_interview_asks_those_who_are_interviewed(writer, hub):
    page = InterviewPage.objects.get(pk=hub.interview.pk)
    row = page.interviewees.get()
    row.nothing_to_declare = False
    page.interviewees = [row]
    page.save_revision()
    body = {"body-0-deleted": "", "body-0-order": "0", "body-0-type": "question"}
    answer = '{"blocks": [{"key": "a", "text": "A nurse.", "type": "unstyled"}], "entityMap": {}}'
    body |= {"body-0-value-question": "Who are you?", "body-0-value-answer": answer}
    body |= {"body-0-id": "", "introduction": answer, "about": "null", "transcript": "null"}
    response = edit_interview(writer, page, body)
    [row] = response.context["form"].formsets["interviewees"].forms
    assert row.errors["interests"]
    edit_interview(writer, page, body | {"interviewees-0-interests": OWNS})
    assert in_review(page)
    assert latest(page).declarations[0].interests == OWNS


def edit_interview(client, page, changes: dict):
    """Submit an interview with its questions, which a script would draw."""
    return post_edit_form(client, page, "action-submit", **{"body-count": "1"} | changes)


def test_no_other_way_into_review_passes_by(hub):
    blog = silent_blog(hub)
    with pytest.raises(PermissionDenied, match="Ada Okafor has yet to declare"):
        blog.get_workflow().start(blog, None)
    assert not in_review(blog)


def test_nothing_is_published_of_which_somebody_is_silent(hub):
    blog = silent_blog(hub)
    with pytest.raises(PermissionDenied, match="Bo Lindqvist has yet to declare"):
        blog.get_latest_revision().publish()


def test_a_reviewer_sees_what_is_declared_and_who_is_silent(client, hub):
    blog = silent_blog(hub)
    rows = list(blog.authorships.all())
    rows[0].interests = OWNS
    blog.authorships = rows
    blog.save_revision()
    client.force_login(make.make_user("reviewer@hub.example", REVIEWER))
    text = client.get(f"/admin/desk/{blog.pk}/before-publication/").content.decode()
    assert "&lt;syringes&gt;" in text
    assert "Bo Lindqvist has yet to declare their interests" in text
