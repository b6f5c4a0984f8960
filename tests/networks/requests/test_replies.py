"""Questions to the person who made a request, and their reply by a link without an account."""

import pytest

from networks.enums import RequestStatus
from outbox.models import Notification
from tests.networks.join_request_client import apply_action

pytestmark = pytest.mark.django_db


def test_question_is_emailed_and_reply_notifies_the_organiser(
    organiser_client, visitor, join_request
):
    apply_action(organiser_client, join_request, "ask", text="Which trust do you work for?")
    notification = Notification.objects.get(kind="networks/request_asked")
    assert notification.recipient_address == "niamh@trust.example"
    assert "Which trust do you work for?" in notification.text
    link = reply_path(notification)
    assert "Which trust" in visitor.get(link).content.decode()
    assert visitor.post(link, {"text": " "}).status_code == 422
    assert visitor.post(link, {"text": "The one in Sligo."}).status_code == 200

    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.WAITING
    assert join_request.events.last().text == "The one in Sligo."
    assert Notification.objects.get(kind="networks/request_replied").recipient_address == (
        "lead@hub.example"
    )
    assert Notification.objects.filter(kind="networks/request_replied").count() == 1


def test_repeated_reply_is_stored_once_and_a_different_one_is_refused(
    organiser_client, visitor, join_request
):
    apply_action(organiser_client, join_request, "ask", text="Which trust?")
    link = reply_path(Notification.objects.get(kind="networks/request_asked"))
    for _ in range(2):
        response = visitor.post(link, {"text": "The one in Sligo."})
        assert response.status_code == 200
        assert "We have received your reply" in response.content.decode()
    response = visitor.post(link, {"text": "No, the one in Cork."})
    assert response.status_code == 409
    assert "did not save this one" in response.content.decode()
    assert "the one in Cork" in response.content.decode()
    assert "We have received your reply" in visitor.get(link).content.decode()
    assert [one.text for one in join_request.events.filter(kind="replied")] == ["The one in Sligo."]
    apply_action(organiser_client, join_request, "decline", text="It is for staff.")
    assert visitor.get(link).status_code == 404


def test_reply_page_is_not_cached_and_closes_with_the_decision(
    organiser_client, visitor, join_request
):
    apply_action(organiser_client, join_request, "ask", text="Which trust?")
    link = reply_path(Notification.objects.get(kind="networks/request_asked"))
    response = visitor.get(link)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    apply_action(organiser_client, join_request, "decline", text="It is for staff.")
    closed, wrong = visitor.get(link), visitor.get("/networks/requests/wrong/")
    assert closed.status_code == wrong.status_code == 404
    assert closed.content == wrong.content.replace(b"wrong", link.split("/")[-2].encode())


def reply_path(notification) -> str:
    [word] = [word for word in notification.text.split() if "/networks/requests/" in word]
    return "/" + word.split("/", 3)[3]
