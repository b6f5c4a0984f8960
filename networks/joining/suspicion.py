"""Why an answer looks as if no person had written it. It is set aside then, and never dropped."""

from django.http import HttpRequest

from accounts.rate_limit import RateLimit, client_ip
from networks.joining.proof import was_done
from networks.joining.showing import Showing

TRAP = "form-website"
"""A field that people do not see and leave empty; programmes fill in what they find."""
WORK = "form-work"
"""With a hyphen, as no question's name has one: an editor may ask for somebody's work."""
QUICKEST = 3
"""Seconds in which nobody reads and answers a form."""

OFTEN = RateLimit("join-often", times=20, seconds=3600)
"""From one address of the network; well above a team that signs up together after a meeting, since
a hospital's many people come from one address, some of them without JavaScript. It only weighs."""
TOO_OFTEN = RateLimit("join-too-often", times=120, seconds=3600)
"""Beyond this nothing more is taken from there for a while."""
SAME_PERSON = RateLimit("join-person", times=3, seconds=24 * 3600)
"""In one person's name, wherever from: they may ask two networks, and correct themselves once."""
SAME_SHOWING = RateLimit("join-showing", times=3, seconds=24 * 3600)
"""From one showing of a form: what a browser did once does not speak for many answers."""


def reasons(request: HttpRequest, showing: Showing, email: str) -> list[str]:
    """Return what is odd about an answer, in words for the team; nothing for most.

    A form that was sent often from one address is odd only where the browser did no work:
    so a trust's training day, behind one address, is not taken for a flood.

    Args:
        request: What was sent.
        showing: The showing it came from.
        email: The address of the person, if they gave one.
    """
    found = []
    if request.POST.get(TRAP):
        found.append("A field that people do not see was filled in.")
    if showing.seconds < QUICKEST:
        found.append(f"It was answered within {QUICKEST} seconds.")
    if OFTEN.is_reached(client_ip(request)) and not was_done(showing, request.POST.get(WORK, "")):
        found.append("Many came from the same place within an hour.")
    if SAME_SHOWING.is_reached(showing.key):
        found.append("Several different answers came from one showing of the form.")
    if email and SAME_PERSON.is_reached(email):
        found.append("Several came in the name of this person within a day.")
    return found


def note(request: HttpRequest, showing: Showing, email: str) -> None:
    """Count an answer that is new; one that is sent again counts for nothing."""
    OFTEN.count(client_ip(request))
    SAME_SHOWING.count(showing.key)
    if email:
        SAME_PERSON.count(email)
