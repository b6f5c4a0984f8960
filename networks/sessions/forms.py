"""The forms in which organisers make and change sessions."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone

from networks.models import Session, SessionSeries
from networks.optimistic_lock import OptimisticLockForm
from networks.patient_identifiers import RejectPatientIdentifiersMixin
from networks.sessions.recurrence import LondonDateTime
from networks.sessions.update_series import SeriesUpdatePlan

PLANNING_HORIZON = timedelta(days=731)
"""How far ahead anything can be planned: beyond, a year was mistyped."""
EARLIEST_YEAR = 2000


class DateField(forms.DateField):
    """A day, chosen from the browser's own calendar where it has one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        kwargs.setdefault("error_messages", {"invalid": "Write a day such as 2026-03-27."})
        super().__init__(**{"widget": widget, **kwargs})


class TimeOfDayField(forms.TimeField):
    """A time of day in London."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        kwargs.setdefault("error_messages", {"invalid": "Write a time such as 13:00."})
        kwargs.setdefault("help_text", "In London, summer and winter.")
        super().__init__(**{"label": "Time", "widget": widget, **kwargs})


class HttpURLField(forms.URLField):
    """A link to another site that a browser opens."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Write a whole address: https://…"})
        super().__init__(**{"assume_scheme": "https", "required": False, **kwargs})


class SessionForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """A session: when, with whom, and what it is about."""

    day = DateField(label="Day")
    at = TimeOfDayField()
    join_link = HttpURLField(
        label="Link to join",
        max_length=500,
        help_text="Members alone see it: on this page, and in their calendars.",
    )

    field_order = ["title", "guest", "about", "day", "at"]

    class Meta:
        model = Session
        fields = ["title", "guest", "about", "minutes", "join_link", "is_open"]
        labels = {"title": "Topic", "is_open": "Open to everybody"}
        help_texts = {
            "is_open": "The next open session is named on the network’s public page, without the "
            "link to join.",
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            start = self.instance.london_start
            self.initial |= {"day": start.day, "at": start.at}

    def clean(self) -> dict[str, Any]:
        """See that the time is still to come, unless it stays as it was."""
        cleaned = super().clean()
        day, at = cleaned.get("day"), cleaned.get("at")
        if day is None or at is None:
            return cleaned
        if day - timezone.localdate() > PLANNING_HORIZON or day.year < EARLIEST_YEAR:
            self.add_error("day", "That is very far from today. Is the year right?")
            return cleaned
        starts_at = LondonDateTime(day, at).moment
        if starts_at != self.initial_start and starts_at <= timezone.now():
            self.add_error("day", "That is over already. Choose a day and a time to come.")
        cleaned["starts_at"] = starts_at
        return cleaned

    @property
    def initial_start(self) -> Any:
        """Return when the session begins at present; None for a new one."""
        return self.instance.starts_at if self.instance.pk else None

    def model_values(self) -> dict[str, Any]:
        """Return what was said, by the names of `Session`."""
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "starts_at"]}


class SessionNotesForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """What there is of a session afterwards."""

    recording = HttpURLField(label="Link to the recording", max_length=500)

    class Meta:
        model = Session
        fields = ["notes", "recording"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "notes": "What was said, for those who were not there. Addresses become links; an "
            "empty line begins a new paragraph.",
        }

    def model_values(self) -> dict[str, Any]:
        """Return what was said, by the names of `Session`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SessionCancelForm(forms.Form):
    """Why a session is cancelled."""

    why = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        help_text="Members read it, and those who signed up get it by mail.",
    )


MAX_SERIES_AGE = timedelta(days=20 * 366)
"""How long a series may have gone on: beyond, a year was mistyped."""
_SESSIONS_LISTED = 5


class SeriesEndForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """When a series ends."""

    last_date = DateField(
        label="Last session", required=False, help_text="Leave it empty if it goes on."
    )
    sure = forms.BooleanField(
        label="Take these sessions away", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = SessionSeries
        fields = ["last_date"]

    def clean_last_on(self) -> date | None:
        """Return the last day, if there is one.

        Raises:
            ValidationError: A year was mistyped.
        """
        last_date = self.cleaned_data["last_date"]
        return _validate_plausible_date(last_date) if last_date else None

    def clean(self) -> dict[str, Any]:
        """See that it does not end before it begins."""
        cleaned = super().clean()
        first_date = cleaned.get("first_date", self.instance.first_date)
        last_date = cleaned.get("last_date")
        if first_date and last_date and last_date < first_date:
            self.add_error("last_date", "The last day cannot come before the first.")
        return cleaned

    def require_confirmation(self, plan: SeriesUpdatePlan) -> None:
        """Ask for a tick before sessions are taken away, and say which they are."""
        number = len(plan.gone)
        self.fields["sure"].widget = forms.CheckboxInput()
        self.fields["sure"].required = True
        days = ", ".join(f"{one.london_start.day:%-d %B}" for one in plan.gone[:_SESSIONS_LISTED])
        more = f" and {number - _SESSIONS_LISTED} more" if number > _SESSIONS_LISTED else ""
        self.add_error(
            "sure",
            f"Sessions would go ({number}): on {days}{more}. Tick the box if that is right. "
            "Whoever signed up is told.",
        )

    def model_values(self) -> dict[str, Any]:
        """Return what was said, by the names of `SessionSeries`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SeriesForm(SeriesEndForm):
    """A series: how often, when, and what its sessions have in common."""

    first_date = DateField(
        label="First session",
        help_text="Its weekday is the series’ weekday. Monthly, it also says which of the month: "
        "the second Friday stays the second Friday, a fifth is the last.",
    )
    at = TimeOfDayField()
    join_link = HttpURLField(
        label="Link to join", max_length=500, help_text="Members alone see it."
    )

    class Meta(SeriesEndForm.Meta):
        fields = [
            *("title", "about", "rhythm", "first_date", "at", "minutes"),
            *("join_link", "is_open", "last_date"),
        ]
        widgets = {"rhythm": forms.RadioSelect, "about": forms.Textarea(attrs={"rows": 4})}

    field_order = Meta.fields

    def clean_first_on(self) -> date:
        """Return the first day.

        Raises:
            ValidationError: A year was mistyped.
        """
        return _validate_plausible_date(self.cleaned_data["first_date"])


def _validate_plausible_date(day: date) -> date:
    today = timezone.localdate()
    if not today - MAX_SERIES_AGE <= day <= today + PLANNING_HORIZON:
        raise forms.ValidationError("Is the year right? That is very far from today.")
    return day
