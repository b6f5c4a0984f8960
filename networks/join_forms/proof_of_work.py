"""A little work that a visitor's browser does unasked: nothing for one, much for thousands.

It is for one showing of a form, and `suspicion.SAME_SHOWING` sees that it serves few answers.

The work is set and checked by ALTCHA's library, on our own machine; nobody is asked to read
letters or to pick pictures, and no third party hears of the visit.
"""

import json
from typing import Any

import altcha
from django.conf import settings

from networks.join_forms.form_token import FormToken

MAX_NUMBER = 30_000
"""The largest number to be found by trying: a second or less on a telephone."""


def create_challenge(showing: FormToken) -> str:
    """Return the work for one showing of a form, as JSON for the script."""
    asked = altcha.ChallengeOptionsV1(
        max_number=MAX_NUMBER, hmac_key=_key(), params={"showing": showing.key}
    )
    challenge = altcha.create_challenge_v1(asked)
    work: dict[str, Any] = challenge.to_dict()
    return json.dumps({name: work[name] for name in sorted(work)})


def is_solved(showing: FormToken, payload: str) -> bool:
    """Return whether the work of this very showing was done.

    Args:
        showing: The showing the form came from; it is not too old.
        payload: What the script sent, base64 of JSON; whatever else it is counts as nothing.
    """
    if not payload or len(payload) > 2000:
        return False
    try:
        done, _ = altcha.verify_solution_v1(payload, _key())
        shown = altcha.extract_params_v1(altcha.PayloadV1.from_base64(payload).to_dict())
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return False
    return done and shown.get("showing") == [showing.key]


def _key() -> str:
    return f"networks.joining.proof:{settings.SECRET_KEY}"
