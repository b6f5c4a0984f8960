"""What a page must have before it is submitted for review, whichever view or code submits it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, WorkflowState

from editorial.workflow.definitions import workflow_for


def missing_declarations(page: Page) -> list[str]:
    """Return one sentence for each author who has yet to declare their interests.

    Args:
        page: The page as it would be published: made from a revision. Its `undeclared` contains the
            authors' names.
    """
    return [
        f"{name} has not declared their interests yet. Enter them, or tick “Nothing to declare”."
        for name in getattr(page, "undeclared", ())
    ]


def prepare_submission(
    sender: type, instance: WorkflowState, raw: bool = False, **kwargs: Any
) -> None:
    """Refuse to start a page's workflow, or resume it after a rejection, without declarations.

    A `pre_save` receiver, so that no code bypasses it. The editor's form reports the same at
    the field. A workflow that resumes takes the steps that its page has by now.

    Raises:
        PermissionDenied: An author's interests are not declared.
    """
    starts = instance.current_task_state_id is None
    if raw or not starts or instance.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    page = instance.content_object
    if not isinstance(page, Page):
        return
    draft = page.get_latest_revision_as_object()
    if missing := missing_declarations(draft):
        raise PermissionDenied(" ".join(missing))
    instance.workflow = workflow_for(draft) or instance.workflow
