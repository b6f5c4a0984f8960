"""What is done about requests: by whom, once, and with words that reach the person."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.roles import EDITOR, PARTNER, REVIEWER
from editorial.models import Notice
from networks.models import JoinRequest, LapsedCount, Membership, Network
from networks.requests.lapsing import delete_lapsed
from tests import factories as make
from tests.networks.joining.conftest import ASK, fill_in

pytestmark = pytest.mark.django_db
INBOX = "/admin/networks/joinrequest/"


@pytest.fixture
def asked(visitor, psmn, organiser) -> JoinRequest:
    """A request to join."""
    visitor.post(ASK, fill_in(visitor))
    return JoinRequest.objects.get()


@pytest.fixture
def elsewhere(join_form) -> JoinRequest:
    """A request to another network, whose answers hold a word that is nowhere else."""
    other = Network.objects.create(
        name="Another", slug="another", summary="…", purpose="…", for_whom="…", join_form=join_form
    )
    return JoinRequest.objects.create(
        fingerprint="another",
        form=join_form,
        network=other,
        name="Zanzibar Person",
        email="zanzibar@trust.example",
        expires_on=timezone.localdate() + timedelta(days=30),
    )


@pytest.fixture
def team() -> Client:
    """An editor of the hub team."""
    return signed_in(make.make_user("editor@hub.example", EDITOR))


@pytest.fixture
def lead(organiser) -> Client:
    """The network's organiser."""
    return signed_in(organiser.user)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(client, request, name, **data):
    return client.post(f"/admin/networks/requests/{request.pk}/{name}/", data, follow=True)


# --- Who sees what -------------------------------------------------------------------------------


def test_the_team_reads_every_request_and_finds_it(team, asked, elsewhere):
    page = team.get(f"{INBOX}?q=niamh").content.decode()
    assert "Niamh Ó Sé" in page
    assert "Zanzibar" not in page
    shown = team.get(f"{INBOX}inspect/{asked.pk}/").content.decode()
    assert "I look after incident reviews." in shown
    assert "Zanzibar" in team.get(f"{INBOX}inspect/{elsewhere.pk}/").content.decode()


def test_an_organiser_reads_and_decides_on_their_own_networks_requests_alone(
    lead, asked, elsewhere
):
    for query in ("", "?q=zanzibar", f"?network={elsewhere.network_id}", "?export=csv"):
        answer = lead.get(INBOX + query)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, query
        assert "Zanzibar" not in body.decode(errors="replace"), query
    assert "I look after" in lead.get(f"{INBOX}inspect/{asked.pk}/").content.decode()
    # Wagtail leads those who may not look away, with a word.
    assert lead.get(f"{INBOX}inspect/{elsewhere.pk}/").status_code in {302, 403, 404}
    for name in ("take", "accept", "decline", "ask", "quarantine"):
        answer = lead.post(f"/admin/networks/requests/{elsewhere.pk}/{name}/", {"words": "No."})
        assert answer.status_code == 404, name
    elsewhere.refresh_from_db()
    assert elsewhere.status == JoinRequest.Status.WAITING


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/",
        "/admin/images/",
        "/admin/users/",
        "/admin/snippets/networks/network/",
        "/admin/networks/membership/",
        "/admin/reports/site-history/",
        "/admin/desk/letters/",
    ],
)
def test_an_organiser_reaches_nothing_else_of_the_desk(lead, asked, address):
    answer = lead.get(address)
    assert answer.status_code == 403 or "Home" not in answer.content.decode()


def test_an_organiser_finds_the_requests_in_their_menu(lead, asked):
    page = lead.get("/admin/").content.decode()
    assert INBOX in page
    assert "/admin/networks/membership/" not in page


@pytest.mark.parametrize("role", [PARTNER, None])
def test_nobody_else_reads_requests(asked, role):
    client = signed_in(make.make_user("other@hub.example", *([role] if role else [])))
    assert client.get(INBOX).status_code == 403
    assert client.get(f"{INBOX}inspect/{asked.pk}/").status_code == 403
    assert act(client, asked, "take").status_code == 403


