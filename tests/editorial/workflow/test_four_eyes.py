"""Nobody decides on what they had a hand in, by any way."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page, TaskState

from editorial.workflow.four_eyes import contributor_ids, pages_contributed_to_by
from tests.editorial.editor_actions import (
    create_draft,
    decide,
    is_live,
    post_edit_form,
    submit_for_review,
)


@pytest.fixture
def submitted(hub, people, as_user):
    """A page of the writer's that waits for an editor."""
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    return page


def step_of(page):
    return Page.objects.get(pk=page.pk).current_workflow_task_state


def test_the_writer_is_offered_no_decision(submitted, people):
    state = step_of(submitted)
    assert state.task.specific.get_actions(submitted, people.writer) == []
    assert len(state.task.specific.get_actions(submitted, people.editor)) == 3


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_writers_press_changes_nothing(submitted, people, as_user, action):
    decide(as_user(people.writer), submitted, action)
    assert step_of(submitted).status == TaskState.STATUS_IN_PROGRESS


def test_the_writers_press_in_the_editor_changes_nothing(submitted, people, as_user):
    first = step_of(submitted).task
    post_edit_form(
        as_user(people.writer),
        submitted,
        "action-workflow-action",
        workflow__action__name="approve",
    )
    assert step_of(submitted).task == first


def test_the_task_itself_refuses_whatever_the_view(submitted, people):
    state = step_of(submitted)
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, people.writer, "approve")


def test_an_administrator_who_wrote_it_may_not_approve_it(hub, people, as_user):
    page = create_draft(people.admin, hub.blogs)
    submit_for_review(as_user(people.admin), page)
    decide(as_user(people.admin), page, "approve")
    assert step_of(page).task.name == "Editor’s review"


def test_an_editor_who_submits_anothers_draft_has_a_hand_in_it(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    Page.objects.get(pk=page.pk).get_workflow().start(page, people.editor)
    decide(as_user(people.editor), page, "approve")
    assert step_of(page).task.name == "Editor’s review"


def test_somebody_who_wrote_an_earlier_revision_has_a_hand_in_it(hub, people):
    page = create_draft(people.writer, hub.blogs)
    page.save_revision(user=people.editor)
    assert contributor_ids(page) == {people.writer.pk, people.editor.pk}


def test_hands_are_washed_by_publication(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    page = Page.objects.get(pk=page.pk).specific
    assert contributor_ids(page) == set()
    page.save_revision(user=people.editor)
    assert contributor_ids(page) == {people.editor.pk}


def test_anothers_page_in_the_address_does_not_help(hub, submitted, people, as_user):
    other = create_draft(people.editor, hub.blogs, "Of another")
    submit_for_review(as_user(people.editor), other)
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[other.pk, "approve", step_of(submitted).pk]
    )
    as_user(people.writer).post(url, {"comment": ""})
    assert step_of(submitted).task.name == "Editor’s review"


def test_of_two_who_press_together_the_second_changes_nothing(submitted, people):
    stale = TaskState.objects.get(pk=step_of(submitted).pk)
    state = step_of(submitted)
    assert state.task.specific.on_action(state, people.editor, "approve") is None
    assert stale.task.specific.on_action(stale, people.admin, "reject")
    assert step_of(submitted).task.name == "Safety check"


def test_a_late_press_is_told_so(submitted, people, as_user):
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[submitted.pk, "approve", step_of(submitted).pk],
    )
    as_user(people.editor).post(url, {"comment": ""})
    answer = as_user(people.admin).post(url, {"comment": ""}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert step_of(submitted).task.name == "Safety check"


def test_a_late_press_in_the_editor_is_told_so(submitted, people, as_user):
    decide(as_user(people.editor), submitted, "approve")
    decide(as_user(people.reviewer), submitted, "approve")
    url = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    answer = as_user(people.second_reviewer).post(url, data, follow=True)
    assert answer.status_code == 200
    assert "Nothing was changed" in answer.content.decode()


def test_a_decision_on_words_that_changed_meanwhile_decides_nothing(submitted, people, as_user):
    pressed = step_of(submitted)
    Page.objects.get(pk=submitted.pk).specific.save_revision(user=people.writer)
    assert step_of(submitted).pk != pressed.pk
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", pressed.pk])
    as_user(people.editor).post(url, {"comment": ""})
    assert step_of(submitted).task.name == "Editor’s review"


def test_the_editor_knows_which_words_were_read(submitted, people, as_user):
    client = as_user(people.editor)
    url = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    page = Page.objects.get(pk=submitted.pk)
    read = page.latest_revision_id
    assert f'value="{read}"' in client.get(url).content.decode()
    page.specific.save_revision(user=people.writer)
    answer = client.post(
        url,
        {
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
            "loaded_revision_id": read,
        },
        follow=True,
    )
    assert "Please read it again" in answer.content.decode()


def test_changing_and_approving_in_one_press_is_refused(submitted, people, as_user):
    post_edit_form(
        as_user(people.editor),
        submitted,
        "action-workflow-action",
        summary="My own words.",
        **{"workflow-action-name": "approve", "workflow-action-extra-data": json.dumps({})},
    )
    assert step_of(submitted).task.name == "Editor’s review"


def test_a_stored_revision_is_never_rewritten(submitted, people, as_user):
    before = Page.objects.get(pk=submitted.pk).latest_revision.content["summary"]
    post_edit_form(
        as_user(people.writer),
        submitted,
        overwrite_revision_id=submitted.latest_revision_id,
        summary="Slipped in.",
    )
    assert Page.objects.get(pk=submitted.pk).latest_revision.content["summary"] == before


def test_a_guest_cannot_decide(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    assert decide(as_user(people.guest), page, "approve").status_code in {302, 403}
    assert page.current_workflow_task_state.status == "in_progress"
    assert not is_live(page)


def test_a_workflow_without_the_safety_check_publishes_nothing(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    workflow = page.get_workflow()
    workflow.workflow_tasks.order_by("-sort_order").first().delete()
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    assert not is_live(page)


def test_who_had_a_hand_is_the_same_asked_of_the_page_and_of_the_person(hub, people, as_user):
    begun = create_draft(people.writer, hub.blogs, "Begun")
    begun.save_revision(user=people.admin)
    sent = create_draft(people.writer, hub.blogs, "Sent in by another")
    sent.get_workflow().start(sent, people.second_reviewer)
    out = create_draft(people.guest, hub.campaign, "Out")
    out.get_workflow().start(out, people.guest)
    decide(as_user(people.editor), out, "approve")
    decide(as_user(people.reviewer), out, "approve")
    changed = create_draft(people.writer, hub.blogs, "Out and changed")
    changed.get_workflow().start(changed, people.writer)
    decide(as_user(people.editor), changed, "approve")
    decide(as_user(people.reviewer), changed, "approve")
    Page.objects.get(pk=changed.pk).specific.save_revision(user=people.editor)
    assert is_live(out)
    pages = Page.objects.exclude(depth=1)
    for person in vars(people).values():
        of_person = set(
            pages_contributed_to_by(person).exclude(depth=1).values_list("pk", flat=True)
        )
        assert of_person == {page.pk for page in pages if person.pk in contributor_ids(page)}, (
            person
        )
