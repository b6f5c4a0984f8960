"""A message to all members: seen before it goes, kept once, and stopped by whoever wants that."""

import pytest
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client

from accounts import closure
from config.log_filters import TokenRedactionFilter
from networks.memberships.services import add_member, end_membership
from networks.models import Membership, Message
from outbox.delivery import deliver_due
from outbox.models import Notification, NotificationPreference
from tests import factories as make
from tests.networks.space.conftest import SPACE_URL, response_text, signed_in, submit_form

pytestmark = pytest.mark.django_db
WRITE = f"{SPACE_URL}run/messages/write/"
WORDS = {"subject": "Next Friday", "text": "We meet at one.\n\nSee https://a.example/ & come."}


def link_of(membership: Membership) -> str:
    letter = Notification.objects.get(user=membership.user, kind="networks/message")
    return letter.unsubscribe_url.removeprefix("http://127.0.0.1:8000")


def test_it_is_seen_first_and_sent_at_the_second_press(by_lead, ann, ben):
    seen = submit_form(by_lead, WRITE, **WORDS)
    assert "Is it right?" in response_text(seen)
    assert "Send it to 3 members" in response_text(seen)
    ending = f"{Membership.objects.organisers().get().user} wrote this to the members of the "
    assert ending in response_text(seen)
    assert not Message.objects.exists()
    back = submit_form(by_lead, WRITE, **WORDS, step="change")
    assert "We meet at one." in response_text(back)
    assert "Is it right?" not in response_text(back)
    answer = submit_form(by_lead, WRITE, **WORDS, step="send")
    assert "Queued for 3 members" in response_text(by_lead.get(answer.url))
    letters = Notification.objects.filter(kind="networks/message")
    assert {letter.to for letter in letters} == {
        "lead@hub.example", "ann@trust.example", "ben@trust.example"
    }  # fmt: skip
    letter = letters.get(user=ann.user)
    assert letter.subject == "Patient Safety Management Network: Next Friday"
    assert "See https://a.example/ & come." in letter.text
    assert '<a href="https://a.example/"' in letter.html
    assert "<p>We meet at one.</p>" in letter.html
    assert "&amp; come." in letter.html
    assert letter.text.startswith("We meet at one.")  # who writes greets; the hub does not
    assert "<p>We meet at one.</p>" in letter.html.split("<body")[1][:200]
    assert ending in letter.text
    assert letter.unsubscribe_url in letter.text
    assert letter.unsubscribe_url in letter.html


def test_pressed_twice_it_is_one_message_and_another_text_is_another(by_lead, ann):
    shown = by_lead.get(WRITE).context["showing"]
    for words in (WORDS, WORDS, WORDS | {"text": "We meet at two."}):
        answer = by_lead.post(WRITE, {**words, "showing": shown, "step": "send"})
        assert answer.status_code == 302
    assert [message.recipients for message in Message.objects.all()] == [2, 2]
    assert Notification.objects.count() == 4


@pytest.mark.parametrize(
    ("said", "where"),
    [({"subject": " "}, "subject"), ({"text": ""}, "text"), ({"text": "x" * 10001}, "text")],
)
def test_what_is_amiss_stands_beside_its_field(by_lead, said, where):
    for step in ("", "send"):
        answer = submit_form(by_lead, WRITE, **{**WORDS, **said}, step=step)
        assert answer.status_code == 422
        assert answer.context["form"].errors[where]
    assert not Message.objects.exists()


def test_a_member_writes_to_nobody(by_ann):
    for way in ("run/", "run/messages/", "run/messages/write/"):
        assert by_ann.get(SPACE_URL + way).status_code == 404
        assert by_ann.post(SPACE_URL + way, {**WORDS, "step": "send"}).status_code == 404


def test_whoever_stopped_left_or_is_closed_gets_none(by_lead, ann, ben, join, stranger):
    Membership.objects.filter(pk=ann.pk).update(wants_messages=False)
    ben.user.is_active = False
    ben.user.save()
    daily = join("daily@trust.example")
    NotificationPreference.objects.create(user=daily.user, how=NotificationPreference.How.NONE)
    assert "2 of 3 members" in response_text(by_lead.get(WRITE))
    submit_form(by_lead, WRITE, **WORDS, step="send")
    told = {letter.user.email for letter in Notification.objects.all()}
    assert told == {"lead@hub.example", "daily@trust.example"}
    assert set(Notification.objects.values_list("status", flat=True)) == {
        Notification.Status.QUEUED
    }


