"""The way each kind of content takes to publication: one table."""

from dataclasses import dataclass

from wagtail.models import Task, Workflow

from accounts.roles import EDITOR, REVIEWER
from editorial.models import PartnerTask, ReviewTask, SignOffTask


@dataclass(frozen=True)
class Step:
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
class Course:
    """The steps of one kind of content.

    Attributes:
        key: What a page calls it (`HubPage.course`).
        name: The name of the workflow.
        steps: In order; the last one publishes.
    """

    key: str
    name: str
    steps: tuple[Step, ...]


EDITORS_REVIEW = Step("Editor’s review", ReviewTask, days=7, roles=(EDITOR,))
PARTNER_AGREES = Step("Partner agrees", PartnerTask, days=10)
SIGN_OFF = Step("Sign-off", SignOffTask, days=21)
SAFETY_CHECK = Step("Safety check", ReviewTask, days=5, roles=(REVIEWER,))
SECOND_LOOK = Step("Second look", ReviewTask, days=5, roles=(EDITOR, REVIEWER))

OWN, GUEST, ACCOUNT, GUEST_ACCOUNT = "own", "guest", "account", "guest-account"
RECORD = "record"

COURSES = (
    Course(OWN, "Editorial", (EDITORS_REVIEW, SAFETY_CHECK)),
    Course(GUEST, "Guest blog", (EDITORS_REVIEW, PARTNER_AGREES, SAFETY_CHECK)),
    Course(ACCOUNT, "Interview or patient account", (EDITORS_REVIEW, SIGN_OFF, SAFETY_CHECK)),
    Course(
        GUEST_ACCOUNT,
        "Patient account by a guest",
        (EDITORS_REVIEW, PARTNER_AGREES, SIGN_OFF, SAFETY_CHECK),
    ),
    Course(RECORD, "Network or form", (SECOND_LOOK,)),
)
STEPS = tuple(dict.fromkeys(step for course in COURSES for step in course.steps))


def course_of(page: object) -> Course:
    """Return the course a page takes; pages that say nothing take the desk's own."""
    key = getattr(page, "course", OWN)
    return next(course for course in COURSES if course.key == key)


def workflow_of(page: object) -> Workflow | None:
    """Return the workflow of a page's course, once it was made."""
    return Workflow.objects.filter(name=course_of(page).name, active=True).first()
