"""The account menu at the top of every page: sign in, or the user's name, spaces and account."""

import pytest
from django.test import Client

from tests import factories as make
from tests.networks.conftest import as_user, networks

__all__ = ["as_user", "networks"]
pytestmark = pytest.mark.django_db
NAV = 'aria-label="Your account"'


def menu(client: Client, url: str = "/networks/psmn/") -> str:
    """Return the HTML of the menu on a page."""
    return client.get(url).content.decode().partition(NAV)[2].partition("</nav>")[0]


def test_visitor_signs_in_and_returns_to_the_page(networks, client):
    assert 'href="/account/sign-in/?next=/networks/psmn/"' in menu(client)
    assert 'href="/account/sign-in/"' in menu(client, "/account/sign-in/code/")


def test_member_finds_their_spaces_and_signs_out(networks, as_user):
    member = as_user(networks.member)
    shown = menu(member)
    assert networks.member.email in shown
    assert 'href="/networks/psmn/space/"' in shown
    assert "Admin" not in shown
    page = member.get("/networks/psmn/").content.decode()
    assert "Go to your space" in page
    assert "You are a member of this network" in page
    assert "Ask to join" not in page
    member.post("/account/sign-out/")
    assert "Sign in" in menu(member)


def test_administrator_finds_the_administration(networks, as_user):
    assert 'href="/admin/"' in menu(as_user(make.make_admin()))
