"""Fills the networks of a new hub."""

from django.db import transaction
from tqdm import tqdm

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from demo.crowd.filling import fill as fill_desk
from demo.crowd.voices import Voice
from demo.throng.history import History
from demo.throng.members import Members
from demo.throng.networks import found
from demo.throng.requests import Requests
from demo.throng.rooms import Rooms
from demo.throng.size import Size
from networks.models import Membership


def is_filled(size: Size) -> bool:
    """Return whether the database at hand holds networks of this size."""
    return Membership.objects.count() >= size.networks * size.members


@transaction.atomic
def fill(size: Size, quiet: bool = False) -> None:
    """Fill an empty hub, wholly or not at all.

    Args:
        size: How full it becomes.
        quiet: Whether to show no bar.
    """
    fill_desk(size.desk, quiet)
    voice = Voice("throng")
    networks = found(size)
    # An account and a profile; a membership; a request and its letters; the log with the acts.
    everything = 2 * size.accounts + size.networks * size.members + 4 * size.requests
    everything += size.log_rows + size.networks * (30 * size.held + 6 * size.shared)
    with tqdm(total=everything, unit=" rows", unit_scale=True, disable=quiet) as bar:
        belonging = Members(size, bar.update).settle(networks)
        Rooms(size, voice, bar.update).furnish(belonging, networks)
        acts = Requests(size, voice, bar.update).ask(networks, belonging)
        staff = list(User.objects.filter(groups__name__in=[EDITOR, REVIEWER]))
        History(staff, bar.update).write(size.log_rows - acts)
        bar.update(bar.total - bar.n)
