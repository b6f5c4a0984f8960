"""Series that skip bank holidays, and the dates of bank holidays in England."""

from datetime import date, timedelta

import pytest

from networks.bank_holidays import bank_holidays
from networks.models import Session
from networks.sessions.occurrences import generate_all_occurrences
from tests.networks.factories import make_series


def test_bank_holidays_are_those_published_for_england():
    # Source: https://www.gov.uk/bank-holidays
    published = {
        2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
        2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
        2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
        2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
    }
    for year, days in published.items():
        weekdays = sorted(day for day in bank_holidays(year) if day.weekday() < 5)
        assert [f"{day:%m-%d}" for day in weekdays] == days


@pytest.mark.django_db
def test_series_skips_bank_holidays_if_its_organisers_choose(psmn, organiser_client):
    series = make_series(psmn, first_date=date(2026, 12, 4), skips_bank_holidays=True)
    days = series.occurrence_dates(date(2026, 12, 4), date(2027, 4, 2))
    assert {date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 26)}.isdisjoint(days)
    assert date(2026, 12, 18) in days
    generate_all_occurrences()
    dates = {session.london_start.day for session in Session.objects.all()}
    assert not dates & (bank_holidays(2026) | bank_holidays(2027))
    page = organiser_client.get("/networks/psmn/space/series/").content.decode()
    assert "not on bank holidays" in page
    form = organiser_client.get(f"/networks/psmn/space/series/{series.pk}/change/")
    assert form.context["form"]["skips_bank_holidays"].value() is True


@pytest.mark.django_db
def test_series_meets_on_bank_holidays_by_default(psmn):
    series = make_series(psmn, first_date=date(2026, 12, 4))
    christmas = date(2026, 12, 25)
    assert series.occurrence_dates(christmas, christmas + timedelta(days=1)) == [christmas]
