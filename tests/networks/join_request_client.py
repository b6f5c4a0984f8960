"""Clients that submit the join form and act on join requests."""

import json
import time
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.test import Client

from accounts.form_token import SALT, TOKEN_FIELD
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD

JOIN_URL = "/networks/psmn/join/"
ANSWERS = {
    "your_name": "Niamh Ó Sé",
    "e_mail_address": "Niamh@trust.example",
    "organisation": "A trust",
    "why_would_you_like_to_join": "I look after incident reviews.",
    "i_agree_that_you_keep_this": "on",
}


def token_aged(seconds: float) -> Callable[[Any], str]:
    """Return a function that reads the form token of a response and makes it some seconds older."""

    def age_token(response: Any) -> str:
        key = response.context["token"].rsplit(":", 2)[0]
        signer = signing.TimestampSigner(salt=SALT)
        value = f"{key}:{signing.b62_encode(int(time.time() - seconds))}"
        return f"{value}:{signer.signature(value)}"

    return age_token


def filled_form(
    client: Client, seconds: float = 40, address: str = JOIN_URL, **changes: Any
) -> dict:
    """Get a form and return its data, submitted some seconds later."""
    response = client.get(address)
    assert response.status_code == 200
    form_data = ANSWERS | {
        TOKEN_FIELD: token_aged(seconds)(response),
        HONEYPOT_FIELD: "",
        PROOF_FIELD: "",
    }
    return form_data | changes


def challenge_of(response: Any) -> dict:
    """Return the proof-of-work challenge of a form."""
    return json.loads(response.context["challenge"])


def apply_action(client, request, name, **data):
    """Post an action on a join request, and follow the redirect."""
    return client.post(f"/admin/networks/requests/{request.pk}/{name}/", data, follow=True)
