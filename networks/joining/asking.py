"""The page on which a form is asked."""

from typing import Any

from django.http import HttpRequest

from networks.joining.building import AskedForm, form_class_of
from networks.joining.proof import set_work
from networks.joining.showing import FIELD, Showing
from networks.joining.suspicion import TRAP, WORK
from networks.models import JoinForm, Network


def asking_context(
    form: JoinForm, asked: AskedForm, showing: Showing, network: Network | None = None
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
        "showing_field": FIELD,
        "token": showing.token(asked.version()),
        "work": set_work(showing),
        "trap": TRAP,
        "work_field": WORK,
    }


def preview_context(form: JoinForm, request: HttpRequest) -> dict[str, Any]:
    """Return what an editor's preview of a form shows."""
    return asking_context(form, form_class_of(form)(), Showing.new())
