"""The forms in which organisers make and change sessions."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone

from networks.models import Session
from networks.optimistic_lock import OptimisticLockForm
from networks.patient_identifiers import RejectPatientIdentifiersMixin
from networks.sessions.rhythm import London

FURTHEST = timedelta(days=731)
"""How far ahead anything can be planned: beyond, a year was mistyped."""
FIRST_YEAR = 2000


class DayField(forms.DateField):
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


class LinkField(forms.URLField):
    """A link to another site that a browser opens."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Write a whole address: https://…"})
        super().__init__(**{"assume_scheme": "https", "required": False, **kwargs})


class SessionForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """A session: when, with whom, and what it is about."""

    day = DayField(label="Day")
    at = TimeOfDayField()
    join_link = LinkField(
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
        if day - timezone.localdate() > FURTHEST or day.year < FIRST_YEAR:
            self.add_error("day", "That is very far from today. Is the year right?")
            return cleaned
        starts_at = London(day, at).moment
        if starts_at != self.initial_start and starts_at <= timezone.now():
            self.add_error("day", "That is over already. Choose a day and a time to come.")
        cleaned["starts_at"] = starts_at
        return cleaned

    @property
    def initial_start(self) -> Any:
        """Return when the session begins at present; None for a new one."""
        return self.instance.starts_at if self.instance.pk else None

    def as_fields(self) -> dict[str, Any]:
        """Return what was said, by the names of `Session`."""
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "starts_at"]}


class NotesForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """What there is of a session afterwards."""

    recording = LinkField(label="Link to the recording", max_length=500)

    class Meta:
        model = Session
        fields = ["notes", "recording"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "notes": "What was said, for those who were not there. Addresses become links; an "
            "empty line begins a new paragraph.",
        }

    def as_fields(self) -> dict[str, Any]:
        """Return what was said, by the names of `Session`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CancelForm(forms.Form):
    """Why a session is cancelled."""

    why = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        help_text="Members read it, and those who signed up get it by mail.",
    )
