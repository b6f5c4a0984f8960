"""Proof of work that a visitor's browser computes: cheap for one submission, costly for thousands.

A challenge is bound to one form token, and `spam.TOKEN_LIMIT` limits the submissions per token.

ALTCHA's library creates and verifies challenges on our own server: visitors solve no puzzle, and
no third party learns of the visit.
"""

import json
from typing import Any

import altcha
from django.conf import settings

from accounts.form_token import FormToken

MAX_NUMBER = 30_000
"""The largest number to find by trying: a second or less on a telephone."""


def create_challenge(token: FormToken) -> str:
    """Return the challenge for a form token, as JSON for the script."""
    options = altcha.ChallengeOptionsV1(
        max_number=MAX_NUMBER, hmac_key=_hmac_key(), params={"token": token.key}
    )
    challenge = altcha.create_challenge_v1(options)
    data: dict[str, Any] = challenge.to_dict()
    return json.dumps({name: data[name] for name in sorted(data)})


def is_solved(token: FormToken, payload: str) -> bool:
    """Return whether the challenge of a form token was solved.

    Args:
        token: The token of the submitted form; it has not expired.
        payload: The script's solution, base64 of JSON; anything else counts as unsolved.
    """
    if not payload or len(payload) > 2000:
        return False
    try:
        solved, _ = altcha.verify_solution_v1(payload, _hmac_key())
        params = altcha.extract_params_v1(altcha.PayloadV1.from_base64(payload).to_dict())
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return False
    return solved and params.get("token") == [token.key]


def _hmac_key() -> str:
    return f"networks.joining.proof:{settings.SECRET_KEY}"
