"""Four-eyes rule: contributors decide by no route."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page, TaskState

from editorial.workflow.four_eyes import contributor_ids, pages_contributed_to_by
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import start_workflow
from tests.editorial.editor_actions import (
    approve,
    create_draft,
    decide,
    is_live,
    post_blog,
    post_edit_form,
)


def current_task_state(page):
    return Page.objects.get(pk=page.pk).current_workflow_task_state


def test_author_is_offered_no_action(submitted, people):
    state = current_task_state(submitted)
    assert state.task.specific.get_actions(submitted, people.writer) == []
    assert len(state.task.specific.get_actions(submitted, people.editor)) == 3


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_decision_by_author_changes_nothing(submitted, people, as_user, action):
    decide(as_user(people.writer), submitted, action)
    assert current_task_state(submitted).status == TaskState.STATUS_IN_PROGRESS


def test_decision_by_author_in_page_editor_changes_nothing(submitted, people, as_user):
    first = current_task_state(submitted).task
    post_edit_form(
        as_user(people.writer),
        submitted,
        "action-workflow-action",
        workflow__action__name="approve",
    )
    assert current_task_state(submitted).task == first


def test_task_itself_denies_decision_by_author(submitted, people):
    state = current_task_state(submitted)
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, people.writer, "approve")


def test_superuser_cannot_approve_own_page(hub, people, as_user):
    page = create_draft(people.admin, hub.blogs)
    start_workflow(page, people.admin)
    decide(as_user(people.admin), page, "approve")
    assert current_task_state(page).task.name == "Review and safety check"


def test_submitter_of_another_authors_draft_cannot_approve(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    start_workflow(page, people.editor)
    decide(as_user(people.editor), page, "approve")
    assert current_task_state(page).task.name == "Review and safety check"


def test_author_of_earlier_revision_is_contributor(hub, people):
    page = create_draft(people.writer, hub.blogs)
    page.save_revision(user=people.editor)
    assert contributor_ids(page) == {people.writer.pk, people.editor.pk}


def test_publication_resets_contributors(submitted, people):
    approve(submitted, people.reviewer)
    page = Page.objects.get(pk=submitted.pk).specific
    assert contributor_ids(page) == set()
    page.save_revision(user=people.editor)
    assert contributor_ids(page) == {people.editor.pk}


def test_url_of_another_page_does_not_bypass_rule(hub, submitted, people, as_user):
    other = create_draft(people.editor, hub.blogs, "Of another")
    start_workflow(other, people.editor)
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[other.pk, "approve", current_task_state(submitted).pk],
    )
    as_user(people.writer).post(url, {"comment": ""})
    assert current_task_state(submitted).task.name == "Review and safety check"


def test_second_decision_on_same_task_changes_nothing(submitted_by_guest, people):
    submitted = submitted_by_guest
    stale = TaskState.objects.get(pk=current_task_state(submitted).pk)
    state = current_task_state(submitted)
    assert state.task.specific.on_action(state, people.editor, "approve") is None
    assert stale.task.specific.on_action(stale, people.admin, "reject")
    assert current_task_state(submitted).task.name == "Safety check"


def test_stale_decision_is_reported(submitted_by_guest, people, as_user):
    submitted = submitted_by_guest
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[submitted.pk, "approve", current_task_state(submitted).pk],
    )
    approve(submitted, people.editor)
    response = as_user(people.admin).post(url, {"comment": ""}, follow=True)
    assert "Your decision was not saved" in response.content.decode()
    assert current_task_state(submitted).task.name == "Safety check"


def test_stale_decision_in_page_editor_is_reported(at_safety_check, people, as_user):
    approve(at_safety_check, people.reviewer)
    url = reverse("wagtailadmin_pages:edit", args=[at_safety_check.pk])
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = as_user(people.second_reviewer).post(url, data, follow=True)
    assert response.status_code == 200
    assert "Your decision was not saved" in response.content.decode()


def test_decision_on_older_revision_changes_nothing(submitted, people, as_user):
    stale_state = current_task_state(submitted)
    Page.objects.get(pk=submitted.pk).specific.save_revision(user=people.writer)
    assert current_task_state(submitted).pk != stale_state.pk
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", stale_state.pk]
    )
    as_user(people.editor).post(url, {"comment": ""})
    assert current_task_state(submitted).task.name == "Review and safety check"


def test_page_editor_posts_loaded_revision(submitted, people, as_user):
    client = as_user(people.editor)
    url = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    page = Page.objects.get(pk=submitted.pk)
    read = page.latest_revision_id
    assert f'value="{read}"' in client.get(url).content.decode()
    page.specific.save_revision(user=people.writer)
    response = client.post(
        url,
        {
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
            "loaded_revision_id": read,
        },
        follow=True,
    )
    assert "Read it again" in response.content.decode()


def test_edit_and_approval_in_one_request_approves_nothing(submitted, people, as_user):
    post_blog(
        as_user(people.editor),
        submitted,
        "action-workflow-action",
        summary="My own words.",
        **{"workflow-action-name": "approve", "workflow-action-extra-data": json.dumps({})},
    )
    assert current_task_state(submitted).task.name == "Review and safety check"


def test_stored_revision_cannot_be_overwritten(submitted, people, as_user):
    before = Page.objects.get(pk=submitted.pk).latest_revision.content["summary"]
    post_blog(
        as_user(people.writer),
        submitted,
        overwrite_revision_id=submitted.latest_revision_id,
        summary="Slipped in.",
    )
    assert Page.objects.get(pk=submitted.pk).latest_revision.content["summary"] == before


def test_guest_cannot_approve_own_page(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    assert decide(as_user(people.guest), page, "approve").status_code in {302, 403}
    assert page.current_workflow_task_state.status == "in_progress"
    assert not is_live(page)


def test_workflow_without_safety_check_publishes_nothing(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    workflow = page.get_workflow()
    workflow.workflow_tasks.order_by("-sort_order").first().delete()
    start_workflow(page, people.guest)
    decide(as_user(people.editor), page, "approve")
    assert not is_live(page)


def test_pages_contributed_to_is_inverse_of_contributor_ids(hub, people):
    draft = create_draft(people.writer, hub.blogs, "Begun")
    draft.save_revision(user=people.admin)
    submitted_page = create_draft(people.writer, hub.blogs, "Sent in by another")
    start_workflow(submitted_page, people.second_reviewer)
    published = create_draft(people.guest, hub.campaign, "Out")
    start_workflow(published, people.guest)
    approve(published, people.editor)
    approve(published, people.reviewer)
    edited = create_draft(people.writer, hub.blogs, "Out and changed")
    start_workflow(edited, people.writer)
    approve(edited, people.reviewer)
    Page.objects.get(pk=edited.pk).specific.save_revision(user=people.editor)
    assert is_live(published)
    credited = make.make_blog(
        hub.blogs, "By the reviewer", make.make_person("Ada", user=people.reviewer), live=False
    )
    start_workflow(credited, people.writer)
    with pytest.raises(PermissionDenied):
        approve(credited, people.reviewer)
    pages = Page.objects.exclude(depth=1)
    for user in vars(people).values():
        page_ids = set(pages_contributed_to_by(user).exclude(depth=1).values_list("pk", flat=True))
        assert page_ids == {page.pk for page in pages if user.pk in contributor_ids(page)}, user
