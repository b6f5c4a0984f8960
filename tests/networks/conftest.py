"""A live network with an organiser and a member, another network, and an outsider."""

from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import EDITOR, PARTNER
from networks.enums import MembershipRole
from networks.memberships.services import end_membership
from networks.models import Membership, Network
from tests import factories as make
from tests.clients import signed_in
from tests.networks import factories
from tests.networks.admin_forms import NETWORKS, network_data, submit
from tests.networks.space_client import stored_files
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def networks(db: None) -> SimpleNamespace:
    """Two networks: an organiser and members of the first, and users who are not members of it."""
    form = factories.make_form()
    ours = factories.make_network(
        "Patient Safety Management Network",
        "psmn",
        short_name="PSMN",
        join_form=form,
        joining_policy="by-request",
    )
    other = factories.make_network("Other Network", "other")
    return SimpleNamespace(
        form=form,
        ours=ours,
        other=other,
        organiser=factories.make_member(ours, "lead@hub.example", MembershipRole.ORGANISER),
        member=factories.make_member(ours, "member@hub.example"),
        second=factories.make_member(ours, "second@hub.example"),
        neighbour=factories.make_member(other, "neighbour@hub.example", MembershipRole.ORGANISER),
        outsider=make.make_user("outsider@hub.example"),
    )


@pytest.fixture
def as_user() -> Callable[[object], Client]:
    """Return a function that creates a client signed in as a user."""

    def sign_in(user: object) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return a function that sets `timezone.now`."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
@snapshot
def editor_user(db: None) -> User:
    """An editor."""
    return make.make_user("editor@hub.example", EDITOR)


@pytest.fixture
@snapshot
def pending_network(editor_user: User) -> Network:
    """A network that the editor submitted, with a published join form."""
    data = network_data(factories.make_form(live=True))
    submit(signed_in(editor_user), f"{NETWORKS}add/", data, follow=False)
    return Network.objects.get()


@pytest.fixture
def editor(editor_user: User) -> Client:
    """A client signed in as the editor."""
    return signed_in(editor_user)


@pytest.fixture
def second(db: None) -> Client:
    """A client signed in as a second editor."""
    return signed_in(make.make_user("second@hub.example", EDITOR))


@pytest.fixture
@snapshot
def psmn(db: None) -> Network:
    """A published network without members."""
    return factories.make_network("Patient Safety Management Network", "psmn")


@pytest.fixture
def join(psmn: Network) -> Callable[..., Membership]:
    """Create members: `join("ann@trust.example")`, `join("lead@…", organiser=True)`."""

    def create(email: str, network: Network | None = None, organiser: bool = False) -> Membership:
        role = MembershipRole.ORGANISER if organiser else MembershipRole.MEMBER
        return factories.join(network or psmn, make.make_user(email), role)

    return create


@pytest.fixture
@snapshot
def organiser(psmn: Network) -> Membership:
    """An organiser of the network."""
    return factories.join(psmn, make.make_user("lead@hub.example"), MembershipRole.ORGANISER)


@pytest.fixture
@snapshot
def ann(psmn: Network) -> Membership:
    """A member of the network."""
    return factories.join(psmn, make.make_user("ann@trust.example"))


@pytest.fixture
@snapshot
def ben(psmn: Network) -> Membership:
    """A second member of the network."""
    return factories.join(psmn, make.make_user("ben@trust.example"))


@pytest.fixture
def other_organiser(join: Callable) -> Membership:
    """The organiser of another network."""
    other = factories.make_network("Neonatal Nurses Network", "nnn")
    return join("nia@trust.example", other, organiser=True)


@pytest.fixture
def organiser_client(organiser: Membership) -> Client:
    """A client signed in as the organiser."""
    return signed_in(organiser.user)


@pytest.fixture
def ann_client(ann: Membership) -> Client:
    """A client signed in as the first member."""
    return signed_in(ann.user)


@pytest.fixture
def ben_client(ben: Membership) -> Client:
    """A client signed in as the second member."""
    return signed_in(ben.user)


@pytest.fixture
def outsider_clients(other_organiser: Membership, psmn: Network) -> dict[str, Client]:
    """Clients of users without access to the network's space, by a description of the user."""
    left = make.make_user("left@trust.example")
    end_membership(factories.join(psmn, left))
    return {
        "nobody": Client(),
        "of another network": signed_in(other_organiser.user),
        "without a network": signed_in(make.make_user("new@trust.example")),
        "who left": signed_in(left),
        "an editor": signed_in(make.make_user("editor@hub.example", EDITOR)),
        "a partner": signed_in(make.make_user("partner@hub.example", PARTNER)),
        "an administrator": signed_in(make.make_admin()),
    }


@pytest.fixture(autouse=True)
def empty_private_storage() -> Iterator[None]:
    """Delete the uploaded files after the test."""
    yield
    for path in stored_files():
        path.unlink()
