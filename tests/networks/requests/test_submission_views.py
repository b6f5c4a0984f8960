"""Submission of join requests: stored once, validated by field, and notified."""

import pytest

from accounts.form_token import TOKEN_FIELD
from accounts.roles import EDITOR
from networks.enums import JoiningPolicy, MembershipRole, RequestStatus
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD
from networks.models import JoinField, JoinRequest, Network
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in
from tests.networks import factories
from tests.networks.join_request_client import ANSWERS, JOIN_URL, filled_form, token_aged

pytestmark = pytest.mark.django_db


def test_submission_stores_answers_with_labels_and_notifies_recipients(visitor, psmn, organiser):
    response = visitor.post(JOIN_URL, filled_form(visitor))
    assert response.status_code == 302
    assert "Soon." in visitor.get(response.url).content.decode()

    request = JoinRequest.objects.get()
    assert (request.name, request.email) == ("Niamh Ó Sé", "niamh@trust.example")
    assert request.network == psmn
    assert request.status == RequestStatus.WAITING
    assert request.answers[0] == {
        "label": "Your name",
        "kind": "singleline",
        "meaning": "name",
        "value": "Niamh Ó Sé",
    }
    assert request.events.get().kind == "came"
    recipients = {
        notification.recipient_address
        for notification in Notification.objects.filter(event_key=request.event_key)
    }
    assert recipients == {"team@hub.example", "lead@hub.example"}


def notified_addresses() -> set[str]:
    """Return the addresses of those who are notified of a request, without the applicant's."""
    notifications = Notification.objects.filter(kind="networks/request_came")
    return {notification.recipient_address for notification in notifications}


def test_editors_are_notified_when_there_is_no_other_recipient(visitor, psmn, join_form, editor):
    join_form.notification_recipients.all().delete()
    visitor.post(JOIN_URL, filled_form(visitor))
    assert notified_addresses() == {"editor@hub.example"}


def test_editors_are_notified_of_request_without_network(visitor, join_form, editor):
    join_form.notification_recipients.all().delete()
    address = "/networks/forms/join/"
    visitor.post(address, filled_form(visitor, address=address))
    assert notified_addresses() == {"editor@hub.example"}


def test_administrator_is_notified_when_there_are_no_editors(visitor, psmn, join_form):
    join_form.notification_recipients.all().delete()
    make.make_user("left@hub.example", EDITOR, is_active=False)
    make.make_admin()
    visitor.post(JOIN_URL, filled_form(visitor))
    assert notified_addresses() == {"admin@hub.example"}


def test_editors_are_not_notified_when_there_are_other_recipients(visitor, psmn, organiser, editor):
    visitor.post(JOIN_URL, filled_form(visitor))
    assert notified_addresses() == {"team@hub.example", "lead@hub.example"}


def test_new_organiser_sees_earlier_requests(visitor, psmn, join_form, editor):
    visitor.post(JOIN_URL, filled_form(visitor))
    organiser_client = signed_in(
        factories.make_member(psmn, "lead@hub.example", MembershipRole.ORGANISER)
    )
    assert "Niamh Ó Sé" in organiser_client.get("/admin/networks/joinrequest/").content.decode()


def test_notification_contains_no_answers(visitor, psmn, organiser):
    visitor.post(JOIN_URL, filled_form(visitor))
    for notification in Notification.objects.all():
        assert "Niamh" not in notification.subject + notification.text + notification.html


def test_repeated_submission_stores_one_request_and_redirects_alike(visitor, psmn):
    form_data = filled_form(visitor)
    answers = [visitor.post(JOIN_URL, form_data) for _ in range(3)]
    assert {answer.url for answer in answers} == {"/networks/psmn/join/thanks/"}
    assert JoinRequest.objects.count() == 1
    assert notified_addresses() == {"team@hub.example"}
    assert Notification.objects.count() == 2  # the other acknowledges the request


def test_changed_resubmission_is_stored_as_second_request(visitor, psmn):
    form_data = filled_form(visitor)
    visitor.post(JOIN_URL, form_data)
    visitor.post(JOIN_URL, form_data | {"e_mail_address": "niamh.ose@trust.example"})
    emails = set(JoinRequest.objects.values_list("email", flat=True))
    assert emails == {"niamh@trust.example", "niamh.ose@trust.example"}


INVALID_ANSWERS = [
    {
        "your_name": ("", "Enter your name."),
        "e_mail_address": ("", "Enter your email address"),
        "telephone": ("ring me", "Enter a phone number, like"),
        "i_agree_that_you_keep_this": ("", "Tick the box to agree"),
        "when_could_you_start": ("soon", "Enter a date that exists"),
        "which_days_suit_you": (["Sun"], "Select one of the choices"),
        "country": ("XX", "Select one of the choices"),
    },
    {
        "your_name": ("\u200b\u2060", "Enter your name."),
        "e_mail_address": ("niamh at trust", "Enter an email address in the correct format"),
    },
    {
        "your_name": ("x" * 300, "at most 255 characters"),
        "e_mail_address": ("niamh@localhost", "Enter an email address in the correct format"),
    },
    {"e_mail_address": ("niamh@trust", "like name@example.com")},
]
"""For each submission, the invalid answers and the error messages by field."""


