"""A person is told everything that networks hold of them, and it goes with their account."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts import closure
from accounts.roles import EDITOR
from networks.models import (
    JoinForm,
    JoinRequest,
    Message,
    PurgedRequestCount,
    Resource,
    ResourceVersion,
    Session,
    SignUp,
)
from outbox.models import Notification
from personal_data import registry
from tests import factories as make
from tests.networks.space.conftest import SPACE_URL, add_resource, response_text, submit_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def left_behind(by_lead, lead, ann, psmn) -> JoinRequest:
    """Somebody who asked, joined, signed up, shared and wrote; and the requests of two people."""
    form = JoinForm.objects.create(title="Join", slug="join", privacy="x", thank_you="x")
    made = [
        JoinRequest.objects.create(
            fingerprint=email,
            form=form,
            network=psmn,
            email=email,
            answers=[{"label": "Why?", "kind": "multiline", "meaning": "", "value": f"Of {email}"}],
            expires_on=timezone.localdate() + timedelta(days=9),
        )
        for email in ("lead@hub.example", "other@trust.example")
    ]
    made[0].acts.create(kind="asked", words="Which trust?", by=ann.user)
    made[1].acts.create(kind="declined", words="It is for staff.", by=lead.user)
    session = Session.objects.create(network=psmn, title="Drop-in", starts_at=timezone.now())
    SignUp.objects.create(session=session, user=lead.user)
    add_resource(by_lead, "Checklist", description="For nights")
    words = {"subject": "Friday", "text": "We meet.", "step": "send"}
    submit_form(by_lead, f"{SPACE_URL}run/messages/write/", **words)
    return made[0]


def test_a_person_is_told_everything_in_words(left_behind, lead):
    told = json.dumps(registry.user_data.export(lead.user)["networks"], cls=DjangoJSONEncoder)
    for words in (
        "Patient Safety Management Network",
        "Organiser",
        "Of lead@hub.example",
        "Which trust?",
        "Drop-in",
        "Checklist",
        "For nights",
        "Checklist.pdf",
        "We meet.",
        "It is for staff.",
    ):
        assert words in told, words
    assert "Of other@trust.example" not in told


def test_it_goes_with_the_account_and_what_was_shared_stays_without_a_name(
    left_behind, lead, by_lead, by_ann
):
    closure.close_account(lead.user)
    lead.refresh_from_db()
    assert lead.ended_at
    assert by_lead.get(SPACE_URL).status_code == 302
    assert [one.email for one in JoinRequest.objects.all()] == ["other@trust.example"]
    assert PurgedRequestCount.objects.get().number == 1
    assert not SignUp.objects.exists()
    assert not Notification.objects.filter(user=lead.user).exists()
    assert Resource.objects.get().added_by is None
    assert ResourceVersion.objects.get().added_by is None
    assert Message.objects.get().sent_by is None
    assert "Checklist" in response_text(by_ann.get(f"{SPACE_URL}resources/"))
    left = registry.user_data.export(lead.user)["networks"]
    assert not any(records for kind, records in left.items() if kind != "Memberships")


def test_the_team_hears_of_a_network_that_is_left_without_an_organiser(psmn, lead, ann):
    team = make.make_user("editor@hub.example", EDITOR)
    closure.close_account(ann.user)
    assert not Notification.objects.filter(kind="networks/no_organiser").exists()
    closure.close_account(lead.user)
    told = Notification.objects.get(kind="networks/no_organiser")
    assert told.user == team
    assert "Patient Safety Management Network” has no organiser any more" in told.text
    assert "/admin/networks/membership/" in told.text
