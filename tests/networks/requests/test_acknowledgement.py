"""The email that acknowledges a request: once, at once, and the same for every address."""

import pytest

from networks.join_forms.spam import HONEYPOT_FIELD
from networks.models import JoinRequest
from networks.requests.services import release_from_quarantine
from outbox.models import Notification
from tests import factories as make
from tests.networks.factories import join
from tests.networks.join_request_client import JOIN_URL, filled_form

pytestmark = pytest.mark.django_db
KIND = "networks/request_received"


def test_applicant_is_emailed_what_happens_next_once(visitor, psmn):
    form_data = filled_form(visitor)
    for _ in range(2):
        visitor.post(JOIN_URL, form_data)
    (email,) = Notification.objects.filter(email_address="niamh@trust.example")
    assert email.kind == KIND
    assert email.subject == "We have received your request: Patient Safety Management Network"
    for text in (email.text, email.html):
        assert "Soon." in text  # the thank-you text of the form
        assert f"{JoinRequest.objects.get().expires_on:%-d %B %Y}" in text
        # Anyone can enter the address of another person: nothing they type is sent there.
        assert "Niamh" not in text


def test_acknowledgement_does_not_reveal_membership(visitor, psmn):
    join(psmn, make.make_user("niamh@trust.example"))
    for email_address in ("Niamh@trust.example", "new@trust.example"):
        visitor.post(JOIN_URL, filled_form(visitor, e_mail_address=email_address))
    member, stranger = Notification.objects.filter(kind=KIND).order_by("pk")
    assert (member.subject, member.text, member.html) == (
        stranger.subject,
        stranger.text,
        stranger.html,
    )


def test_invitation_at_once_takes_the_place_of_the_acknowledgement(visitor, psmn):
    type(psmn).objects.update(joining_policy="open")
    visitor.post(JOIN_URL, filled_form(visitor))
    assert not Notification.objects.filter(kind=KIND).exists()


def test_suspected_spam_is_acknowledged_when_it_is_released(visitor, psmn, organiser):
    visitor.post(JOIN_URL, filled_form(visitor, **{HONEYPOT_FIELD: "x"}))
    assert not Notification.objects.exists()
    release_from_quarantine(JoinRequest.objects.get(), organiser.user)
    assert Notification.objects.filter(kind=KIND).count() == 1


def test_join_form_and_reply_refuse_patient_identifiers(visitor, psmn):
    typed = "I look after the patient 943 476 5919."
    response = visitor.post(JOIN_URL, filled_form(visitor, why_would_you_like_to_join=typed))
    assert response.status_code == 422
    assert typed in response.content.decode()
    assert "943 476 5919" in str(response.context["form"].errors["why_would_you_like_to_join"])
    assert not JoinRequest.objects.exists()
    # A telephone number may have the digits of an NHS number.
    visitor.post(JOIN_URL, filled_form(visitor, telephone="01943 476 591"))
    assert JoinRequest.objects.count() == 1
