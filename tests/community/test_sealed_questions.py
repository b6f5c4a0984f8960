"""Sealed questions: nothing stored tells who sent one, and members send them within limits."""

import logging
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import EDITOR, MODERATOR
from community.models import SealedQuestion, Space, Suspension
from tests import factories as make
from tests.clients import signed_in
from tests.community.sealed_question_helpers import (
    LIST_URL,
    SEALED_TABLE,
    SEND_URL,
    SENT_URL,
    SPACE_URL,
    dump_database,
    sealed,
    select_from,
    send,
    stored,
)
from tests.networks.conftest import networks

__all__ = ["networks", "sealed"]


def dump_caches() -> dict[str, Any]:
    """Return the contents of the caches in memory; those in the database are in its dump."""
    backends = {alias: caches[alias] for alias in caches}
    return {
        alias: dict(cache._cache)
        for alias, cache in backends.items()
        if isinstance(cache, LocMemCache)
    }


def physical_order() -> list[str]:
    """Return the texts in the order in which the rows are on disk."""
    column = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(" ".join([select_from(SEALED_TABLE, "text"), "ORDER BY", column]))
        return [text for (text,) in cursor.fetchall()]


def test_nothing_stored_tells_who_sent_a_question(sealed, caplog, settings):
    clients = [signed_in(member) for member in sealed.members]
    for client in clients:
        client.get(SPACE_URL)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    database, cached = dump_database(), dump_caches()
    for number, client in enumerate(clients):
        cookies = {name: cookie.value for name, cookie in client.cookies.items()}
        assert send(client, "").status_code == 200  # with an error
        response = send(client, f"Question {number}")
        assert response["Location"] == SENT_URL
        page = client.get(SENT_URL)
        assert "no-store" in page["Cache-Control"]
        for answer in (response, page):
            assert answer["Referrer-Policy"] == "strict-origin"
        # No message waits in a cookie, and the login session is the same.
        assert client.cookies[settings.SESSION_COOKIE_NAME].value == cookies["sessionid"]
        assert set(client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert SealedQuestion.objects.count() == 3
    assert dump_database() == database
    assert dump_caches() == cached
    assert [record.getMessage() for record in caplog.records] == []


def test_a_sealed_row_holds_words_and_a_day(sealed):
    send(signed_in(sealed.member), "Words.")
    with connection.cursor() as cursor:
        cursor.execute(select_from(SEALED_TABLE))
        [row] = cursor.fetchall()
        columns = {column[0] for column in cursor.description}
    assert columns == {"id", "space_id", "title", "text", "sent_on"}
    question = SealedQuestion.objects.get()
    assert question.pk.version == 4
    assert str(question.sent_on) == str(timezone.localdate())
    assert len(str(row[list(columns).index("sent_on")])) <= 100


def test_rows_are_on_disk_in_random_order(sealed):
    texts = [f"Question {number}" for number in range(8)]
    client = signed_in(sealed.member)
    for text in texts:
        client.post(SEND_URL, {"title": "Title", "text": text})
    order = physical_order()
    assert sorted(order) == texts
    assert order != texts  # by chance once in 40,320 runs
    keys = [question.text for question in SealedQuestion.objects.order_by("pk")]
    assert keys != texts


def test_the_same_words_are_stored_once(sealed):
    for member in (*sealed.members, sealed.member):
        assert send(signed_in(member), "The same words.")["Location"] == SENT_URL
    assert SealedQuestion.objects.count() == 1


def test_ten_questions_wait_and_no_more(sealed):
    stored(*(f"Question {number}" for number in range(9)))
    client = signed_in(sealed.member)
    assert "Send sealed question" in client.get(SEND_URL).content.decode()
    assert send(client, "The tenth.")["Location"] == SENT_URL
    page = client.get(SEND_URL).content.decode()
    assert "You cannot send a sealed question now" in page
    assert "<textarea" not in page
    page = client.post(SEND_URL, {"title": "Late", "text": "The eleventh."}).content.decode()
    assert "Your question was not sent" in page
    assert "The eleventh." in page
    assert SealedQuestion.objects.count() == 10
    # Sent twice by a double click, the tenth is stored.
    assert client.post(SEND_URL, {"title": "How do you cope?", "text": "The tenth."})["Location"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("NHS number 943 476 5919.", "943 476 5919"),
        ("Yours, ANN Lee-Moran.", "tells who you are"),
        ("Write to member@hub.example. NHS number 943 476 5919.", "tells who you are"),
        ("", "Enter your question."),
        ("x" * 10_001, "10000 characters"),
    ],
)
def test_words_that_identify_a_patient_or_the_sender_are_refused(sealed, text, error):
    User.objects.filter(pk=sealed.member.pk).update(first_name="Ann", last_name="Lee-Moran")
    page = send(signed_in(sealed.member), text, title="My title").content.decode()
    assert error in page.replace(",", "")
    assert "My title" in page
    assert not SealedQuestion.objects.exists()


def test_only_members_who_may_write_send(sealed):
    board = Space.objects.create(title="Board", slug="board", summary="A board.")
    values = {"title": "Title", "text": "Words."}
    for url in (SEND_URL, SENT_URL, LIST_URL):
        assert Client().get(url)["Location"] == f"/account/sign-in/?next={url}"
    people = [sealed.outsider, sealed.neighbour, make.make_admin()]
    people += [
        make.make_user("editor@hub.example", EDITOR),
        make.make_user("moderator@hub.example", MODERATOR),
    ]
    for user in people:
        for url in (SEND_URL, SENT_URL, LIST_URL):
            assert signed_in(user).get(url).status_code == 404
            assert signed_in(user).post(url, values).status_code in {404, 405}
    member = signed_in(sealed.member)
    assert member.post(f"{board.get_absolute_url()}sealed-questions/send/").status_code == 404
    Suspension.objects.create(user=sealed.member, actor=sealed.organiser, reason="Spam.")
    assert member.post(SEND_URL, values).status_code == 403
    # After the end of a login session the words come back, to send them again.
    response = Client().post(SEND_URL, values)
    assert response.status_code == 403
    assert "Words." in response.content.decode()
    assert not SealedQuestion.objects.exists()
