"""The way each kind of content takes to publication: one table."""

from dataclasses import dataclass

from wagtail.models import Task, Workflow

from accounts.roles import EDITOR, REVIEWER
from editorial.consent.tasks import SignOffTask
from editorial.workflow.models import PartnerTask, ReviewTask


@dataclass(frozen=True)
class StepDefinition:
    """One step.

    Attributes:
        name: Its name, by which the database knows it.
        kind: What sort of decision it is.
        days: In how many days it should be decided.
        roles: Whose people decide; none where the page itself says who.
    """

    name: str
    kind: type[Task]
    days: int
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class WorkflowDefinition:
    """The steps of one kind of content.

    Attributes:
        key: What a page calls it (`HubPage.workflow_key`).
        name: The name of the workflow.
        steps: In order; the last one publishes.
    """

    key: str
    name: str
    steps: tuple[StepDefinition, ...]


EDITOR_REVIEW = StepDefinition("Editor’s review", ReviewTask, days=7, roles=(EDITOR,))
PARTNER_AGREEMENT = StepDefinition("Partner agrees", PartnerTask, days=10)
SIGN_OFF = StepDefinition("Sign-off", SignOffTask, days=21)
SAFETY_CHECK = StepDefinition("Safety check", ReviewTask, days=5, roles=(REVIEWER,))
SNIPPET_REVIEW = StepDefinition("Second look", ReviewTask, days=5, roles=(EDITOR, REVIEWER))

EDITORIAL, GUEST_BLOG, PATIENT_ACCOUNT, GUEST_PATIENT_ACCOUNT = (
    "own",
    "guest",
    "account",
    "guest-account",
)
SNIPPET = "record"

WORKFLOW_DEFINITIONS = (
    WorkflowDefinition(EDITORIAL, "Editorial", (EDITOR_REVIEW, SAFETY_CHECK)),
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
    dict.fromkeys(step for course in WORKFLOW_DEFINITIONS for step in course.steps)
)


def definition_for(page: object) -> WorkflowDefinition:
    """Return the course a page takes; pages that say nothing take the desk's own."""
    key = getattr(page, "workflow_key", EDITORIAL)
    return next(course for course in WORKFLOW_DEFINITIONS if course.key == key)


def workflow_for(page: object) -> Workflow | None:
    """Return the workflow of a page's course, once it was made."""
    return Workflow.objects.filter(name=definition_for(page).name, active=True).first()
