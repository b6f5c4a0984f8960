"""Export and erasure of the personal data of networks."""

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
from tests.networks.space_client import SPACE_URL, add_resource, response_text, submit_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored_data(organiser_client, organiser, ann, psmn) -> JoinRequest:
    """Create requests, a membership, a sign-up, resources and messages of a user."""
    form = JoinForm.objects.create(title="Join", slug="join", privacy="x", thank_you="x")
    requests = [
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
    requests[0].events.create(kind="asked", text="Which trust?", actor=ann.user)
    requests[1].events.create(kind="declined", text="It is for staff.", actor=organiser.user)
    session = Session.objects.create(network=psmn, title="Drop-in", starts_at=timezone.now())
    SignUp.objects.create(session=session, user=organiser.user)
    add_resource(organiser_client, "Checklist", description="For nights")
    values = {"subject": "Friday", "text": "We meet.", "step": "send"}
    submit_form(organiser_client, f"{SPACE_URL}run/messages/write/", **values)
    return requests[0]


def test_export_contains_all_personal_data_of_networks(stored_data, organiser):
    exported = json.dumps(
        registry.collect_for_user(organiser.user)["networks"], cls=DjangoJSONEncoder
    )
    for text in (
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
        assert text in exported, text
    assert "Of other@trust.example" not in exported


def test_erasure_anonymises_shared_content(stored_data, organiser, organiser_client, ann_client):
    closure.close_account(organiser.user)
    organiser.refresh_from_db()
    assert organiser.ended_at
    assert organiser_client.get(SPACE_URL).status_code == 302
    assert [one.email for one in JoinRequest.objects.all()] == ["other@trust.example"]
    assert PurgedRequestCount.objects.get().number == 1
    assert not SignUp.objects.exists()
    assert not Notification.objects.filter(user=organiser.user).exists()
    assert Resource.objects.get().added_by is None
    assert ResourceVersion.objects.get().added_by is None
    assert Message.objects.get().sent_by is None
    assert "Checklist" in response_text(ann_client.get(f"{SPACE_URL}resources/"))
    left = registry.collect_for_user(organiser.user)["networks"]
    assert not any(records for kind, records in left.items() if kind != "Memberships")


def test_editors_are_notified_of_network_without_organiser(psmn, organiser, ann):
    team = make.make_user("editor@hub.example", EDITOR)
    closure.close_account(ann.user)
    assert not Notification.objects.filter(kind="networks/no_organiser").exists()
    closure.close_account(organiser.user)
    notification = Notification.objects.get(kind="networks/no_organiser")
    assert notification.user == team
    assert "last organiser of “Patient Safety Management Network” was closed" in notification.text
    assert "/admin/networks/membership/" in notification.text
