"""Fixtures of the editorial app: a site with two campaigns, and one user of each role."""

from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.roles import EDITOR, MEMBER, REVIEWER
from campaigns.models import GuestWriter
from interviews.models import Interviewee
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import current_task_name, start_workflow
from tests.editorial.editor_actions import decide
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def hub(db: None) -> SimpleNamespace:
    """Create a site with two campaigns."""
    hub = make.make_hub()
    hub.campaign = make.make_campaign(hub.campaigns, "Safer ward")
    hub.other_campaign = make.make_campaign(hub.campaigns, "Zanzibar campaign")
    return hub


@pytest.fixture
@snapshot
def people(hub: SimpleNamespace) -> SimpleNamespace:
    """Create a user of each role, and guests of two campaigns."""
    return SimpleNamespace(
        writer=make.make_user("writer@hub.example", EDITOR),
        editor=make.make_user("editor@hub.example", EDITOR),
        reviewer=make.make_user("reviewer@hub.example", REVIEWER),
        second_reviewer=make.make_user("second@hub.example", REVIEWER),
        admin=make.make_admin(),
        member=make.make_user("member@hub.example", MEMBER),
        guest=create_guest("guest@campaign.example", hub.campaign),
        other_guest=create_guest("zanzibar@campaign.example", hub.other_campaign),
    )


def create_guest(email: str, campaign: object) -> object:
    """Create a user who is a guest writer of a campaign."""
    user = make.make_user(email)
    GuestWriter.objects.create(campaign=campaign, user=user)
    return user


@pytest.fixture
def as_user() -> object:
    """Return a function that makes a test client with a user logged in."""

    def log_in(user: object) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
@snapshot
def interview(hub, people):
    """Create a draft interview with two interviewees, owned by the writer."""
    page = make.make_interview(
        hub.interviews,
        "Spotlight: two nurses",
        make.make_person("Amina Yusuf"),
        live=False,
        owner=people.writer,
    )
    second = make.make_person("Bertil Åkesson")
    Interviewee.objects.create(
        page=page, person=second, role="Porter", sort_order=1, nothing_to_declare=True
    )
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(user=people.writer)
    return page


@pytest.fixture
@snapshot
def at_sign_off(interview, people, as_user):
    """Return the interview at the sign-off task."""
    start_workflow(interview, people.writer)
    decide(as_user(people.editor), interview, "approve")
    assert current_task_name(interview) == "Sign-off"
    return interview
