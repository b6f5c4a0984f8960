"""Filters of the queue: a form read from the query string."""

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
from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.definitions import SNIPPET, WORKFLOW_DEFINITIONS
from editorial.workflow.four_eyes import task_states_about_pages

# Of pages only: pending snippets have a panel of their own.
PAGE_STEP_NAMES = dict.fromkeys(
    step.name
    for definition in WORKFLOW_DEFINITIONS
    if definition.key != SNIPPET
    for step in definition.steps
)
UNCLAIMED, CLAIMED_BY_ME = "nobody", "me"
ACTIONABLE, SUBMITTED = "to-decide", "sent-in"


class PageTypeField(forms.ModelChoiceField):
    """Choice of a page type's content type."""

    def label_from_instance(self, content_type: ContentType) -> str:
        """Return the capitalised verbose name of the page type."""
        return capfirst(content_type.name)


class QueueFilters(forms.Form):
    """Filters of the queue. Guests, who see only their own pages, filter by step and due date.

    Args:
        user: The user who looks at the queue.
        states: The unfiltered task states.
        data: The query parameters.
    """

    whose = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "All pages"),
            (ACTIONABLE, "Waiting for my review"),
            (SUBMITTED, "Submitted by me"),
        ],
    )
    step = forms.ChoiceField(
        label="Step",
        required=False,
        choices=[("", "All steps"), *((name, name) for name in PAGE_STEP_NAMES)],
    )
    kind = PageTypeField(None, label="Page type", required=False, empty_label="All types")
    campaign = forms.ModelChoiceField(
        None, label="Campaign", required=False, empty_label="All campaigns"
    )
    taken = forms.ChoiceField(label="Assigned to", required=False)
    late = forms.BooleanField(label="Overdue only", required=False)

    def __init__(self, user: Any, states: QuerySet[EditorialTaskState], data: Any) -> None:
        super().__init__(data)
        self.user, self.states = user, states
        if is_guest(user):
            for name in ("whose", "kind", "campaign", "taken"):
                del self.fields[name]
            return
        page_types = states.order_by().values("workflow_state__content_type")
        self.fields["kind"].queryset = ContentType.objects.filter(pk__in=page_types).order_by(
            "model"
        )
        self.fields["campaign"].queryset = guest_sections()
        self.fields["taken"].choices = self._claim_choices()

    def _claim_choices(self) -> list[tuple[str, str]]:
        claimants = self.states.order_by().exclude(claimed_by=None).values("claimed_by")
        users = get_user_model().objects.filter(pk__in=claimants).exclude(pk=self.user.pk)
        choices = [(str(user.pk), str(user)) for user in users]
        return [
            ("", "All"),
            (UNCLAIMED, "No one"),
            (CLAIMED_BY_ME, "Me"),
            *sorted(choices, key=lambda choice: choice[1]),
        ]

    def filtered(self) -> QuerySet[EditorialTaskState]:
        """Return the filtered task states; an invalid choice filters nothing."""
        self.is_valid()
        conditions = [self._condition(name, value) for name, value in self.active.items()]
        return self.states.filter(*conditions)

    @property
    def active(self) -> dict[str, Any]:
        """Return the values of the fields that filter, by field name."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _condition(self, name: str, value: Any) -> Q:
        return {
            "whose": self._by_relation_to_user,
            "step": lambda step: Q(task__name=step),
            "kind": lambda page_type: Q(workflow_state__content_type=page_type),
            "campaign": lambda section: task_states_about_pages(
                Page.objects.descendant_of(section, inclusive=True).order_by()
            ),
            "taken": self._by_claimant,
            "late": lambda late: Q(due_on__lt=timezone.localdate()),
        }[name](value)

    def _by_relation_to_user(self, relation: str) -> Q:
        if relation == SUBMITTED:
            return Q(workflow_state__requested_by=self.user)
        return Q(pk__in=pending_for(self.user).order_by().values("pk"))

    def _by_claimant(self, claimant: str) -> Q:
        user_id = {UNCLAIMED: None, CLAIMED_BY_ME: self.user.pk}.get(claimant, claimant)
        return Q(claimed_by=user_id)
