"""Workflow definitions: one table of the steps that each kind of content takes to publication.

`workflow.sync` makes the database agree with it. Steps name their task model by its label, so that
the table can be imported before models are loaded.
"""

from dataclasses import dataclass

from django.apps import apps
from wagtail.models import Task, Workflow

from accounts.roles import EDITOR, REVIEWER


@dataclass(frozen=True)
class StepDefinition:
    """One step of a workflow, stored as a Wagtail task.

    Attributes:
        name: The name of the task, by which it is found in the database.
        task_label: The label of the task model, such as ``editorial.ReviewTask``.
        days: The number of days in which the step should be decided.
        decided_by: Who decides, as lists of pending tasks say it.
        roles: The roles whose members decide; empty where the content itself says who.
    """

    name: str
    task_label: str
    days: int
    decided_by: str
    roles: tuple[str, ...] = ()

    @property
    def task_model(self) -> type[Task]:
        """Return the task model that the label names."""
        return apps.get_model(self.task_label)


@dataclass(frozen=True)
class WorkflowDefinition:
    """The workflow of one kind of content.

    Attributes:
        key: The value of `HubPage.workflow_key` that selects it.
        name: The name of the Wagtail workflow.
        steps: The steps in order; approval of the last one publishes.
    """

    key: str
    name: str
    steps: tuple[StepDefinition, ...]


_REVIEW = "editorial.ReviewTask"

EDITOR_REVIEW = StepDefinition(
    "Editor’s review", _REVIEW, 7, "an editor who did not write or edit it", (EDITOR,)
)
PARTNER_AGREEMENT = StepDefinition(
    "Partner agrees", "editorial.PartnerTask", 10, "the campaign partner who wrote it"
)
SIGN_OFF = StepDefinition(
    "Sign-off", "editorial.SignOffTask", 21, "the people it is about, by their personal links"
)
SAFETY_CHECK = StepDefinition(
    "Safety check", _REVIEW, 5, "a reviewer who did not write or edit it", (REVIEWER,)
)
REVIEW_AND_SAFETY_CHECK = StepDefinition(
    "Review and safety check",
    _REVIEW,
    7,
    "an editor or reviewer who did not write or edit it",
    (EDITOR, REVIEWER),
)
SNIPPET_REVIEW = StepDefinition(
    "Review",
    _REVIEW,
    5,
    "an editor or reviewer who did not write or edit it",
    (EDITOR, REVIEWER),
)

EDITORIAL, GUEST_BLOG, PATIENT_ACCOUNT = "own", "guest", "account"
GUEST_PATIENT_ACCOUNT, SNIPPET = "guest-account", "record"

WORKFLOW_DEFINITIONS = (
    WorkflowDefinition(EDITORIAL, "Editorial", (REVIEW_AND_SAFETY_CHECK,)),
    WorkflowDefinition(GUEST_BLOG, "Guest blog", (EDITOR_REVIEW, PARTNER_AGREEMENT, SAFETY_CHECK)),
    WorkflowDefinition(
        PATIENT_ACCOUNT, "Interview or patient account", (EDITOR_REVIEW, SIGN_OFF, SAFETY_CHECK)
    ),
    WorkflowDefinition(
        GUEST_PATIENT_ACCOUNT,
        "Patient account by a guest",
        (EDITOR_REVIEW, PARTNER_AGREEMENT, SIGN_OFF, SAFETY_CHECK),
    ),
    WorkflowDefinition(SNIPPET, "Network or form", (SNIPPET_REVIEW,)),
)
STEP_DEFINITIONS = tuple(
    dict.fromkeys(step for definition in WORKFLOW_DEFINITIONS for step in definition.steps)
)

FINAL_STEP_NAMES = {definition.steps[-1].name for definition in WORKFLOW_DEFINITIONS}
"""The steps whose approval publishes."""


def decided_by(step_name: str) -> str:
    """Return who decides at a step; empty for a step that no definition has."""
    return next((step.decided_by for step in STEP_DEFINITIONS if step.name == step_name), "")


def definition_for(content: object) -> WorkflowDefinition:
    """Return the workflow definition of a page, a snippet or one of their classes.

    Content without a `workflow_key` takes the editorial team's own workflow.
    """
    key = getattr(content, "workflow_key", EDITORIAL)
    return next(definition for definition in WORKFLOW_DEFINITIONS if definition.key == key)


def workflow_for(content: object) -> Workflow | None:
    """Return the workflow of a page or snippet; None before `sync_workflows` has run."""
    return Workflow.objects.filter(name=definition_for(content).name, active=True).first()
