"""Searching memberships at the desk: each word stands in the person, or in their network's name."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.memberships import admin_search
from networks.models import Membership
from tests.networks.factories import join, make_member

LIST = "/admin/networks/membership/"


@pytest.fixture(params=[1000, 1], ids=["few", "many"])
def most(request, monkeypatch) -> None:
    """Let those who are found be few, or more than are named to the database."""
    monkeypatch.setattr(admin_search, "MAX_USER_IDS", request.param)


@pytest.fixture
def members(networks):
    """Two of one family name, one of whom belongs to both networks."""
    for email, first in (("zoe@trust.example", "Zoë"), ("max@board.example", "Max")):
        user = make_member(networks.ours, email)
        user.first_name, user.last_name = first, "Quillfeather"
        user.save()
    join(networks.other, user)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quillFEATHER", 3),
        ("zoë quill", 1),
        ("max quillfeather", 2),
        ("max@board", 2),
        ("max other", 1),
        ("other", 2),  # and its organiser
        ("zoë other", 0),
        ("patient max", 1),
        ("max quillfeather zoë", 0),
        ("%", 0),
        ("_", 0),
        ("q u i l l f e a t h e r", 3),
        ("q u i l l f e a t h e r nobody", 0),
        ("  ", None),
    ],
)
def test_search_matches_every_word_in_user_or_network(editor, members, most, words, found):
    everything = Membership.objects.count()
    page = editor.get(LIST, {"q": words})
    assert page.status_code == 200
    assert len(page.context["object_list"]) == (everything if found is None else found)


def test_search_by_name_queries_users_once(editor, members):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert "Quillfeather" in editor.get(LIST, {"q": "max quillfeather"}).content.decode()
    reading = [each["sql"] for each in asked if re.search(r"first_name.*LIKE", each["sql"])]
    assert len(reading) == 1
