"""The template context of a join form's page, for visitors and for editors' previews."""

from typing import Any

from accounts.form_token import TOKEN_FIELD, FormToken
from networks.join_forms.builder import JoinRequestForm
from networks.join_forms.proof_of_work import create_challenge
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD


def form_context(
    join_form: Any, form: JoinRequestForm, token: FormToken, network: Any = None
) -> dict[str, Any]:
    """Return the context of the page that shows a join form.

    Args:
        join_form: The `JoinForm` record.
        form: Its questions as a form, with what was typed so far.
        token: The token of this rendering.
        network: The `Network` to join; None for a form by itself.
    """
    return {
        "join_form": join_form,
        "form": form,
        "network": network,
        **protection_context(token, form.definition_hash()),
    }


def protection_context(token: FormToken, version: str = "") -> dict[str, Any]:
    """Return the context of the fields that protect a public form against spam and repetition.

    Args:
        token: The token of this rendering.
        version: The version of the form's questions, if they may change while it is open.
    """
    return {
        "token_field": TOKEN_FIELD,
        "token": token.token(version),
        "challenge": create_challenge(token),
        "honeypot_field": HONEYPOT_FIELD,
        "proof_field": PROOF_FIELD,
    }
