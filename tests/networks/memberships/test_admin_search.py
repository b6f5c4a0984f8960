"""Search of memberships in the admin: every word matches the user or the network."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.memberships import admin_search
from networks.modeladmin import MembershipAdmin
from networks.models import Membership
from tests.networks.factories import join, make_member

LIST = "/admin/networks/membership/"


@pytest.fixture(params=[1000, 1], ids=["few", "many"])
def user_id_limit(request, monkeypatch) -> None:
    """Set the limit above, or below, the number of matching users."""
    monkeypatch.setattr(admin_search, "MAX_USER_IDS", request.param)


@pytest.fixture
def members(networks):
    """Create two users of one surname; one is a member of both networks."""
    for email, first in (("zoe@trust.example", "Zoë"), ("max@board.example", "Max")):
        user = make_member(networks.ours, email)
        user.first_name, user.last_name = first, "Quillfeather"
        user.save()
    join(networks.other, user)


MATCHES = {
    "quillFEATHER": 3,
    "zoë quill": 1,
    "ZOE quill": 1,
    "zoe\u0308 quill’feather": 1,
    "max quillfeather": 2,
    "max@board": 2,
    "max other": 1,
    "other": 2,  # and its organiser
    "zoë other": 0,
    "patient max": 1,
    "max quillfeather zoë": 0,
    "%": 0,
    "_": 0,
    "q u i l l f e a t h e r": 3,
    "q u i l l f e a t h e r nobody": 0,
    "  ": None,
}
"""How many memberships each search finds; None for all."""


def test_search_matches_every_word_in_user_or_network(members, user_id_limit):
    total = Membership.objects.count()
    for query, expected in MATCHES.items():
        handler = admin_search.MembershipSearchHandler(MembershipAdmin.search_fields)
        found = handler.search_queryset(Membership.objects.all(), query).count()
        assert found == (total if expected is None else expected), query


def test_search_by_name_queries_users_once(editor, members):
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(LIST, {"q": "max quillfeather"})
    assert "Quillfeather" in page.content.decode()
    assert len(page.context["object_list"]) == MATCHES["max quillfeather"]
    name_queries = [each["sql"] for each in queries if re.search(r"first_name.*LIKE", each["sql"])]
    assert len(name_queries) == 1
