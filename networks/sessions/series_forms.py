"""The forms in which organisers make, change and end series of sessions."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from networks.models import SessionSeries
from networks.optimistic_lock import OptimisticLockForm
from networks.patient_identifiers import RejectPatientIdentifiersMixin
from networks.sessions.forms import FURTHEST, DayField, LinkField, TimeOfDayField
from networks.sessions.reshaping import Plan

OLDEST = timedelta(days=20 * 366)
"""How long a series may have gone on: beyond, a year was mistyped."""
_NAMED = 5


class EndForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """When a series ends."""

    last_on = DayField(
        label="Last session", required=False, help_text="Leave it empty if it goes on."
    )
    sure = forms.BooleanField(
        label="Take these sessions away", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = SessionSeries
        fields = ["last_on"]

    def clean_last_on(self) -> date | None:
        """Return the last day, if there is one.

        Raises:
            ValidationError: A year was mistyped.
        """
        last_on = self.cleaned_data["last_on"]
        return _within_reason(last_on) if last_on else None

    def clean(self) -> dict[str, Any]:
        """See that it does not end before it begins."""
        cleaned = super().clean()
        first_on = cleaned.get("first_on", self.instance.first_on)
        last_on = cleaned.get("last_on")
        if first_on and last_on and last_on < first_on:
            self.add_error("last_on", "The last day cannot come before the first.")
        return cleaned

    def ask_whether_sure(self, plan: Plan) -> None:
        """Ask for a tick before sessions are taken away, and say which they are."""
        number = len(plan.gone)
        self.fields["sure"].widget = forms.CheckboxInput()
        self.fields["sure"].required = True
        days = ", ".join(f"{one.london_start.day:%-d %B}" for one in plan.gone[:_NAMED])
        more = f" and {number - _NAMED} more" if number > _NAMED else ""
        self.add_error(
            "sure",
            f"Sessions would go ({number}): on {days}{more}. Tick the box if that is right. "
            "Whoever signed up is told.",
        )

    def as_fields(self) -> dict[str, Any]:
        """Return what was said, by the names of `SessionSeries`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SeriesForm(EndForm):
    """A series: how often, when, and what its sessions have in common."""

    first_on = DayField(
        label="First session",
        help_text="Its weekday is the series’ weekday. Monthly, it also says which of the month: "
        "the second Friday stays the second Friday, a fifth is the last.",
    )
    at = TimeOfDayField()
    join_link = LinkField(label="Link to join", max_length=500, help_text="Members alone see it.")

    class Meta(EndForm.Meta):
        fields = [
            *("title", "about", "rhythm", "first_on", "at", "minutes"),
            *("join_link", "is_open", "last_on"),
        ]
        widgets = {"rhythm": forms.RadioSelect, "about": forms.Textarea(attrs={"rows": 4})}

    field_order = Meta.fields

    def clean_first_on(self) -> date:
        """Return the first day.

        Raises:
            ValidationError: A year was mistyped.
        """
        return _within_reason(self.cleaned_data["first_on"])


def _within_reason(day: date) -> date:
    today = timezone.localdate()
    if not today - OLDEST <= day <= today + FURTHEST:
        raise forms.ValidationError("Is the year right? That is very far from today.")
    return day
