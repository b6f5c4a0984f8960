"""Pages at each task of the workflow."""

import pytest

from tests.editorial.consent.sign_off_helpers import current_task_name, start_workflow
from tests.editorial.editor_actions import approve, create_draft
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def submitted(hub, people):
    """Create a page by the writer, submitted for review and safety check: its only step."""
    page = create_draft(people.writer, hub.blogs)
    start_workflow(page, people.writer)
    return page


@pytest.fixture
@snapshot
def submitted_by_guest(hub, people):
    """Create a page by the guest, submitted for the editor's review."""
    page = create_draft(people.guest, hub.campaign)
    start_workflow(page, people.guest)
    return page


@pytest.fixture
@snapshot
def at_safety_check(submitted_by_guest, people):
    """Return the guest's page at the safety check, the last of its steps."""
    approve(submitted_by_guest, people.editor)
    assert current_task_name(submitted_by_guest) == "Safety check"
    return submitted_by_guest
