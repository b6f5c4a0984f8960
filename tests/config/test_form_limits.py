"""Limits of forms: long pages can be saved, and public forms keep Django's limits."""

from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from pages.models import BlogPage
from tests import factories as make
from tests.clients import signed_in
from tests.editorial.conftest import hub, people
from tests.editorial.editor_actions import blog_edit, create_draft
from tests.snapshots import snapshot

__all__ = ["hub", "people"]

pytestmark = pytest.mark.same_on_both

URLENCODED = "application/x-www-form-urlencoded"
BLOCKS = 500


@pytest.fixture
@snapshot
def draft(hub, people):
    return create_draft(people.writer, hub.blogs)


def picture_blocks(number):
    """Return the form fields of a body with pictures."""
    image = make.make_image("A chart").pk
    value = {"image-image": image, "image-decorative": "on", "image-alt_text": ""}
    value |= {"caption": "Café & tea", "credit": ""}
    fields = {"body-count": number}
    for n in range(number):
        fields |= {f"body-{n}-{name}": "" for name in ("deleted", "id")}
        fields |= {f"body-{n}-type": "picture", f"body-{n}-order": n}
        fields |= {f"body-{n}-value-{name}": item for name, item in value.items()}
    return fields


@pytest.mark.parametrize(
    "encoding", ["urlencoded", pytest.param("multipart", marks=pytest.mark.soak)]
)
def test_page_of_500_pictures_is_saved(draft, people, encoding):
    url, data = blog_edit(draft, title="A long page", **picture_blocks(BLOCKS))
    client = signed_in(people.writer)
    body = (urlencode(data), URLENCODED) if encoding == "urlencoded" else (data,)
    response = client.post(url, *body)
    assert response.status_code == 302
    saved = BlogPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.title == "A long page"
    assert [block.value["caption"] for block in saved.body] == ["Café & tea"] * BLOCKS


@pytest.mark.parametrize(
    "fields", [{f"f{n}": "" for n in range(20_001)}, {"title": "é" * 2_000_000}]
)
def test_form_above_the_limits_of_editors_is_explained(draft, people, fields):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = signed_in(people.writer).post(url, urlencode(fields), URLENCODED)
    assert response.status_code == 413
    assert "too large to save" in response.content.decode()


def test_csrf_token_of_a_long_form_is_checked(draft, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.writer)
    url, data = blog_edit(draft, **picture_blocks(200))
    assert client.post(url, urlencode(data), URLENCODED).status_code == 403


def test_long_form_that_was_cut_off_is_refused(draft, people):
    url, data = blog_edit(draft, **picture_blocks(50))
    body = encode_multipart(BOUNDARY, data)
    client = signed_in(people.writer)
    response = client.generic("POST", url, body[:-60], content_type=MULTIPART_CONTENT)
    assert response.status_code == 400


@pytest.mark.parametrize("encoding", ["urlencoded", "multipart"])
def test_other_forms_keep_the_limits_of_django(draft, people, encoding):
    fields = {f"a-field-of-a-form-{n}": "" for n in range(1_100)}
    body = (urlencode(fields), URLENCODED) if encoding == "urlencoded" else (fields,)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    visitor, member = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    member.force_login(people.member)
    for client, url in ((visitor, "/account/sign-in/"), (visitor, edit), (member, edit)):
        client.cookies["csrftoken"] = "a" * 32
        assert client.post(url, *body).status_code == 413, url


def test_long_form_is_sent_back_after_the_login_session_has_ended(draft, people):
    url, data = blog_edit(draft, title="A long page", **picture_blocks(BLOCKS))
    client = signed_in(people.writer)
    client.get(url)
    Session.objects.all().delete()
    response = client.post(url, urlencode(data), URLENCODED)
    assert response.status_code == 403
    assert f'name="body-{BLOCKS - 1}-value-caption"' in response.content.decode()
    assert Client().post(url, urlencode(data), URLENCODED).status_code == 413
