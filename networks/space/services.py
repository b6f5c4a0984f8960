"""The words at the door of a network's room, as its organisers write them."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from networks.models import Network, Room
from networks.optimistic_lock import EditConflictError


@transaction.atomic
def update_welcome_text(user: Any, network: Network, words: str, seen: str) -> None:
    """Put words at the door of a network's room, in place of those that stood there.

    Args:
        user: An organiser of the network.
        network: The network.
        words: The words; none takes them away.
        seen: The version of the room when this person began to write.

    Raises:
        Http404: The person does not organise the network any more.
        ChangedMeanwhileError: Somebody else was faster.
    """
    organised = Network.objects.organised_by(user)
    held = get_object_or_404(organised.select_for_update(of=("self",)), pk=network.pk)
    room = Room.objects.organised_by(user).filter(network=held).first() or Room(network=held)
    if room.welcome == words:
        return
    if room.pk and room.version != seen:
        raise EditConflictError
    room.welcome, room.changed_by = words, user
    room.save()
