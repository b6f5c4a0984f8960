"""Records that wait at the desk, such as networks and their forms: few, and each with its way."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from editorial.four_eyes import hands_on
from editorial.models import DeskTaskState, ReviewTask

MOST = 20


@dataclass(frozen=True)
class WaitingRecord:
    """A record, the step it waits at, and where it is decided."""

    record: Any
    state: DeskTaskState
    url: str


def records_for(user: Any) -> list[WaitingRecord]:
    """Return the records whose step a person may decide; none that they had a hand in."""
    reviews = ReviewTask.objects.filter(groups__in=user.groups.all())
    tasks = ReviewTask.objects.all() if user.is_superuser else reviews
    states = DeskTaskState.objects.filter(
        task__in=tasks.values("pk"),
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).exclude(workflow_state__base_content_type=get_default_page_content_type().pk)
    urls = AdminURLFinder(user)
    found = []
    for state in states.select_related("workflow_state", "task").order_by("due_on", "pk")[:MOST]:
        record = state.workflow_state.content_object
        if record is not None and user.pk not in hands_on(record):
            found.append(WaitingRecord(record, state, urls.get_edit_url(record) or ""))
    return found
