"""Spam scoring of submissions. Suspected spam is quarantined for review, never discarded."""

from django.http import HttpRequest

from accounts.form_token import FormToken
from accounts.rate_limit import RateLimit, client_ip
from networks.join_forms.proof_of_work import is_solved

HONEYPOT_FIELD = "form-website"
"""A field hidden from people, which bots fill in."""
PROOF_FIELD = "form-work"
"""The field of the proof of work. No question's name has a hyphen, so none collides."""
MIN_SECONDS = 3
"""Fewer seconds than a person needs to read and answer a form."""

IP_SUSPICION_LIMIT = RateLimit("join-often", max_attempts=20, seconds=3600)
"""Per IP address; above what a team needs that signs up after a meeting, since a hospital's staff
share one address, some without JavaScript. Beyond it a submission needs the proof of work."""
IP_LIMIT = RateLimit("join-too-often", max_attempts=120, seconds=3600)
"""Per IP address; beyond it submissions are refused."""
RATE_LIMITED = (
    "Too many forms were sent from your internet connection in the last hour. Your answers are "
    "still here. Send the form again in an hour."
)
"""The error message of a refused submission."""
EMAIL_LIMIT = RateLimit("join-person", max_attempts=3, seconds=24 * 3600)
"""Per email address: enough to ask two networks and send one correction."""
TOKEN_LIMIT = RateLimit("join-showing", max_attempts=3, seconds=24 * 3600)
"""Per form token: one proof of work covers few submissions."""


def spam_reasons(request: HttpRequest, token: FormToken, email: str) -> list[str]:
    """Return the reasons why a submission looks like spam, as text for editors.

    Many submissions from one IP address count only without a proof of work, so that a trust's
    training day behind one address is no flood.

    Args:
        request: The request that submits the form.
        token: The form token.
        email: The applicant's email address, if given.
    """
    reasons = []
    if request.POST.get(HONEYPOT_FIELD):
        reasons.append("A hidden field was filled in.")
    if token.seconds < MIN_SECONDS:
        reasons.append(f"The form was sent within {MIN_SECONDS} seconds of being opened.")
    if IP_SUSPICION_LIMIT.is_exceeded(client_ip(request)) and not is_solved(
        token, request.POST.get(PROOF_FIELD, "")
    ):
        reasons.append("Many forms came from the same internet connection within an hour.")
    if TOKEN_LIMIT.is_exceeded(token.key):
        reasons.append("The same form page was sent several times with different answers.")
    if email and EMAIL_LIMIT.is_exceeded(email):
        reasons.append("Several forms came from this email address within a day.")
    return reasons


def count_submission(request: HttpRequest, token: FormToken, email: str) -> None:
    """Count a new submission towards the limits; duplicates are not counted."""
    IP_SUSPICION_LIMIT.record(client_ip(request))
    TOKEN_LIMIT.record(token.key)
    if email:
        EMAIL_LIMIT.record(email)
