"""Service that changes the welcome text of a network's space."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from networks.models import Network, SpaceSettings
from networks.optimistic_lock import EditConflictError


@transaction.atomic
def update_welcome_text(user: Any, network: Network, text: str, expected_version: str) -> None:
    """Replace the welcome text of a network's space.

    Args:
        user: An organiser of the network.
        network: The network.
        text: The new text; an empty one removes it.
        expected_version: The version of the settings when the organiser opened the form.

    Raises:
        Http404: The user no longer organises the network.
        EditConflictError: Another organiser has saved the text since.
    """
    organised = Network.objects.organised_by(user)
    locked = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    all_settings = SpaceSettings.objects.organised_by(user)
    settings = all_settings.filter(network=locked).first() or SpaceSettings(network=locked)
    if settings.welcome == text:
        return
    if settings.pk and settings.edit_version != expected_version:
        raise EditConflictError
    settings.welcome, settings.changed_by = text, user
    settings.save()
