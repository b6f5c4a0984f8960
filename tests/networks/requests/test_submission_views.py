"""Asking to join: what is accepted is kept once, and what is amiss stands beside its question."""

import pytest

from accounts.roles import EDITOR
from networks.enums import JoiningPolicy, MembershipRole, RequestStatus
from networks.join_forms.form_token import TOKEN_FIELD
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD
from networks.models import JoinField, JoinRequest, Network
from outbox.models import Notification
from tests import factories as make
from tests.networks import factories
from tests.networks.join_request_client import ANSWERS, JOIN_URL, filled_form, signed_in, token_aged

pytestmark = pytest.mark.django_db


def test_what_was_sent_is_kept_with_its_questions_and_the_team_is_told(visitor, psmn, organiser):
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
    told = {
        notice.recipient_address
        for notice in Notification.objects.filter(event_key=request.event_key)
    }
    assert told == {"team@hub.example", "lead@hub.example"}


def test_where_nobody_else_would_be_told_the_team_is(visitor, psmn, join_form, team):
    join_form.notification_recipients.all().delete()
    visitor.post(JOIN_URL, filled_form(visitor))
    assert {notice.recipient_address for notice in Notification.objects.all()} == {
        "editor@hub.example"
    }


def test_a_request_by_a_form_alone_reaches_the_team_too(visitor, join_form, team):
    join_form.notification_recipients.all().delete()
    address = "/networks/forms/join/"
    visitor.post(address, filled_form(visitor, address=address))
    assert {notice.recipient_address for notice in Notification.objects.all()} == {
        "editor@hub.example"
    }


def test_a_hub_without_editors_tells_its_administrator(visitor, psmn, join_form):
    join_form.notification_recipients.all().delete()
    make.make_user("left@hub.example", EDITOR, is_active=False)
    make.make_admin()
    visitor.post(JOIN_URL, filled_form(visitor))
    assert {notice.recipient_address for notice in Notification.objects.all()} == {
        "admin@hub.example"
    }


def test_the_team_is_not_written_to_where_others_are(visitor, psmn, organiser, team):
    visitor.post(JOIN_URL, filled_form(visitor))
    told = {notice.recipient_address for notice in Notification.objects.all()}
    assert told == {"team@hub.example", "lead@hub.example"}


def test_whoever_becomes_organiser_later_finds_what_waits(visitor, psmn, join_form, team):
    visitor.post(JOIN_URL, filled_form(visitor))
    lead = signed_in(factories.make_member(psmn, "lead@hub.example", MembershipRole.ORGANISER))
    assert "Niamh Ó Sé" in lead.get("/admin/networks/joinrequest/").content.decode()


def test_the_notice_says_nothing_of_what_was_written(visitor, psmn, organiser):
    visitor.post(JOIN_URL, filled_form(visitor))
    for notice in Notification.objects.all():
        assert "Niamh" not in notice.subject + notice.text + notice.html


def test_the_same_form_sent_again_is_one_request_with_the_same_thanks(visitor, psmn):
    sent = filled_form(visitor)
    answers = [visitor.post(JOIN_URL, sent) for _ in range(3)]
    assert {answer.url for answer in answers} == {"/networks/psmn/join/thanks/"}
    assert JoinRequest.objects.count() == 1
    assert Notification.objects.count() == 1


def test_a_correction_after_the_back_button_is_not_lost(visitor, psmn):
    sent = filled_form(visitor)
    visitor.post(JOIN_URL, sent)
    visitor.post(JOIN_URL, sent | {"e_mail_address": "niamh.ose@trust.example"})
    emails = set(JoinRequest.objects.values_list("email", flat=True))
    assert emails == {"niamh@trust.example", "niamh.ose@trust.example"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"your_name": ""}, "Write your answer here."),
        ({"e_mail_address": ""}, "Write your e-mail address, so that we can answer"),
        ({"e_mail_address": "niamh at trust"}, "does not look like an e-mail address"),
        ({"e_mail_address": "niamh@localhost"}, "does not look like an e-mail address"),
        ({"e_mail_address": "niamh@trust"}, "Write all of it, for example jo@hospital.example."),
        ({"telephone": "ring me"}, "does not look like a telephone number"),
        ({"i_agree_that_you_keep_this": ""}, "Tick the box if you agree"),
        ({"when_could_you_start": "soon"}, "Enter a valid date"),
        ({"which_days_suit_you": ["Sun"]}, "Select a valid choice"),
        ({"country": "XX"}, "Select a valid choice"),
        ({"your_name": "a\0b"}, "Null characters are not allowed"),
        ({"your_name": "x" * 300}, "at most 255 characters"),
    ],
)
def test_an_error_stands_beside_its_question_and_what_was_typed_stays(visitor, psmn, changes, said):
    response = visitor.post(JOIN_URL, filled_form(visitor) | changes)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "I look after incident reviews." in page
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("token", ["", "forged:1abc:xyz", "\0", "é" * 500, "a:b"])
def test_a_form_that_ran_out_keeps_what_was_typed_and_is_taken_at_the_second_try(
    visitor, psmn, token
):
    response = visitor.post(JOIN_URL, filled_form(visitor) | {TOKEN_FIELD: token})
    page = response.content.decode()
    assert response.status_code == 422
    assert "please send it once more" in page
    assert 'value="Niamh Ó Sé"' in page
    again = ANSWERS | {
        TOKEN_FIELD: token_aged(10)(response),
        HONEYPOT_FIELD: "",
        PROOF_FIELD: "",
    }
    assert visitor.post(JOIN_URL, again).status_code == 302
    assert JoinRequest.objects.count() == 1


