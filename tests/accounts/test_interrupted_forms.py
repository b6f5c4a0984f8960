"""A form that arrives after its login session ended is sent back, to its own user alone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import EDITOR
from pages.models import BlogPage
from tests import factories as make
from tests.clients import signed_in
from tests.editorial.editor_actions import blog_edit, create_draft
from tests.editorial.html_forms import parse_forms
from tests.networks.conftest import networks
from tests.networks.space_client import SPACE_URL

__all__ = ["networks"]

pytestmark = pytest.mark.same_on_both

WRITE = f"{SPACE_URL}run/messages/write/"
TEXT = "First line\r\n\r\nSecond <b>line</b> & more"
ORIGIN = {"HTTP_ORIGIN": "http://testserver"}


def sign_in(client, user):
    """Sign in by the form, which gives the browser a new CSRF token."""
    url = reverse("account_login")
    client.get(url)
    token = client.cookies["csrftoken"].value
    data = {"login": user.email, "password": "patient-safety", "csrfmiddlewaretoken": token}
    assert client.post(url, data).status_code == 302


def hidden_fields(response):
    """Return the form that the page holds, as a browser would send it."""
    form = parse_forms(response)[-1]
    form.pop("body-count")
    return {
        name: value.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
        for name, value in form.items()
    }


@pytest.fixture
def written(networks):
    """A message that an organiser has written, and whose session has ended since."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, networks.organiser)
    page = client.get(WRITE)
    form = {**parse_forms(page)[-1].dict(), "subject": "Tuesday", "text": TEXT}
    form.pop("body-count")
    form["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    Session.objects.all().delete()
    return SimpleNamespace(client=client, form=form, user=networks.organiser)


def resend(client, response, **headers):
    """Send the form of the page again, with the CSRF token of the page."""
    token = response.content.decode().split('name="csrfmiddlewaretoken" value="')[-1][:64]
    return client.post(WRITE, {**hidden_fields(response), "csrfmiddlewaretoken": token}, **headers)


def test_form_is_sent_again_after_signing_in(written):
    page = written.client.post(WRITE, written.form)
    assert page.status_code == 403
    assert "no-store" in page["Cache-Control"]
    assert "Your text is kept on this page" in page.content.decode()
    assert reverse("account_signed_in") in page.content.decode()
    sign_in(written.client, written.user)
    confirmation = resend(written.client, page, **ORIGIN)
    assert confirmation.status_code == 403
    assert f"You are signed in as {written.user}" in confirmation.content.decode()
    preview = resend(written.client, confirmation, **ORIGIN)
    assert preview.status_code == 200
    message = preview.context["message"]
    assert message["subject"] == "Tuesday"
    assert message["text"].replace("\r\n", "\n") == TEXT.replace("\r\n", "\n")


def test_text_of_another_user_is_not_shown(written, networks):
    page = written.client.post(WRITE, written.form)
    sign_in(written.client, networks.member)
    for response in (
        resend(written.client, page, **ORIGIN),
        written.client.post(WRITE, written.form, **ORIGIN),
    ):
        assert response.status_code == 403
        assert "written in another account" in response.content.decode()
        assert "First line" not in response.content.decode()


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_ORIGIN": "https://other.example"}, {"HTTP_ORIGIN": "null"}]
)
def test_form_of_another_site_is_not_sent_back(written, headers):
    sign_in(written.client, written.user)
    response = written.client.post(WRITE, written.form, **headers)
    assert response.status_code == 403
    assert "First line" not in response.content.decode()


def test_forms_of_accounts_and_scripts_are_not_sent_back(written):
    form = written.form | {"oldpassword": "a-secret"}
    response = written.client.post(reverse("account_change_password"), form)
    assert response.status_code == 302
    response = written.client.post(WRITE, form, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert response.status_code == 302
    response = written.client.post(WRITE, form)
    assert "First line" in response.content.decode()
    assert "a-secret" not in response.content.decode()


def test_page_editor_is_sent_back_with_its_body(db):
    hub = make.make_hub()
    writer = make.make_user("writer@hub.example", EDITOR)
    draft = create_draft(writer, hub.blogs)
    block = {"deleted": "", "id": "", "type": "quote", "order": 0, "value-text": "Typed words"}
    body = {f"body-0-{name}": value for name, value in block.items()}
    body |= {"body-count": 1, "body-0-value-attribution": "", "body-0-value-role": ""}
    url, data = blog_edit(draft, **body)
    response = Client().post(url, data)
    assert response.status_code == 403
    kept = parse_forms(response)[-1]
    kept["body-count"] = "1"
    fields = {name: value.removeprefix("\n").rstrip("\n") for name, value in kept.items()}
    assert signed_in(writer).post(url, fields).status_code == 302
    saved = BlogPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.body[0].value["text"] == "Typed words"


def test_login_session_is_reported_and_extended(networks):
    url = reverse("account_login_session")
    client = signed_in(networks.member)
    visitor = Client().get(url)
    assert visitor.json()["author"] == ""
    assert "no-store" in visitor["Cache-Control"]
    soon = timezone.now() + timedelta(seconds=90)
    Session.objects.update(expire_date=soon)
    state = client.get(url).json()
    assert 60 < state["seconds"] <= 90
    assert state["name"] == str(networks.member)
    assert Session.objects.get().expire_date == soon
    assert client.post(url).json()["seconds"] > 24 * 3600
