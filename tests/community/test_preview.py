"""Members see a preview of a post before they send it, with and without JavaScript."""

import pytest
from django.test import Client

from community.discussions import preview_views
from community.models import Discussion, Post
from tests.clients import signed_in
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, submit

PREVIEW_URL = "/community/preview/"


@pytest.mark.parametrize("place", ["reply", "start", "edit"])
def test_a_preview_without_javascript_keeps_the_form_and_stores_nothing(board, place):
    url = {
        "reply": f"{DISCUSSION_URL}reply/?to={board.first.pk}",
        "start": f"{BOARD_URL}start/",
        "edit": f"/community/posts/{board.first.pk}/edit/",
    }[place]
    before = list(Post.objects.values()), Discussion.objects.count()
    values = {"text": "**Very** hard.", "title": "Kept title", "topic": board.subtopic.pk}
    response = submit(signed_in(board.author), url, preview="yes", **values)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<strong>Very</strong> hard." in page
    assert "**Very** hard.</textarea>" in page
    assert "Error:" not in page
    assert ("Kept title" in page) == (place == "start")
    assert "checked" not in page  # The box "Email me" was not ticked.
    assert (list(Post.objects.values()), Discussion.objects.count()) == before


def test_a_preview_names_identifiers_of_patients(board):
    text = "Her NHS number was 943 476 5919."
    client = signed_in(board.author)
    response = submit(client, f"{DISCUSSION_URL}reply/", text=text, preview="yes")
    assert response.status_code == 422
    assert "943 476 5919" in response.context["form"].errors["text"][0]


def test_the_script_gets_what_readers_would_see(board):
    response = signed_in(board.author).post(PREVIEW_URL, {"text": "*a* <script>"})
    assert response.content.decode().strip() == "<p><em>a</em> &lt;script&gt;</p>"
    assert "no-store" in response["Cache-Control"]


def test_only_members_get_previews_of_posts_that_they_could_send(board, monkeypatch):
    assert Client().post(PREVIEW_URL, {"text": "a"}).status_code == 403
    client = signed_in(board.author)
    assert client.get(PREVIEW_URL).status_code == 405
    assert client.post(PREVIEW_URL, {"text": "a" * 10_001}).status_code == 422
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(board.author)
    assert strict.post(PREVIEW_URL, {"text": "a"}).status_code == 403
    monkeypatch.setattr(preview_views.PREVIEW_LIMIT, "max_attempts", 1)
    assert client.post(PREVIEW_URL, {"text": "a"}).status_code == 200
    assert client.post(PREVIEW_URL, {"text": "a"}).status_code == 429
