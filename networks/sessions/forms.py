"""Forms in which organisers create, change and cancel sessions and series."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from networks.models import Session, SessionSeries
from networks.optimistic_lock import OptimisticLockForm
from networks.recurrence import LondonDateTime
from networks.sessions.update_series import SeriesUpdatePlan

PLANNING_HORIZON = timedelta(days=731)
"""How far ahead a date may be; a later one counts as a mistyped year."""
EARLIEST_YEAR = 2000
MAX_SERIES_AGE = timedelta(days=20 * 366)
"""How long ago a series may have begun; an earlier date counts as a mistyped year."""
_SESSIONS_LISTED = 5


class DateField(forms.DateField):
    """A date field with the browser's own date picker."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        kwargs.setdefault("error_messages", {"invalid": "Enter a date in the format 2026-03-27."})
        super().__init__(**{"widget": widget, **kwargs})


class TimeOfDayField(forms.TimeField):
    """A time field for a time of day in London."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        kwargs.setdefault("error_messages", {"invalid": "Enter a time in the format 13:00."})
        kwargs.setdefault("help_text", "London time, in summer and winter.")
        super().__init__(**{"label": "Time", "widget": widget, **kwargs})


class HttpURLField(forms.URLField):
    """A URL field that accepts the schemes http and https only."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages", {"invalid": "Enter a web address that starts with https://"}
        )
        super().__init__(**{"assume_scheme": "https", "required": False, **kwargs})


class SessionForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """Creates or changes a session: its topic, guest, date and time."""

    day = DateField(label="Date")
    start_time = TimeOfDayField()
    join_link = HttpURLField(
        label="Link to join",
        max_length=500,
        help_text="Only members see it, on this page and in their calendars.",
    )

    field_order = ["title", "guest", "about", "day", "start_time"]

    class Meta:
        model = Session
        fields = ["title", "guest", "about", "minutes", "join_link", "is_open"]
        labels = {"title": "Topic", "is_open": "Open to guests"}
        help_texts = {
            "is_open": "The network’s public page shows the next open session. Guests can ask for "
            "the link there.",
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            start = self.instance.london_start
            self.initial |= {"day": start.day, "start_time": start.time_of_day}

    def clean(self) -> dict[str, Any]:
        """Reject a start in the past, unless the session's start is unchanged."""
        cleaned = super().clean()
        day, start_time = cleaned.get("day"), cleaned.get("start_time")
        if day is None or start_time is None:
            return cleaned
        if day - timezone.localdate() > PLANNING_HORIZON or day.year < EARLIEST_YEAR:
            self.add_error("day", "The date is very far from today. Check the year.")
            return cleaned
        starts_at = LondonDateTime(day, start_time).utc
        if starts_at != self.current_start and starts_at <= timezone.now():
            self.add_error("day", "Enter a date and time in the future.")
        cleaned["starts_at"] = starts_at
        return cleaned

    @property
    def current_start(self) -> Any:
        """Return the session's start in the database, or None for a new session."""
        return self.instance.starts_at if self.instance.pk else None

    def model_values(self) -> dict[str, Any]:
        """Return the cleaned values by the field names of `Session`."""
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "starts_at"]}


class SessionNotesForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """Changes the notes and the recording of a session."""

    recording = HttpURLField(label="Link to the recording", max_length=500)

    class Meta:
        model = Session
        fields = ["notes", "recording"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "notes": "A summary for members who could not come. Web addresses become links. Leave "
            "an empty line to start a new paragraph.",
        }

    def model_values(self) -> dict[str, Any]:
        """Return the cleaned values by the field names of `Session`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SessionCancelForm(RejectPatientIdentifiersMixin, forms.Form):
    """The reason of a cancellation."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        required=False,
        help_text="Members see it on this page. We email it to everyone who signed up.",
    )


class SeriesEndForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """Sets or clears the last date of a series."""

    last_date = DateField(
        label="Last session", required=False, help_text="Leave it empty if there is no end date."
    )
    confirmed = forms.BooleanField(
        label="Remove these sessions", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = SessionSeries
        fields = ["last_date"]

    def clean_last_date(self) -> date | None:
        """Return the last date, if there is one.

        Raises:
            ValidationError: The date is implausibly far from today.
        """
        last_date = self.cleaned_data["last_date"]
        return _validate_plausible_date(last_date) if last_date else None

    def clean(self) -> dict[str, Any]:
        """Reject a last date before the first."""
        cleaned = super().clean()
        first_date = cleaned.get("first_date", self.instance.first_date)
        last_date = cleaned.get("last_date")
        if first_date and last_date and last_date < first_date:
            self.add_error(
                "last_date", "The last session must be on or after the date of the first session."
            )
        return cleaned

    def require_confirmation(self, plan: SeriesUpdatePlan) -> None:
        """Show the confirmation checkbox, with an error that lists the sessions to be removed."""
        number = len(plan.removed)
        self.fields["confirmed"].widget = forms.CheckboxInput()
        self.fields["confirmed"].required = True
        days = ", ".join(
            f"{session.london_start.day:%-d %B}" for session in plan.removed[:_SESSIONS_LISTED]
        )
        more = f" and {number - _SESSIONS_LISTED} more" if number > _SESSIONS_LISTED else ""
        self.add_error(
            "confirmed",
            f"This removes {number} session{'' if number == 1 else 's'}: {days}{more}. Tick the "
            "box to confirm. We email everyone who signed up.",
        )

    def model_values(self) -> dict[str, Any]:
        """Return the cleaned values by the field names of `SessionSeries`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SeriesForm(SeriesEndForm):
    """Creates or changes a series: its frequency, time, and what its sessions share."""

    first_date = DateField(
        label="First session",
        help_text="Sets the day of the week. For a monthly session it also sets the week. If "
        "it is the second Friday of a month, sessions are on the second Friday of each month. A "
        "fifth Friday means the last Friday.",
    )
    start_time = TimeOfDayField()
    join_link = HttpURLField(label="Link to join", max_length=500, help_text="Only members see it.")

    skips_bank_holidays = forms.BooleanField(
        label="Not on bank holidays",
        required=False,
        help_text="No session takes place on a bank holiday in England.",
    )

    class Meta(SeriesEndForm.Meta):
        fields = [
            *("title", "about", "frequency", "first_date", "start_time", "minutes"),
            *("join_link", "is_open", "skips_bank_holidays", "last_date"),
        ]
        widgets = {"frequency": forms.RadioSelect, "about": forms.Textarea(attrs={"rows": 4})}

    field_order = Meta.fields

    def clean_first_date(self) -> date:
        """Return the first date.

        Raises:
            ValidationError: The date is implausibly far from today.
        """
        return _validate_plausible_date(self.cleaned_data["first_date"])


def _validate_plausible_date(day: date) -> date:
    today = timezone.localdate()
    if not today - MAX_SERIES_AGE <= day <= today + PLANNING_HORIZON:
        raise forms.ValidationError("The date is very far from today. Check the year.")
    return day
