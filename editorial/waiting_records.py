"""Records that wait at the desk, such as networks and their forms: few, and each with its way."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from editorial.four_eyes import written_since_by
from editorial.models import DeskTaskState, ReviewTask
from editorial.records import DeskRecord

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
    shown = states.exclude(_with_a_hand_of(user)).order_by("due_on", "pk")[:MOST]
    urls = AdminURLFinder()  # of nobody: whoever may decide opens it, and may change nothing else
    return [
        WaitingRecord(record, state, urls.get_edit_url(record) or "")
        for state in shown.select_related("task").prefetch_related("workflow_state__content_object")
        if (record := state.workflow_state.content_object) is not None
    ]


def _with_a_hand_of(user: Any) -> Q:
    """Return which steps are about records that a person had a hand in, as a condition."""
    found = Q(workflow_state__requested_by=user)
    for model in apps.get_models():
        if issubclass(model, DeskRecord):
            written = written_since_by(user, model).annotate(key=Cast("pk", CharField()))
            kind = ContentType.objects.get_for_model(model)
            found |= Q(
                workflow_state__base_content_type=kind,
                workflow_state__object_id__in=written.values("key"),
            )
    return found
