"""Days of consents and join requests are days in London, also between midnight and 1 a.m."""

from datetime import UTC, date, datetime

from editorial.consent.models import Consent
from networks.models import RequestEvent

AFTER_MIDNIGHT_IN_LONDON = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_withdrawal_is_on_the_day_in_london():
    consent = Consent(withdrawn_at=AFTER_MIDNIGHT_IN_LONDON, expires_on=date(2027, 1, 1))
    assert consent.state == "Withdrawn on 2 July 2026"


def test_event_of_a_join_request_is_on_the_day_in_london():
    event = RequestEvent(kind="received", created_at=AFTER_MIDNIGHT_IN_LONDON)
    assert str(event).endswith("02 July 2026")
