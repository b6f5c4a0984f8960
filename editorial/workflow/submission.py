"""What is asked for when a page is sent to review, whoever or whatever sends it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, WorkflowState


def missing_declarations(page: Page) -> list[str]:
    """Return what is to be said of everybody who has yet to declare their interests.

    Args:
        page: The page as it would be published: one made from a revision. What it calls
            `undeclared` are their names.
    """
    return [
        f"{name} has yet to declare their interests, or that there are none."
        for name in getattr(page, "undeclared", ())
    ]


def require_declarations(
    sender: type, instance: WorkflowState, raw: bool = False, **kwargs: Any
) -> None:
    """Hold at the lowest door to review: a workflow that begins, or goes on after a remark.

    The editor's form says it beside the field, and does not come this far.

    Raises:
        PermissionDenied: Somebody's interests are not known.
    """
    begins = instance.current_task_state_id is None
    if raw or not begins or instance.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    page = instance.content_object
    if isinstance(page, Page) and (
        lacking := missing_declarations(page.get_latest_revision_as_object())
    ):
        raise PermissionDenied(" ".join(lacking))
