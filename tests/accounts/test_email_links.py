"""Links in emails lead to the hub's own URL, whatever host the request named."""

import re

import pytest
from django.test import Client

from tests.accounts.conftest import emails_to

LINK = re.compile(r"https?://[^\s\"<>]+")


@pytest.mark.parametrize("path", ["/account/password/forgotten/", "/account/sign-in/code/"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1234"])
def test_links_do_not_use_the_host_of_the_request(people, settings, path, host):
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example"
    Client(headers={"host": host}).post(path, {"email": people.member.email})
    (email,) = emails_to(people.member.email)
    links = LINK.findall(f"{email.text} {email.html}")
    assert all(link.startswith("https://hub.example") for link in links)
    assert links or "code" in path


def test_link_to_a_new_password_works(people, client):
    client.post("/account/password/forgotten/", {"email": people.member.email})
    (email,) = emails_to(people.member.email)
    (path,) = re.findall(r"http://127.0.0.1:8000(/account/password/\S+)", email.text)
    page = client.get(path, follow=True)
    assert page.status_code == 200
    assert 'name="password1"' in page.content.decode()


@pytest.mark.parametrize("address", ["http://[", "//[", "http://[::1"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_malformed_next_url_is_ignored(people, address, method):
    response = getattr(Client(), method)(f"/account/sign-in/?next={address}")
    assert response.status_code == 200
