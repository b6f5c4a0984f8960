"""Sessions as an iCalendar feed (RFC 5545, with the properties of RFC 7986), one per membership.

Each session is an event of its own even if it belongs to a series: it may have been moved, and
calendar applications agree better on single events than on recurrence rules with exceptions.
"""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from icalendar import Calendar, Event, Timezone

from accounts.rate_limit import RateLimit, client_ip
from accounts.views.personal_link import private_response
from library.text_cleaning import remove_unstorable
from networks.models import Membership, Network, Session
from networks.recurrence import LONDON, is_repeated_time
from networks.sessions.feed_token import membership_for_token, parse_feed_token

PAST_SESSIONS_SHOWN = timedelta(days=60)
REFRESH_INTERVAL = timedelta(hours=4)
"""How often an application should refresh the feed; many decide for themselves."""
GUESS_LIMIT = RateLimit("calendar", max_attempts=30, seconds=600)
# By rule: the library writes every transition with its date, which some applications do not read,
# and sets the transition in spring an hour late.
_LONDON_TIMEZONE = """\
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
"""London's transitions to and from summer time since 1996 (the Summer Time Order 2002)."""
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_PLAIN_TEXT = "text/plain; charset=utf-8"


@method_decorator(private_response, name="dispatch")
class CalendarFeedView(View):
    """Serves the feed to any client that has its URL.

    An expired token, an invalid one and one of an unpublished network get the same response.
    Invalid tokens are counted and, beyond a limit, refused; an expired token is not counted, since
    applications go on requesting it long after it has expired.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Return the whole feed, whatever conditional headers the request carries."""
        parsed = parse_feed_token(token)
        if parsed is None:
            return self._reject_invalid_token(request)
        membership = membership_for_token(*parsed)
        return self._feed_response(membership) if membership else _not_found()

    @staticmethod
    def _reject_invalid_token(request: HttpRequest) -> HttpResponse:
        if GUESS_LIMIT.is_exceeded(client_ip(request)):
            return HttpResponse(
                "Too many attempts. Try again in 10 minutes.\n", _PLAIN_TEXT, status=429
            )
        GUESS_LIMIT.record(client_ip(request))
        return _not_found()

    @staticmethod
    def _feed_response(membership: Membership) -> HttpResponse:
        user, network = membership.user, membership.network
        visible = Session.objects.visible_to(user).filter(network=network)
        recent = visible.filter(ends_at__gt=timezone.now() - PAST_SESSIONS_SHOWN)
        sessions = recent.annotate_for_user(user).order_by("starts_at", "pk")
        return icalendar_response(build_calendar(network, sessions), network.slug)


def build_calendar(network: Network, sessions: Iterable[Session]) -> bytes:
    """Return sessions as an iCalendar stream in UTF-8.

    Args:
        network: The network of the sessions.
        sessions: The sessions, from `annotate_for_user`. The stream contains their join links.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.HUB_NAME}//Networks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _strip_control_characters(network.name))
    calendar.add("x-wr-calname", _strip_control_characters(network.name))
    calendar.add("x-wr-timezone", LONDON.key)
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_ical(_LONDON_TIMEZONE))
    for session in sessions:
        calendar.add_component(_build_event(session))
    return calendar.to_ical()


def icalendar_response(calendar: bytes, name: str) -> HttpResponse:
    """Return an iCalendar stream as a download, named without its extension."""
    response = HttpResponse(calendar, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _build_event(session: Session) -> Event:
    event = Event()
    event.add("uid", f"session-{session.pk}@{settings.HUB_MAIL_DOMAIN}")
    event.add("sequence", session.sequence)
    # The time of the last change, not of the request, so that an unchanged feed has the same bytes.
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    # An hour that occurs twice in autumn cannot be told apart in local time.
    times = (session.starts_at, session.ends_at)
    zone = UTC if any(map(is_repeated_time, times)) else LONDON
    event.add("dtstart", session.starts_at.astimezone(zone))
    event.add("dtend", session.ends_at.astimezone(zone))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if session.is_signed_up else "TRANSPARENT")
    event.add("summary", _strip_control_characters(_summary(session)))
    event.add("description", _strip_control_characters(_description(session)))
    event.add("url", _session_url(session))
    if session.join_link and not session.is_cancelled:
        event.add("location", session.join_link)
    return event


def _summary(session: Session) -> str:
    return f"Cancelled: {session.title}" if session.is_cancelled else session.title


def _description(session: Session) -> str:
    parts = [session.about, f"Details and sign-up: {_session_url(session)}"]
    if session.guest:
        parts.insert(0, f"Guest: {session.guest}")
    if session.is_cancelled:
        parts.insert(0, f"Cancelled. {session.cancellation_reason}".strip())
    elif session.join_link:
        parts.insert(0, f"Join: {session.join_link}")
    return "\n\n".join(part for part in parts if part)


def _session_url(session: Session) -> str:
    return settings.WAGTAILADMIN_BASE_URL + session.get_absolute_url()


def _strip_control_characters(text: str) -> str:
    """Replace the characters that iCalendar text must not contain (RFC 5545, section 3.3.11)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return remove_unstorable(_CONTROL_CHARACTERS.sub(" ", lines))


def _not_found() -> HttpResponse:
    return HttpResponse("No calendar found at this address.\n", _PLAIN_TEXT, status=404)
