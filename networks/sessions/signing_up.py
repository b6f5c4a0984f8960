"""Signing up for a session, and taking it back. Either can be said twice and is done once."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from networks.models import Session


@transaction.atomic
def sign_up(user: Any, pk: int) -> bool:
    """Note that a person means to come.

    Returns:
        Whether they are on the list now: not where the session is over or was cancelled.
    """
    session = _hold(user, pk)
    if session.is_over or session.is_cancelled:
        return False
    session.sign_ups.get_or_create(user=user)
    return True


@transaction.atomic
def take_back(user: Any, pk: int) -> None:
    """Note that a person does not come after all."""
    _hold(user, pk).sign_ups.filter(user=user).delete()


def _hold(user: Any, pk: int) -> Session:
    """Hold the session, so that nobody signs up between its cancellation and the letters."""
    visible = Session.objects.visible_to(user)
    return get_object_or_404(visible.select_for_update(of=("self",)), pk=pk)