def test_whoever_stops_organising_stops_reading(lead, organiser, asked):
    organiser.role = Membership.Role.MEMBER
    organiser.save()
    assert lead.get(INBOX).status_code == 403


def test_a_request_cannot_be_made_changed_or_deleted_by_hand(team, asked):
    for address in ("create/", f"edit/{asked.pk}/", f"delete/{asked.pk}/"):
        assert team.post(INBOX + address, {"name": "x"}).status_code in {302, 403, 404}
    asked.refresh_from_db()
    assert asked.name == "Niamh Ó Sé"


# --- What is done --------------------------------------------------------------------------------


def test_what_waits_is_on_the_dashboard_of_whoever_decides(team, lead, asked, elsewhere):
    told = "waits for somebody to read and decide"
    assert f"1 {told}" in lead.get("/admin/").content.decode()
    act(lead, asked, "take")
    assert told not in lead.get("/admin/").content.decode()
    reviewer = signed_in(make.make_user("reviewer@hub.example", REVIEWER))
    assert told not in reviewer.get("/admin/").content.decode()


def test_somebody_takes_it_and_a_second_person_is_told_so(team, lead, asked):
    assert "It is yours." in act(team, asked, "take").content.decode()
    assert "a moment ago" in act(lead, asked, "take").content.decode()
    assert "It is free again." in act(team, asked, "give-back").content.decode()
    kinds = [one.kind for one in asked.acts.all()]
    assert kinds == ["came", "taken", "given-back"]


def test_a_question_goes_out_and_the_reply_comes_back(lead, visitor, asked):
    act(lead, asked, "ask", words="Which trust do you work for?")
    letter = Notice.objects.get(kind="networks/request_asked")
    assert letter.to == "niamh@trust.example"
    assert "Which trust do you work for?" in letter.text
    link = link_in(letter)
    assert "Which trust" in visitor.get(link).content.decode()
    assert visitor.post(link, {"words": " "}).status_code == 422
    assert visitor.post(link, {"words": "The one in Sligo."}).status_code == 200

    asked.refresh_from_db()
    assert asked.status == JoinRequest.Status.WAITING
    assert asked.acts.last().words == "The one in Sligo."
    assert Notice.objects.get(kind="networks/request_replied").to == "lead@hub.example"
    assert Notice.objects.filter(kind="networks/request_replied").count() == 1


def test_a_reply_sent_twice_is_kept_once_and_other_words_are_not_lost_with_thanks(
    lead, visitor, asked
):
    act(lead, asked, "ask", words="Which trust?")
    link = link_in(Notice.objects.get(kind="networks/request_asked"))
    for _ in range(2):
        answer = visitor.post(link, {"words": "The one in Sligo."})
        assert answer.status_code == 200
        assert "Your reply has reached us" in answer.content.decode()
    late = visitor.post(link, {"words": "No, the one in Cork."})
    assert late.status_code == 409
    assert "was not kept" in late.content.decode()
    assert "the one in Cork" in late.content.decode()
    assert "Your reply has reached us" in visitor.get(link).content.decode()
    assert [one.words for one in asked.acts.filter(kind="replied")] == ["The one in Sligo."]
    act(lead, asked, "decline", words="It is for staff.")
    assert visitor.get(link).status_code == 404


def test_a_link_to_reply_is_kept_by_nobody_and_ends_with_the_decision(lead, visitor, asked):
    act(lead, asked, "ask", words="Which trust?")
    link = link_in(Notice.objects.get(kind="networks/request_asked"))
    answer = visitor.get(link)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    act(lead, asked, "decline", words="It is for staff.")
    closed, wrong = visitor.get(link), visitor.get("/networks/requests/wrong/")
    assert closed.status_code == wrong.status_code == 404
    assert closed.content == wrong.content.replace(b"wrong", link.split("/")[-2].encode())


def link_in(letter) -> str:
    [word] = [word for word in letter.text.split() if "/networks/requests/" in word]
    return "/" + word.split("/", 3)[3]


