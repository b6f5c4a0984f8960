"""The schedule of a page: dates that passed since they were set, in forms and at publication."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.staticfiles import versioned_static

SUBMIT_ACTIONS = ("action-submit", "action-restart-workflow")
"""The editor's buttons that submit a page to its workflow."""
_DATES = ("go_live_at", "expire_at")
SCHEDULE_ERROR = (
    "Correct the publishing schedule. To open it, choose “Edit schedule” in the Status panel."
)


def schedule_errors(draft: Any) -> list[str]:
    """Return why a draft would be public at no time; empty for a schedule that can be followed.

    Args:
        draft: A page or snippet with the dates that it would be published with.
    """
    if draft.expire_at is None:
        return []
    end = date_format(timezone.localtime(draft.expire_at), "j F Y, fa")
    how = "Change or remove it: choose “Edit schedule” in the Status panel of the editor."
    if draft.expire_at <= timezone.now():
        return [f"The expiry date, {end}, has passed, so no one could read the page. {how}"]
    if draft.go_live_at and draft.expire_at <= draft.go_live_at:
        return [f"The expiry date, {end}, is before the go-live date. {how}"]
    return []


class ScheduleForm(WagtailAdminPageForm):
    """Accepts the stored dates of a page's schedule, and reports errors in new ones twice.

    A date that passed since it was stored must not block other changes: publication checks it.
    An error in a new one is shown beside its field, in a dialog that is closed at first, and in
    the message above the form. Who submits the page must correct a passed date first.
    """

    def _clean_form(self) -> None:
        dates = {name: self.cleaned_data.get(name) for name in _DATES if name not in self.errors}
        super()._clean_form()
        stored = {
            name: value
            for name, value in dates.items()
            if _to_minute(value) == _to_minute(self.initial.get(name))
        }
        is_settled = len(stored) == len(_DATES) or (
            "expire_at" in stored and not _ends_early(dates)
        )
        if is_settled and not any(map(self.data.get, SUBMIT_ACTIONS)):
            for name in stored.keys() & self.errors.keys():
                del self.errors[name]
                self.cleaned_data[name] = stored[name]
        if self.errors.keys() & set(_DATES):
            self.add_error(None, SCHEDULE_ERROR)


def schedule_errors_script() -> str:
    """Return the script element that opens the dialog of the schedule when it has errors."""
    return format_html(
        '<script src="{}" defer></script>', versioned_static("js/schedule-errors.js")
    )


def _ends_early(dates: dict[str, datetime | None]) -> bool:
    """Return whether the end is before the beginning."""
    begin, end = dates.get("go_live_at"), dates.get("expire_at")
    return bool(begin and end and end < begin)


def _to_minute(value: datetime | None) -> datetime | None:
    """Return a date and time as the form shows it, to the minute."""
    return value.replace(second=0, microsecond=0) if value else None
