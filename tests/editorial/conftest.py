"""A small hub with two campaigns, and everybody who works at the desk."""

from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.roles import EDITOR, MEMBER, REVIEWER
from campaigns.models import GuestWriter
from tests import factories as make


@pytest.fixture
def hub(db: None) -> SimpleNamespace:
    """A hub with two campaigns."""
    made = make.make_hub()
    made.campaign = make.make_campaign(made.campaigns, "Safer ward")
    made.other_campaign = make.make_campaign(made.campaigns, "Zanzibar campaign")
    return made


@pytest.fixture
def people(hub: SimpleNamespace) -> SimpleNamespace:
    """One of each, and two guests of different campaigns."""
    return SimpleNamespace(
        writer=make.make_user("writer@hub.example", EDITOR),
        editor=make.make_user("editor@hub.example", EDITOR),
        reviewer=make.make_user("reviewer@hub.example", REVIEWER),
        second_reviewer=make.make_user("second@hub.example", REVIEWER),
        admin=make.make_admin(),
        member=make.make_user("member@hub.example", MEMBER),
        guest=make_guest("guest@campaign.example", hub.campaign),
        other_guest=make_guest("zanzibar@campaign.example", hub.other_campaign),
    )


def make_guest(email: str, campaign: object) -> object:
    """Make a guest writer of a campaign."""
    user = make.make_user(email)
    GuestWriter.objects.create(campaign=campaign, user=user)
    return user


@pytest.fixture
def as_user() -> object:
    """Return a browser in which somebody is signed in."""

    def sign_in(user: object) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