def test_a_form_open_for_two_days_is_sent_once_more(visitor, psmn):
    response = visitor.post(JOIN_URL, filled_form(visitor, seconds=2 * 86400))
    assert "please send it once more" in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"label": "I agree that you keep this for ever"},
        {"help_text": "We pass it on to others."},
        {"field_type": "yesno"},
    ],
)
def test_nobody_is_taken_to_have_answered_what_they_were_not_asked(
    visitor, psmn, join_form, change
):
    sent = filled_form(visitor)
    consent = JoinField.objects.filter(form=join_form, label="I agree that you keep this")
    consent.update(**change)
    first = visitor.post(JOIN_URL, sent)
    assert first.status_code == 422
    assert not JoinRequest.objects.exists()
    assert 'value="Niamh Ó Sé"' in first.content.decode()
    answered = {"i_agree_that_you_keep_this": "yes"} if "field_type" in change else {}
    again = filled_form(visitor) | answered
    assert visitor.post(JOIN_URL, again).status_code == 302
    kept = JoinRequest.objects.get().answers[-1]
    assert kept["label"] == consent.model.objects.get(pk=join_form.fields.last().pk).label


def test_an_answer_to_a_question_that_went_meanwhile_is_not_lost_unseen(visitor, psmn, join_form):
    sent = filled_form(visitor)
    JoinField.objects.filter(form=join_form, label="Why would you like to join?").delete()
    for amiss in ({}, {"e_mail_address": "x"}):
        answer = visitor.post(JOIN_URL, sent | amiss)
        assert "The questions were changed" in answer.content.decode()
    assert not JoinRequest.objects.exists()


def test_editing_a_form_changes_no_answer(visitor, psmn, join_form):
    visitor.post(JOIN_URL, filled_form(visitor))
    JoinField.objects.filter(form=join_form, label="Organisation").update(label="Where you work")
    JoinField.objects.filter(form=join_form, label="Why would you like to join?").delete()
    answers = {one["label"]: one["value"] for one in JoinRequest.objects.get().answers}
    assert answers["Organisation"] == "A trust"
    assert answers["Why would you like to join?"] == "I look after incident reviews."


def test_several_choices_a_country_and_a_date_are_kept_as_people_read_them(visitor, psmn):
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


# --- Who can be asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"live": False}, {"joining": JoiningPolicy.CLOSED}, {"join_form": None}]
)
def test_a_network_that_cannot_be_asked_has_no_form(visitor, psmn, change):
    sent = filled_form(visitor)
    Network.objects.filter(pk=psmn.pk).update(**change)
    assert visitor.get(JOIN_URL).status_code == 404
    late = visitor.post(JOIN_URL, sent)
    assert late.status_code == 404
    assert late["Cache-Control"] == "private, no-store"
    # Whoever was answering meanwhile can take their words away.
    assert "I look after incident reviews." in late.content.decode()
    assert sent[TOKEN_FIELD] not in late.content.decode()
    other_request = visitor.post("/networks/there-never-was/join/", sent)
    assert other_request.content == late.content
    stranger = visitor.post(JOIN_URL, sent | {TOKEN_FIELD: "x"})
    assert "I look after incident reviews." not in stranger.content.decode()
    assert not JoinRequest.objects.exists()


def test_a_form_stands_by_itself_too(visitor, join_form):
    address = "/networks/forms/join/"
    response = visitor.post(address, filled_form(visitor, address=address))
    assert response.url == "/networks/forms/join/thanks/"
    assert JoinRequest.objects.get().network is None


def test_the_form_is_kept_by_no_cache(visitor, psmn):
    assert visitor.get(JOIN_URL)["Cache-Control"] == "private, no-store"
    assert visitor.post(JOIN_URL, {})["Cache-Control"] == "private, no-store"
