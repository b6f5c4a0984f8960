"""The networks themselves, public and each with its words at the door."""

from demo.forms import make_forms
from demo.throng.size import Size
from demo.typed import in_field
from networks.models import JoinForm, Network, Room

FORM = "join-a-network"


def found(size: Size) -> list[Network]:
    """Make the forms and the networks, published as if the desk had approved them."""
    make_forms()
    form = JoinForm.objects.get(slug=FORM)
    purpose = in_field(Network._meta.get_field("purpose"), "<p>To learn from each other.</p>" * 5)
    for number in range(1, size.networks + 1):
        network = Network.objects.create(
            name=f"Network {number} of people who make care safer",
            short_name=f"N{number}",
            slug=f"network-{number}",
            summary="For whoever does the same work elsewhere and would like company in it.",
            purpose=purpose,
            intended_members="Everybody who works in patient safety.",
            rhythm="Every Friday at one o’clock, with a guest",
            join_form=form,
            live=False,
        )
        network.save_revision().publish()
        Room.objects.create(network=network, welcome="Come in.\n\nAsk what you like. " * 20)
    return list(Network.objects.order_by("pk"))
