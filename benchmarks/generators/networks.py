"""Generates networks with members, requests and history."""

from django.db import transaction
from tqdm import tqdm

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from benchmarks.generators.admin import generate_admin_data
from benchmarks.generators.join_requests import JoinRequestGenerator
from benchmarks.generators.log_entries import LogEntryGenerator
from benchmarks.generators.members import MemberGenerator
from benchmarks.generators.sizes import NetworkSize
from benchmarks.generators.spaces import SpaceGenerator
from benchmarks.generators.text import TextGenerator
from demo.join_forms import load_join_forms
from demo.rich_text import rich_text_field_value
from networks.models import JoinForm, Membership, Network, SpaceSettings


def has_network_data(size: NetworkSize) -> bool:
    """Return whether the database contains networks of this size."""
    return Membership.objects.count() >= size.networks * size.members


@transaction.atomic
def generate_network_data(size: NetworkSize, quiet: bool = False) -> None:
    """Generate all network data in one transaction, in an empty database.

    Args:
        size: How full it becomes.
        quiet: Whether to show no bar.
    """
    generate_admin_data(size.admin, quiet)
    text = TextGenerator("throng")
    networks = generate_networks(size)
    # Accounts and profiles; memberships; requests with their notifications and events.
    everything = 2 * size.accounts + size.networks * size.members + 4 * size.requests
    everything += size.log_rows + size.networks * (30 * size.past_sessions + 6 * size.shared)
    with tqdm(total=everything, unit=" rows", unit_scale=True, disable=quiet) as bar:
        members_by_network = MemberGenerator(size, bar.update).generate(networks)
        SpaceGenerator(size, text, bar.update).generate(members_by_network, networks)
        acts = JoinRequestGenerator(size, text, bar.update).generate(networks, members_by_network)
        staff = list(User.objects.filter(groups__name__in=[EDITOR, REVIEWER]))
        LogEntryGenerator(staff, bar.update).generate(size.log_rows - acts)
        bar.update(bar.total - bar.n)


JOIN_FORM_SLUG = "join-a-network"


def generate_networks(size: NetworkSize) -> list[Network]:
    """Create published networks and join forms."""
    load_join_forms()
    form = JoinForm.objects.get(slug=JOIN_FORM_SLUG)
    purpose = rich_text_field_value(
        Network._meta.get_field("purpose"), "<p>To learn from each other.</p>" * 5
    )
    for number in range(1, size.networks + 1):
        network = Network.objects.create(
            name=f"Network {number} of people who make care safer",
            short_name=f"N{number}",
            slug=f"network-{number}",
            summary="For whoever does the same work elsewhere and would like company in it.",
            purpose=purpose,
            intended_members="Everybody who works in patient safety.",
            meeting_frequency="Every Friday at one o’clock, with a guest",
            join_form=form,
            live=False,
        )
        network.save_revision().publish()
        welcome = "Come in.\n\nAsk what you like. " * 20
        SpaceSettings.objects.create(network=network, welcome=welcome)
    return list(Network.objects.order_by("pk"))
