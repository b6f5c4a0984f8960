"""What the queue can be narrowed to: a form that is sent with its address."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Page

from editorial.dashboard.querysets import pending_for
from editorial.guests.permissions import guest_sections, is_guest
from editorial.workflow.definitions import SNIPPET, WORKFLOW_DEFINITIONS
from editorial.workflow.four_eyes import about_pages
from editorial.workflow.models import EditorialTaskState

# The steps of pages: what is no page waits in lists of its own.
PAGE_STEP_NAMES = dict.fromkeys(
    step.name for course in WORKFLOW_DEFINITIONS if course.key != SNIPPET for step in course.steps
)
UNCLAIMED, CLAIMED_BY_ME = "nobody", "me"
ACTIONABLE, SUBMITTED = "to-decide", "sent-in"


class PageTypeField(forms.ModelChoiceField):
    """Chooses a type of page."""

    def label_from_instance(self, kind: ContentType) -> str:
        """Return the type as the desk calls it."""
        return capfirst(kind.name)


class QueueFilters(forms.Form):
    """Narrows the queue. A guest's own pages need no more than the step and the day.

    Args:
        user: Who looks.
        states: The steps that wait, before they are narrowed.
        data: What was chosen.
    """

    whose = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "Everything"),
            (ACTIONABLE, "What waits for me"),
            (SUBMITTED, "What I sent in"),
        ],
    )
    step = forms.ChoiceField(
        label="Step",
        required=False,
        choices=[("", "Every step"), *((name, name) for name in PAGE_STEP_NAMES)],
    )
    kind = PageTypeField(None, label="Kind", required=False, empty_label="Every kind")
    campaign = forms.ModelChoiceField(
        None, label="Campaign", required=False, empty_label="Wherever it stands"
    )
    taken = forms.ChoiceField(label="Taken by", required=False)
    late = forms.BooleanField(label="Only what is late", required=False)

    def __init__(self, user: Any, states: QuerySet[EditorialTaskState], data: Any) -> None:
        super().__init__(data)
        self.user, self.states = user, states
        if is_guest(user):
            for name in ("whose", "kind", "campaign", "taken"):
                del self.fields[name]
            return
        kinds = states.order_by().values("workflow_state__content_type")
        self.fields["kind"].queryset = ContentType.objects.filter(pk__in=kinds).order_by("model")
        self.fields["campaign"].queryset = guest_sections()
        self.fields["taken"].choices = self._takers()

    def _takers(self) -> list[tuple[str, str]]:
        takers = self.states.order_by().exclude(claimed_by=None).values("claimed_by")
        people = get_user_model().objects.filter(pk__in=takers).exclude(pk=self.user.pk)
        named = [(str(person.pk), str(person)) for person in people]
        return [
            ("", "Anybody or nobody"),
            (UNCLAIMED, "Nobody yet"),
            (CLAIMED_BY_ME, "Me"),
            *sorted(named, key=lambda choice: choice[1]),
        ]

    def narrowed(self) -> QuerySet[EditorialTaskState]:
        """Return what was asked for; a choice that does not exist narrows nothing."""
        self.is_valid()
        conditions = [self._condition(name, value) for name, value in self.chosen.items()]
        return self.states.filter(*conditions)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the choices that narrow the queue, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _condition(self, name: str, value: Any) -> Q:
        return {
            "whose": self._by_person,
            "step": lambda step: Q(task__name=step),
            "kind": lambda kind: Q(workflow_state__content_type=kind),
            "campaign": lambda room: about_pages(
                Page.objects.descendant_of(room, inclusive=True).order_by()
            ),
            "taken": self._by_taker,
            "late": lambda late: Q(due_on__lt=timezone.localdate()),
        }[name](value)

    def _by_person(self, whose: str) -> Q:
        if whose == SUBMITTED:
            return Q(workflow_state__requested_by=self.user)
        return Q(pk__in=pending_for(self.user).order_by().values("pk"))

    def _by_taker(self, taker: str) -> Q:
        return Q(claimed_by={UNCLAIMED: None, CLAIMED_BY_ME: self.user.pk}.get(taker, taker))
