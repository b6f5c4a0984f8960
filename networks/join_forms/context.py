"""The page on which a form is asked."""

from typing import Any

from django.http import HttpRequest

from networks.join_forms.builder import JoinRequestForm, get_form_class
from networks.join_forms.form_token import TOKEN_FIELD, FormToken
from networks.join_forms.proof_of_work import create_challenge
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD
from networks.models import JoinForm, Network


def form_context(
    form: JoinForm, asked: JoinRequestForm, showing: FormToken, network: Network | None = None
) -> dict[str, Any]:
    """Return what the page of a form shows.

    Args:
        form: The editor's form.
        asked: Its questions, with what was typed so far.
        showing: This showing of it.
        network: The network that is asked, if it is one.
    """
    return {
        "join_form": form,
        "asked": asked,
        "network": network,
        "showing_field": TOKEN_FIELD,
        "token": showing.token(asked.version()),
        "work": create_challenge(showing),
        "trap": HONEYPOT_FIELD,
        "work_field": PROOF_FIELD,
    }


def preview_context(form: JoinForm, request: HttpRequest) -> dict[str, Any]:
    """Return what an editor's preview of a form shows."""
    return form_context(form, get_form_class(form)(), FormToken.new())
