"""Clients that submit the join form and act on join requests."""

import json
import time
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.test import Client

from networks.join_forms.form_token import SALT, TOKEN_FIELD
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
    """Return what takes a form's page and gives its token, as it were seconds later."""

    def take(response: Any) -> str:
        key = response.context["token"].rsplit(":", 2)[0]
        signer = signing.TimestampSigner(salt=SALT)
        value = f"{key}:{signing.b62_encode(int(time.time() - seconds))}"
        return f"{value}:{signer.signature(value)}"

    return take


def filled_form(
    client: Client, seconds: float = 40, address: str = JOIN_URL, **changes: Any
) -> dict:
    """Open a form and return what would be sent after some time."""
    response = client.get(address)
    assert response.status_code == 200
    sent = ANSWERS | {
        TOKEN_FIELD: token_aged(seconds)(response),
        HONEYPOT_FIELD: "",
        PROOF_FIELD: "",
    }
    return sent | changes


def challenge_of(response: Any) -> dict:
    """Return the work that a form sets."""
    return json.loads(response.context["challenge"])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def apply_action(client, request, name, **data):
    return client.post(f"/admin/networks/requests/{request.pk}/{name}/", data, follow=True)
