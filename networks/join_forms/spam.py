"""Why an answer looks as if no person had written it. It is set aside then, and never dropped."""

from django.http import HttpRequest

from accounts.rate_limit import RateLimit, client_ip
from networks.join_forms.form_token import FormToken
from networks.join_forms.proof_of_work import is_solved

HONEYPOT_FIELD = "form-website"
"""A field that people do not see and leave empty; programmes fill in what they find."""
PROOF_FIELD = "form-work"
"""With a hyphen, as no question's name has one: an editor may ask for somebody's work."""
MIN_SECONDS = 3
"""Seconds in which nobody reads and answers a form."""

IP_SUSPICION_LIMIT = RateLimit("join-often", max_attempts=20, seconds=3600)
"""From one address of the network; well above a team that signs up together after a meeting, since
a hospital's many people come from one address, some of them without JavaScript. It only weighs."""
IP_LIMIT = RateLimit("join-too-often", max_attempts=120, seconds=3600)
"""Beyond this nothing more is taken from there for a while."""
EMAIL_LIMIT = RateLimit("join-person", max_attempts=3, seconds=24 * 3600)
"""In one person's name, wherever from: they may ask two networks, and correct themselves once."""
TOKEN_LIMIT = RateLimit("join-showing", max_attempts=3, seconds=24 * 3600)
"""From one showing of a form: what a browser did once does not speak for many answers."""


def spam_reasons(request: HttpRequest, showing: FormToken, email: str) -> list[str]:
    """Return what is odd about an answer, in words for the team; nothing for most.

    A form that was sent often from one address is odd only where the browser did no work:
    so a trust's training day, behind one address, is not taken for a flood.

    Args:
        request: What was sent.
        showing: The showing it came from.
        email: The address of the person, if they gave one.
    """
    found = []
    if request.POST.get(HONEYPOT_FIELD):
        found.append("A field that people do not see was filled in.")
    if showing.seconds < MIN_SECONDS:
        found.append(f"It was answered within {MIN_SECONDS} seconds.")
    if IP_SUSPICION_LIMIT.is_exceeded(client_ip(request)) and not is_solved(
        showing, request.POST.get(PROOF_FIELD, "")
    ):
        found.append("Many came from the same place within an hour.")
    if TOKEN_LIMIT.is_exceeded(showing.key):
        found.append("Several different answers came from one showing of the form.")
    if email and EMAIL_LIMIT.is_exceeded(email):
        found.append("Several came in the name of this person within a day.")
    return found


def count_submission(request: HttpRequest, showing: FormToken, email: str) -> None:
    """Count an answer that is new; one that is sent again counts for nothing."""
    IP_SUSPICION_LIMIT.record(client_ip(request))
    TOKEN_LIMIT.record(showing.key)
    if email:
        EMAIL_LIMIT.record(email)
