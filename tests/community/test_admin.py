"""Editors make boards and add versions of the rules."""

import pytest

from accounts.models import CommunityRules
from community.models import Space
from tests import factories as make
from tests.clients import signed_in

RULES_URL, BOARDS_URL = "/admin/community/rules/", "/admin/community/boards/"
RICH_TEXT = (
    '{"blocks": [{"key": "a", "text": "%s", "type": "unstyled", "depth": 0, '
    '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
)


def test_an_editor_makes_a_board_for_a_top_level_topic(board):
    other = make.make_topic(board.topic.get_parent(), "Culture")
    values = {"title": "Culture", "slug": "culture", "summary": "About culture."}
    client = signed_in(board.editor)
    refused = client.post(f"{BOARDS_URL}new/", values | {"topic": board.subtopic.pk})
    assert "Choose a top-level topic." in refused.content.decode()
    refused = client.post(f"{BOARDS_URL}new/", values | {"slug": "posts", "topic": other.pk})
    assert "This address is reserved" in refused.content.decode()
    client.post(f"{BOARDS_URL}new/", values | {"topic": other.pk})
    assert Space.objects.get(slug="culture").topic == other


def test_a_new_version_of_the_rules_is_asked_for_before_the_next_post(board):
    client = signed_in(board.editor)
    assert "18 or over" in client.get(f"{RULES_URL}new/").content.decode()
    client.post(f"{RULES_URL}new/", {"text": RICH_TEXT % "Be brief."})
    assert CommunityRules.objects.current().version == 2
    form = signed_in(board.author).get("/community/care/start/").context["form"]
    assert "accepts_rules" in form.fields


@pytest.mark.parametrize("path", [f"{RULES_URL}edit/%d/", f"{RULES_URL}delete/%d/"])
def test_a_version_of_the_rules_that_was_accepted_stays_as_it_was(board, path):
    before = CommunityRules.objects.current()
    for user in (board.editor, make.make_admin()):
        response = signed_in(user).post(path % before.pk, {"text": RICH_TEXT % "Changed."})
        assert response.status_code in {200, 302, 403}
    before.refresh_from_db()
    assert "Changed." not in before.text


def test_a_board_with_discussions_is_not_deleted(board):
    url = f"{BOARDS_URL}delete/{board.space.pk}/"
    assert signed_in(make.make_admin()).post(url).status_code in {200, 302, 403}
    assert Space.objects.filter(pk=board.space.pk).exists()


def test_a_topic_that_is_none_is_an_error_of_its_field(board):
    client = signed_in(board.author)
    for pk in ("x", "9" * 30, "-1", "\0"):
        response = client.post("/community/care/start/", {"title": "Typed words", "topic": pk})
        assert response.context["form"].errors["topic"], pk
        assert "Typed words" in response.content.decode()
