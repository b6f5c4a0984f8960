"""A live network with an organiser and a member, another network, and an outsider."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import EDITOR
from networks.models import Membership
from tests import factories as make
from tests.networks import factories
from tests.networks.admin_forms import signed_in
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def networks(db: None) -> SimpleNamespace:
    """Two networks, and people: an organiser and members of the first, and who is not in it."""
    form = factories.make_form()
    ours = factories.make_network(
        "Patient Safety Management Network",
        "psmn",
        short_name="PSMN",
        join_form=form,
        joining="by-request",
    )
    other = factories.make_network("Other Network", "other")
    return SimpleNamespace(
        form=form,
        ours=ours,
        other=other,
        organiser=factories.make_member(ours, "lead@hub.example", Membership.Role.ORGANISER),
        member=factories.make_member(ours, "member@hub.example"),
        second=factories.make_member(ours, "second@hub.example"),
        neighbour=factories.make_member(other, "neighbour@hub.example", Membership.Role.ORGANISER),
        outsider=make.make_user("outsider@hub.example"),
    )


@pytest.fixture
def as_user() -> Callable[[object], Client]:
    """Return a browser in which somebody is signed in."""

    def sign_in(user: object) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the hub's clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def editor(db) -> Client:
    """An editor."""
    return signed_in(make.make_user("editor@hub.example", EDITOR))


@pytest.fixture
def second(db) -> Client:
    """Another editor."""
    return signed_in(make.make_user("second@hub.example", EDITOR))
