"""The message after a decision says what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.editorial.editor_actions import decide, is_live, post_edit_form

NHS_NUMBER = "943 476 5919"


def revise(page, user, **fields):
    """Save a revision with other values; the only step of the workflow starts again."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=user)


def approve_in_page_editor(client, page):
    """Approve with the button of the page editor; return the page shown next."""
    changes = {"workflow-action-name": "approve"}
    response = post_edit_form(client, page, "action-workflow-action", **changes)
    return client.get(response["Location"], follow=True)


def messages_on(response) -> dict[str, str]:
    """Return the messages on a page by level."""
    return {message.level_tag: str(message) for message in response.context["messages"]}


@pytest.mark.parametrize("in_page_editor", [True, False])
def test_refused_approval_names_each_reason(submitted, people, as_user, in_page_editor):
    page = submitted
    revise(page, people.writer, summary=f"Her NHS number is {NHS_NUMBER}.")
    reviewer = as_user(people.reviewer)
    if in_page_editor:
        response = approve_in_page_editor(reviewer, page)
    else:
        response = reviewer.get(decide(reviewer, page, "approve")["Location"])
    assert response.request["PATH_INFO"] == reverse("editorial:publication_checks", args=[page.pk])
    shown = messages_on(response)
    assert shown.keys() == {"error"}
    assert "“A draft” was not approved" in shown["error"]
    assert "Remove the NHS number" in shown["error"]
    assert not is_live(page)


@pytest.mark.parametrize("in_page_editor", [True, False])
def test_approval_of_the_last_step_says_published(submitted, people, as_user, in_page_editor):
    page = submitted
    reviewer = as_user(people.reviewer)
    if in_page_editor:
        response = approve_in_page_editor(reviewer, page)
    else:
        response = reviewer.get(decide(reviewer, page, "approve")["Location"], follow=True)
    shown = messages_on(response)
    assert shown.keys() == {"success"}
    assert "Approved and published: “A draft”." in shown["success"]
    assert page.url in shown["success"]
    assert is_live(page)


def test_approval_of_a_scheduled_page_says_when(submitted, people, as_user):
    page = submitted
    revise(page, people.writer, go_live_at=timezone.now() + timedelta(days=2))
    reviewer = as_user(people.reviewer)
    response = reviewer.get(decide(reviewer, page, "approve")["Location"], follow=True)
    assert "“A draft” will be published on" in messages_on(response)["success"]


def test_approval_of_an_earlier_step_names_the_next(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    editor = as_user(people.editor)
    response = editor.get(decide(editor, page, "approve")["Location"], follow=True)
    assert "The next step of “A draft” is: Safety check." in messages_on(response)["success"]


def test_rejection_says_sent_back(submitted, people, as_user):
    page = submitted
    reviewer = as_user(people.reviewer)
    response = reviewer.get(decide(reviewer, page, "reject", "Shorter.")["Location"], follow=True)
    assert "“A draft” was sent back for changes" in messages_on(response)["success"]


def test_approval_with_changes_says_not_approved(submitted, people, as_user):
    page = submitted
    changes = {"workflow-action-name": "approve", "summary": "Other words."}
    reviewer = as_user(people.reviewer)
    response = post_edit_form(reviewer, page, "action-workflow-action", **changes)
    shown = messages_on(reviewer.get(response["Location"], follow=True))
    assert "success" not in shown
    assert not is_live(page)


@pytest.mark.parametrize("user", [None, "member", "guest"])
def test_who_may_not_decide_learns_nothing(submitted, people, as_user, client, user):
    page = submitted
    revise(page, people.writer, summary=f"Her NHS number is {NHS_NUMBER}.")
    client = as_user(getattr(people, user)) if user else client
    response = decide(client, page, "approve")
    assert response.status_code in {302, 403, 404}
    shown = client.get("/account/sign-in/", follow=True).content.decode()
    assert "A draft" not in shown
    assert "was not approved" not in shown
    assert not is_live(page)


def test_a_page_is_not_sent_back_without_a_comment(submitted, people, as_user):
    state = Page.objects.get(pk=submitted.pk).current_workflow_task_state
    view = "wagtailadmin_pages:collect_workflow_action_data"
    url = reverse(view, args=[submitted.pk, "reject", state.pk])
    from_script = {"x-requested-with": "XMLHttpRequest"}
    refused = as_user(people.reviewer).post(url, {"comment": " "}, headers=from_script)
    assert "Enter what the author should change." in refused.json()["html"]
    decide(as_user(people.reviewer), submitted, "reject", comment=" ")
    assert Page.objects.get(pk=submitted.pk).workflow_in_progress
