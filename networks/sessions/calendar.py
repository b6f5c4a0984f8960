"""Sessions as a calendar that other programmes read (RFC 5545, with the hints of RFC 7986).

Each session is an event by itself, though it came of a series: it may have been moved, and
programmes agree better on single events than on rules with exceptions.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from icalendar import Calendar, Event, Timezone

from networks.models import Network, Session
from networks.sessions.rhythm import LONDON

READ_AGAIN = timedelta(hours=4)
"""How often a programme is asked to look for changes; many look when they like."""
# By rule, as calendar programmes expect it: what the library writes out date by date some of them
# do not read, and it sets the change in spring an hour late.
_CLOCKS = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
"""London's changes of the clocks since 1996 (the Summer Time Order 2002)."""
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def calendar_of(network: Network, sessions: Iterable[Session]) -> bytes:
    """Return sessions as a calendar, in UTF-8.

    Args:
        network: Whose sessions they are.
        sessions: The sessions, from `for_reader`. Their links to join stand in it.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.HUB_NAME}//Networks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _plain(network.name))
    calendar.add("x-wr-calname", _plain(network.name))
    calendar.add("x-wr-timezone", LONDON.key)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_ical(_CLOCKS))
    for session in sessions:
        calendar.add_component(_event(session))
    return calendar.to_ical()


def _event(session: Session) -> Event:
    event = Event()
    event.add("uid", f"session-{session.pk}@{settings.HUB_MAIL_DOMAIN}")
    event.add("sequence", session.sequence)
    # The state that is described, and not the moment of asking: unchanged, it reads the same.
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("dtstart", session.starts_at.astimezone(LONDON))
    event.add("dtend", session.ends_at.astimezone(LONDON))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if session.is_signed_up else "TRANSPARENT")
    event.add("summary", _plain(_summary(session)))
    event.add("description", _plain(_description(session)))
    event.add("url", _page(session))
    if session.join_link and not session.is_cancelled:
        event.add("location", session.join_link)
    return event


def _summary(session: Session) -> str:
    return f"Cancelled: {session.title}" if session.is_cancelled else session.title


def _description(session: Session) -> str:
    parts = [session.about, f"More, and whether you are coming: {_page(session)}"]
    if session.guest:
        parts.insert(0, f"Guest: {session.guest}")
    if session.is_cancelled:
        parts.insert(0, f"Cancelled. {session.why_cancelled}".strip())
    elif session.join_link:
        parts.insert(0, f"Join: {session.join_link}")
    return "\n\n".join(part for part in parts if part)


def _page(session: Session) -> str:
    return settings.WAGTAILADMIN_BASE_URL + session.get_absolute_url()


def _plain(words: str) -> str:
    """Return words without the signs that a calendar must not hold (RFC 5545, 3.3.11)."""
    return _CONTROLS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
