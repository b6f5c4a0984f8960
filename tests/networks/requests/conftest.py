"""Fixtures of join requests: a network with a join form, its organiser, and two requests."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from networks.enums import MembershipRole
from networks.models import (
    JoinField,
    JoinForm,
    JoinRequest,
    Membership,
    Network,
    NotificationRecipient,
)
from tests import factories as make
from tests.networks.join_request_client import JOIN_URL, filled_form
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def join_form(db: None) -> JoinForm:
    """A published form with fields of most types, and one notification recipient."""
    form = JoinForm.objects.create(
        title="Join a network", slug="join", privacy="<p>Kept a year.</p>", thank_you="<p>Soon.</p>"
    )
    for order, (label, kind, fields) in enumerate(
        [
            ("Your name", "singleline", {"meaning": "name"}),
            ("E-mail address", "email", {}),
            ("Organisation", "singleline", {"meaning": "organisation"}),
            ("Telephone", "telephone", {"required": False}),
            ("Country", "country", {"required": False, "meaning": "country"}),
            ("When could you start?", "date", {"required": False}),
            ("Which days suit you?", "checkboxes", {"required": False, "choices": "Mon\nFri"}),
            ("Are you new to it?", "yesno", {"required": False}),
            ("Why would you like to join?", "multiline", {"required": False}),
            ("I agree that you keep this", "consent", {}),
        ]
    ):
        JoinField.objects.create(
            form=form, label=label, field_type=kind, sort_order=order, **fields
        )
    NotificationRecipient.objects.create(form=form, email="team@hub.example")
    return JoinForm.objects.get(pk=form.pk)


@pytest.fixture
@snapshot
def psmn(join_form: JoinForm) -> Network:
    """A published network with a join form."""
    return Network.objects.create(
        name="Patient Safety Management Network",
        short_name="PSMN",
        slug="psmn",
        summary="For people who manage patient safety.",
        purpose="<p>To learn together.</p>",
        intended_members="Whoever works in patient safety.",
        join_form=join_form,
    )


@pytest.fixture
@snapshot
def organiser(psmn: Network) -> Membership:
    """An organiser of the network."""
    user = make.make_user("lead@hub.example")
    return Membership.objects.create(network=psmn, user=user, role=MembershipRole.ORGANISER)


@pytest.fixture
def visitor() -> Client:
    """A client without an account that checks CSRF tokens."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
@snapshot
def join_request(visitor, psmn, organiser) -> JoinRequest:
    """A request to join the network."""
    visitor.post(JOIN_URL, filled_form(visitor))
    return JoinRequest.objects.get()


@pytest.fixture
@snapshot
def other_request(join_form) -> JoinRequest:
    """A request to another network, with a marker word in its answers."""
    other = Network.objects.create(
        name="Another",
        slug="another",
        summary="…",
        purpose="…",
        intended_members="…",
        join_form=join_form,
    )
    return JoinRequest.objects.create(
        fingerprint="another",
        form=join_form,
        network=other,
        name="Zanzibar Person",
        email="zanzibar@trust.example",
        expires_on=timezone.localdate() + timedelta(days=30),
    )