def test_declining_says_why(lead, asked):
    assert act(lead, asked, "decline").status_code == 422
    act(lead, asked, "decline", words="It is for staff. Please look at the topics.")
    asked.refresh_from_db()
    assert asked.status == JoinRequest.Status.DECLINED
    assert "Please look at the topics." in Notice.objects.get(kind="networks/request_declined").text
    assert "a moment ago" in act(lead, asked, "decline", words="Again.").content.decode()
    assert Notice.objects.filter(kind="networks/request_declined").count() == 1


def test_spam_is_set_aside_and_comes_back_with_its_notices(visitor, psmn, organiser, lead):
    visitor.post(ASK, fill_in(visitor, website="x"))
    request = JoinRequest.objects.get()
    assert "people do not see" in lead.get(f"{INBOX}inspect/{request.pk}/").content.decode()
    act(lead, request, "release")
    request.refresh_from_db()
    assert request.status == JoinRequest.Status.WAITING
    assert Notice.objects.filter(occasion=request.occasion).count() == 2


def test_a_second_request_by_the_same_person_is_shown_as_such(lead, visitor, asked):
    visitor.post(ASK, fill_in(visitor, why_would_you_like_to_join="Please."))
    assert "2 by this person" in lead.get(INBOX).content.decode()
    assert "asked before" in lead.get(f"{INBOX}inspect/{asked.pk}/").content.decode()


def test_exports_open_as_text_and_run_nothing(lead, visitor, psmn):
    visitor.post(ASK, fill_in(visitor, your_name="=HYPERLINK(1)"))
    answer = lead.get(f"{INBOX}?export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert "Organisation: A trust" in rows[1][-1]
    book = load_workbook(io.BytesIO(b"".join(lead.get(f"{INBOX}?export=xlsx").streaming_content)))
    assert book.active["A2"].data_type in {"s", "inlineStr"}


# --- What lapses ---------------------------------------------------------------------------------


def test_answers_are_deleted_at_their_date_and_a_count_stays(lead, asked):
    act(lead, asked, "decline", words="It is for staff.")
    assert delete_lapsed() == 0
    JoinRequest.objects.update(expires_on=timezone.localdate())
    assert delete_lapsed() == 1
    assert not JoinRequest.objects.exists()
    assert not Notice.objects.filter(occasion__startswith="join-request").exists()
    count = LapsedCount.objects.get()
    assert (count.network.slug, count.status, count.number) == ("psmn", "declined", 1)


def test_nothing_that_was_written_to_the_person_outlives_the_request(
    lead, visitor, asked, settings
):
    settings.EMAIL_BACKEND = "editorial.notices.backend.OutboxBackend"
    act(lead, asked, "ask", words="Which trust?")
    act(lead, asked, "accept")
    visitor.post(ASK, fill_in(visitor))
    second = JoinRequest.objects.exclude(pk=asked.pk).get()
    act(lead, second, "accept")
    assert Notice.objects.filter(address=asked.email).count() == 3
    JoinRequest.objects.filter(pk=asked.pk).update(expires_on=timezone.localdate())
    assert delete_lapsed() == 1
    [left] = Notice.objects.filter(address=asked.email)
    assert left.occasion.endswith(f"-{second.pk}")


def test_counts_add_up_over_many(join_form, psmn):
    for number in range(1203):
        JoinRequest.objects.create(
            fingerprint=str(number),
            form=join_form,
            network=psmn if number % 3 else None,
            expires_on=timezone.localdate(),
        )
    assert delete_lapsed() == 1203
    assert sum(LapsedCount.objects.values_list("number", flat=True)) == 1203
    assert LapsedCount.objects.count() == 2


# --- As many as there are ------------------------------------------------------------------------


def test_the_inbox_asks_no_more_questions_for_many_requests(
    lead, psmn, join_form, django_assert_max_num_queries
):
    numbers = []
    for round_ in range(2):
        for number in range(20):
            JoinRequest.objects.create(
                fingerprint=f"{round_}-{number}",
                form=join_form,
                network=psmn,
                email=f"p{number}@trust.example",
                expires_on=timezone.localdate() + timedelta(days=3),
            )
        with django_assert_max_num_queries(40) as asked_for:
            lead.get(INBOX)
        numbers.append(len(asked_for))
    assert numbers[0] == numbers[1]
