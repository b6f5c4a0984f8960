"""Publication by code: every step must have approved this revision, the last by somebody else.

The views of the admin allow nothing else. These are the checks behind them.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, TaskState

from editorial.workflow.definitions import definition_for
from editorial.workflow.publishing import publish_approved_workflow
from tests.editorial.editor_actions import create_draft, is_live


@pytest.fixture
def draft(hub, people):
    """Create a draft of the guest that was submitted, whose workflow has several steps."""
    page = create_draft(people.guest, hub.campaign)
    page.get_workflow().start(page, people.guest)
    return page


def approve(page, user, names=None) -> None:
    """Store approvals of the latest revision, of all steps or of those named."""
    state = page.current_workflow_state
    for task in state.workflow.tasks.all():
        if names is None or task.name in names:
            TaskState.objects.create(
                workflow_state=state,
                task=task,
                revision=page.latest_revision,
                status=TaskState.STATUS_APPROVED,
                finished_by=user,
                finished_at=timezone.now(),
            )


def step_names(page) -> list[str]:
    """Return the names of the steps of a page's workflow."""
    return [step.name for step in definition_for(page).steps]


def test_page_approved_at_every_step_is_published(draft, people):
    approve(draft, people.reviewer)
    publish_approved_workflow(draft.current_workflow_state, people.reviewer)
    assert is_live(draft)


@pytest.mark.parametrize("missing", [0, -1])
def test_page_with_a_missing_approval_is_not_published(draft, people, missing):
    names = step_names(draft)
    approve(draft, people.reviewer, set(names) - {names[missing]})
    with pytest.raises(PermissionDenied):
        publish_approved_workflow(draft.current_workflow_state, people.reviewer)
    assert not is_live(draft)


def test_last_approval_by_the_author_publishes_nothing(draft, people):
    approve(draft, people.guest)
    with pytest.raises(PermissionDenied):
        publish_approved_workflow(draft.current_workflow_state, people.guest)
    assert not is_live(draft)


def test_approval_of_an_earlier_revision_publishes_nothing(draft, people):
    approve(draft, people.reviewer)
    draft.save_revision(user=people.editor)
    draft = Page.objects.get(pk=draft.pk).specific
    with pytest.raises(PermissionDenied):
        publish_approved_workflow(draft.workflow_states.last(), people.reviewer)
    assert not is_live(draft)


def test_decision_locks_the_page(draft, people):
    state = draft.current_workflow_task_state
    with CaptureQueriesContext(connection) as queries:
        state.task.specific.on_action(state, people.editor, "approve")
    locking = [query["sql"] for query in queries if "KEY UPDATE" in query["sql"]]
    # SQLite locks the whole database at the start of a transaction.
    assert locking or connection.vendor == "sqlite"
