"""Sessions as a calendar that other programmes read (RFC 5545, with the hints of RFC 7986).

Each session is an event by itself, though it came of a series: it may have been moved, and
programmes agree better on single events than on rules with exceptions.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View
from icalendar import Calendar, Event, Timezone

from accounts.rate_limit import RateLimit, client_ip
from networks.models import Membership, Network, Session
from networks.models.membership import new_nonce
from networks.sessions.recurrence import LONDON

REFRESH_INTERVAL = timedelta(hours=4)
"""How often a programme is asked to look for changes; many look when they like."""
# By rule, as calendar programmes expect it: what the library writes out date by date some of them
# do not read, and it sets the change in spring an hour late.
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
"""London's changes of the clocks since 1996 (the Summer Time Order 2002)."""
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def build_calendar(network: Network, sessions: Iterable[Session]) -> bytes:
    """Return sessions as a calendar, in UTF-8.

    Args:
        network: Whose sessions they are.
        sessions: The sessions, from `annotate_for_user`. Their links to join stand in it.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.HUB_NAME}//Networks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _strip_controls(network.name))
    calendar.add("x-wr-calname", _strip_controls(network.name))
    calendar.add("x-wr-timezone", LONDON.key)
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH_INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_ical(_LONDON_TIMEZONE))
    for session in sessions:
        calendar.add_component(_build_event(session))
    return calendar.to_ical()


def _build_event(session: Session) -> Event:
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
    event.add("summary", _strip_controls(_summary(session)))
    event.add("description", _strip_controls(_description(session)))
    event.add("url", _session_url(session))
    if session.join_link and not session.is_cancelled:
        event.add("location", session.join_link)
    return event


def _summary(session: Session) -> str:
    return f"Cancelled: {session.title}" if session.is_cancelled else session.title


def _description(session: Session) -> str:
    parts = [session.about, f"More, and whether you are coming: {_session_url(session)}"]
    if session.guest:
        parts.insert(0, f"Guest: {session.guest}")
    if session.is_cancelled:
        parts.insert(0, f"Cancelled. {session.cancellation_reason}".strip())
    elif session.join_link:
        parts.insert(0, f"Join: {session.join_link}")
    return "\n\n".join(part for part in parts if part)


def _session_url(session: Session) -> str:
    return settings.WAGTAILADMIN_BASE_URL + session.get_absolute_url()


def _strip_controls(words: str) -> str:
    """Return words without the signs that a calendar must not hold (RFC 5545, 3.3.11)."""
    return _CONTROLS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))


# Only signs that no programme rewrites in an address.
_SIGNER = Signer(salt="networks.calendar", sep=".")


def feed_url(membership: Membership) -> str:
    """Return the whole address of a member's calendar."""
    token = _SIGNER.sign_object([membership.pk, membership.calendar_nonce])
    return settings.WAGTAILADMIN_BASE_URL + reverse("networks:feed", args=[token])


def parse_feed_token(token: str) -> tuple[int, str] | None:
    """Return the membership and the nonce that a token speaks of; None when we never made it."""
    try:
        pk, nonce = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return pk, nonce


def membership_for_token(pk: int, nonce: str) -> Membership | None:
    """Return the membership that an address stands for, if it holds today."""
    current = Membership.objects.current().filter(pk=pk, calendar_nonce=nonce)
    return current.filter(network__live=True).select_related("network", "user").first()


def reset_feed_token(user: Any, membership: Membership) -> None:
    """Give a member another address; the one before is worthless from now on."""
    own = Membership.objects.visible_to(user).filter(pk=membership.pk, user=user)
    own.update(calendar_nonce=new_nonce())


PAST_SESSIONS_SHOWN = timedelta(days=60)
GUESS_LIMIT = RateLimit("calendar", times=30, seconds=600)


class CalendarFeedView(View):
    """Gives a calendar to whoever holds its address, and to nobody else.

    An address that ended, one that never was and one of a network that is closed are answered
    alike. Guesses are counted, and after some of them answered by a refusal; an address that was
    once ours is no guess, since programmes ask for it long after it has ended.
    """

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, for nobody to keep, to find, or to be referred from."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the calendar, whole: what a programme says it has already makes no difference."""
        named = parse_feed_token(token)
        if named is None:
            return self._refuse(request)
        holder = membership_for_token(*named)
        return self._calendar(holder) if holder else _not_found()

    @staticmethod
    def _refuse(request: HttpRequest) -> HttpResponse:
        if GUESS_LIMIT.is_reached(client_ip(request)):
            return HttpResponse("Too many tries. Wait ten minutes.\n", _PLAIN_TEXT, status=429)
        GUESS_LIMIT.count(client_ip(request))
        return _not_found()

    @staticmethod
    def _calendar(holder: Membership) -> HttpResponse:
        visible = Session.objects.visible_to(holder.user).filter(network=holder.network)
        shown = visible.filter(ends_at__gt=timezone.now() - PAST_SESSIONS_SHOWN)
        sessions = shown.annotate_for_user(holder.user).order_by("starts_at", "pk")
        return icalendar_response(build_calendar(holder.network, sessions), holder.network.slug)


_PLAIN_TEXT = "text/plain; charset=utf-8"


def _not_found() -> HttpResponse:
    return HttpResponse("There is no calendar at this address.\n", _PLAIN_TEXT, status=404)


def icalendar_response(calendar: bytes, name: str) -> HttpResponse:
    """Return a calendar as a file of a name."""
    response = HttpResponse(calendar, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