def test_how_far_it_has_come_is_shown(by_lead, ann):
    submit_form(by_lead, WRITE, **WORDS, step="send")
    Notification.objects.filter(user=ann.user).update(status=Notification.Status.SENT)
    page = response_text(by_lead.get(f"{SPACE_URL}run/messages/"))
    assert "Queued for 2 members; 1 delivered so far" in page


# --- Stopping ------------------------------------------------------------------------------------


def test_looking_stops_nothing_and_a_press_stops_it_without_signing_in(by_lead, ann):
    submit_form(by_lead, WRITE, **WORDS, step="send")
    visitor, link = Client(enforce_csrf_checks=True), link_of(ann)
    assert "Stop the messages?" in response_text(visitor.get(link))
    assert visitor.head(link).status_code == 200
    ann.refresh_from_db()
    assert ann.wants_messages
    for _ in range(2):
        answer = visitor.post(link, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "The messages are stopped" in response_text(answer)
    ann.refresh_from_db()
    assert not ann.wants_messages
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_letter_from_before_somebody_left_and_came_back_stops_them_too(by_lead, psmn, ann):
    submit_form(by_lead, WRITE, **WORDS, step="send")
    link = link_of(ann)
    end_membership(ann)
    again = add_member(psmn, ann.user)
    assert "The messages are stopped" in response_text(Client().post(link))
    again.refresh_from_db()
    assert not again.wants_messages


def test_who_stopped_them_left_and_came_back_still_gets_none(by_lead, psmn, ann, ben):
    by_ann, page = signed_in(ann.user), f"{SPACE_URL}membership/"
    by_ann.post(page, {})
    for member in (ann, ben):
        leave(member, by_lead)
        member.user.refresh_from_db()  # to leave ends the sessions
        add_member(psmn, member.user)
    shown = response_text(signed_in(ann.user).get(page))
    assert "Send me the organisers’ messages" in shown
    assert "checked" not in shown
    submit_form(by_lead, WRITE, **WORDS, step="send")
    told = {letter.user for letter in Notification.objects.filter(kind="networks/message")}
    assert ann.user not in told
    assert ben.user in told
    signed_in(ann.user).post(page, {"wants_messages": "on"})
    leave(ann, by_lead)
    assert add_member(psmn, ann.user).wants_messages


def test_the_link_says_how_it_is_to_who_stopped_left_or_is_closed(by_lead, ann):
    submit_form(by_lead, WRITE, **WORDS, step="send")
    link, visitor = link_of(ann), Client()

    def says(words: str) -> None:
        for answer in (visitor.get(link), visitor.post(link)):
            assert words in response_text(answer)
            assert "Stop them" not in response_text(answer)
            assert ("You still belong" in response_text(answer)) == (
                words == "The messages are stopped"
            )

    visitor.post(link)
    says("The messages are stopped")
    end_membership(ann)
    says("You do not belong to Patient Safety Management Network any more")
    closure.close_account(ann.user)
    says("The account that these messages went to is closed")


@pytest.mark.parametrize("how", ["x", "1", "1.x", "{pk}.{sign}x", "{other}.{sign}", "%00", "é"])
def test_an_address_that_is_not_ours_stops_nothing(by_lead, ann, how):
    submit_form(by_lead, WRITE, **WORDS, step="send")
    token = link_of(ann).split("/")[3]
    pk, sign = token.split(".")
    wrong = how.format(pk=pk, sign=sign, other=int(pk) + 1)
    for answer in (Client().get(f"/networks/messages/{wrong}/stop/"),
                   Client().post(f"/networks/messages/{wrong}/stop/")):  # fmt: skip
        assert answer.status_code == 404
    assert not Membership.objects.filter(wants_messages=False).exists()


def test_the_address_stands_in_no_log(by_lead, ann, caplog):
    submit_form(by_lead, WRITE, **WORDS, step="send")
    link = link_of(ann)
    Client().get(link.replace("/stop/", "x/stop/"))
    caplog.clear()
    caplog.handler.addFilter(TokenRedactionFilter())
    Client().get(link.replace("/stop/", "x/stop/"))
    assert caplog.records
    assert link.split("/")[3] not in caplog.text


def test_it_goes_with_the_headers_by_which_mail_programmes_stop_it(by_lead, ann, settings):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    submit_form(by_lead, WRITE, **WORDS, step="send")
    deliver_due()
    [letter] = [one for one in mail.outbox if one.to == ["ann@trust.example"]]
    assert letter.extra_headers["List-Unsubscribe"].startswith("<http")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_switch_stands_in_the_room_too(by_ann, ann):
    page = f"{SPACE_URL}membership/"
    assert "checked" in response_text(by_ann.get(page))
    by_ann.post(page, {})
    ann.refresh_from_db()
    assert not ann.wants_messages
    by_ann.post(page, {"wants_messages": "on"})
    ann.refresh_from_db()
    assert ann.wants_messages


# --- What waits when somebody stops or leaves -----------------------------------------------------


def stop_by_letter(member: Membership, by_lead: Client) -> None:
    Client().post(link_of(member))


def switch_off(member: Membership, by_lead: Client) -> None:
    signed_in(member.user).post(f"{SPACE_URL}membership/", {})


def leave(member: Membership, by_lead: Client) -> None:
    signed_in(member.user).post("/networks/psmn/leave/")


def be_let_go(member: Membership, by_lead: Client) -> None:
    by_lead.post(f"{SPACE_URL}run/members/{member.pk}/end/")


def be_deleted(member: Membership, by_lead: Client) -> None:
    member.delete()


@pytest.mark.parametrize("part", [stop_by_letter, switch_off, leave, be_let_go, be_deleted])
def test_what_waits_for_who_left_or_stopped_is_not_sent(by_lead, ann, ben, join, settings, part):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    submit_form(by_lead, WRITE, **WORDS, step="send")
    part(ann, by_lead)
    deliver_due()
    assert {to for letter in mail.outbox for to in letter.to} == {
        "lead@hub.example", "ben@trust.example"
    }  # fmt: skip
    dropped = Notification.objects.get(user=ann.user, kind="networks/message")
    assert (dropped.status, dropped.text, dropped.html) == (Notification.Status.CANCELLED, "", "")


def test_what_waits_from_another_network_is_sent_all_the_same(by_lead, ann, stranger, join):
    other = stranger.network
    Membership.objects.create(network=other, user=ann.user)
    write = f"/networks/{other.slug}/space/run/messages/write/"
    submit_form(signed_in(stranger.user), write, **WORDS, step="send")
    end_membership(ann)
    assert Notification.objects.get(user=ann.user).status == Notification.Status.QUEUED


class Meanwhile(EmailBackend):
    """A mail server that is down; while it is tried, Ann leaves."""

    def open(self) -> None:
        end_membership(Membership.objects.get(user__email="ann@trust.example"))
        raise ConnectionRefusedError


def test_what_is_dropped_while_it_is_tried_in_vain_stays_dropped(by_lead, lead, ann, settings):
    settings.HUB_MAIL_BACKEND = f"{__name__}.Meanwhile"
    submit_form(by_lead, WRITE, **WORDS, step="send")
    Notification.objects.filter(user=lead.user).delete()
    deliver_due()
    assert Notification.objects.get().status == Notification.Status.CANCELLED


# --- As many as there are ------------------------------------------------------------------------


def test_many_members_take_no_more_questions(by_lead, psmn, django_assert_max_num_queries):
    numbers = []
    for round_ in range(3):  # the first time fills the pieces of the page that are kept
        for number in range(10):
            user = make.make_user(f"p{round_}-{number}@trust.example")
            Membership.objects.create(network=psmn, user=user)
        shown = by_lead.get(WRITE).context["showing"]
        with django_assert_max_num_queries(25) as asked:
            by_lead.post(WRITE, {**WORDS, "showing": shown, "step": "send"})
        numbers.append(len(asked))
    assert numbers[1] == numbers[2]
    assert Message.objects.first().recipients == 31