def test_invalid_answers_show_field_errors_and_keep_input(visitor, psmn):
    form_data = filled_form(visitor)
    for answers in INVALID_ANSWERS:
        changes = {field: answer for field, (answer, _) in answers.items()}
        response = visitor.post(JOIN_URL, form_data | changes)
        page, errors = response.content.decode(), response.context["form"].errors
        assert response.status_code == 422
        assert errors.keys() == answers.keys()
        for field, (_, message) in answers.items():
            assert message in errors[field][0]
            assert message in page
        assert "I look after incident reviews." in page
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize(
    "token",
    [
        "forged:1abc:xyz",
        "\0",
        *(pytest.param(token, marks=pytest.mark.soak) for token in ("", "é" * 500, "a:b")),
    ],
)
def test_invalid_token_keeps_input_and_second_submission_is_accepted(visitor, psmn, token):
    response = visitor.post(JOIN_URL, filled_form(visitor) | {TOKEN_FIELD: token})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Send the form again" in page
    assert 'value="Niamh Ó Sé"' in page
    again = ANSWERS | {
        TOKEN_FIELD: token_aged(10)(response),
        HONEYPOT_FIELD: "",
        PROOF_FIELD: "",
    }
    assert visitor.post(JOIN_URL, again).status_code == 302
    assert JoinRequest.objects.count() == 1


def test_expired_token_requires_resubmission(visitor, psmn):
    response = visitor.post(JOIN_URL, filled_form(visitor, seconds=2 * 86400))
    assert "Send the form again" in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"label": "I agree that you keep this for ever"},
        {"help_text": "We pass it on to others."},
        {"field_type": "yesno"},
    ],
)
def test_changed_consent_question_requires_a_new_answer(visitor, psmn, join_form, change):
    form_data = filled_form(visitor)
    consent = JoinField.objects.filter(form=join_form, label="I agree that you keep this")
    consent.update(**change)
    first = visitor.post(JOIN_URL, form_data)
    assert first.status_code == 422
    assert not JoinRequest.objects.exists()
    assert 'value="Niamh Ó Sé"' in first.content.decode()
    answer = {"i_agree_that_you_keep_this": "yes"} if "field_type" in change else {}
    again = filled_form(visitor) | answer
    assert visitor.post(JOIN_URL, again).status_code == 302
    stored = JoinRequest.objects.get().answers[-1]
    assert stored["label"] == consent.model.objects.get(pk=join_form.fields.last().pk).label


def test_answer_to_a_deleted_question_is_reported(visitor, psmn, join_form):
    form_data = filled_form(visitor)
    JoinField.objects.filter(form=join_form, label="Why would you like to join?").delete()
    for errors in ({}, {"e_mail_address": "x"}):
        answer = visitor.post(JOIN_URL, form_data | errors)
        assert "The questions changed" in answer.content.decode()
    assert not JoinRequest.objects.exists()


def test_editing_a_form_changes_no_stored_answer(visitor, psmn, join_form):
    visitor.post(JOIN_URL, filled_form(visitor))
    JoinField.objects.filter(form=join_form, label="Organisation").update(label="Where you work")
    JoinField.objects.filter(form=join_form, label="Why would you like to join?").delete()
    answers = {one["label"]: one["value"] for one in JoinRequest.objects.get().answers}
    assert answers["Organisation"] == "A trust"
    assert answers["Why would you like to join?"] == "I look after incident reviews."


def test_choices_countries_and_dates_are_stored_readably(visitor, psmn):
    changes = {
        "which_days_suit_you": ["Mon", "Fri"],
        "country": "IE",
        "when_could_you_start": "2026-12-01",
        "are_you_new_to_it": "no",
        "telephone": "020 7946 0000",
    }
    visitor.post(JOIN_URL, filled_form(visitor, **changes))
    answers = {one["label"]: one["value"] for one in JoinRequest.objects.get().answers}
    assert answers["Which days suit you?"] == ["Mon", "Fri"]
    assert answers["Country"] == "Ireland"
    assert answers["When could you start?"] == "2026-12-01"
    assert answers["Are you new to it?"] == "No"
    assert answers["I agree that you keep this"] == "Agreed"


# --- Open and closed forms -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"live": False}, {"joining_policy": JoiningPolicy.CLOSED}, {"join_form": None}]
)
def test_network_without_open_join_form_responds_404_and_returns_the_answers(visitor, psmn, change):
    form_data = filled_form(visitor)
    Network.objects.filter(pk=psmn.pk).update(**change)
    assert visitor.get(JOIN_URL).status_code == 404
    response = visitor.post(JOIN_URL, form_data)
    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"
    # A person who was answering can copy their answers.
    assert "I look after incident reviews." in response.content.decode()
    assert form_data[TOKEN_FIELD] not in response.content.decode()
    unknown = visitor.post("/networks/there-never-was/join/", form_data)
    # The same page, but for the requested path in the link to sign in.
    assert unknown.content.replace(b"there-never-was", b"psmn") == response.content
    forged = visitor.post(JOIN_URL, form_data | {TOKEN_FIELD: "x"})
    assert "I look after incident reviews." not in forged.content.decode()
    assert not JoinRequest.objects.exists()


def test_form_without_network_is_accepted(visitor, join_form):
    address = "/networks/forms/join/"
    response = visitor.post(address, filled_form(visitor, address=address))
    assert response.url == "/networks/forms/join/thanks/"
    assert JoinRequest.objects.get().network is None


def test_join_form_is_not_cached(visitor, psmn):
    assert visitor.get(JOIN_URL)["Cache-Control"] == "private, no-store"
    assert visitor.post(JOIN_URL, {})["Cache-Control"] == "private, no-store"
