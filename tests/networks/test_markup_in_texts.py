"""What applicants, members and organisers write is shown as text, never as markup."""

import pytest
from django.utils import timezone

from accounts.models import Profile
from networks.models import Session
from outbox.models import Notification
from tests.clients import signed_in
from tests.networks.requests.conftest import join_form, join_request, organiser, psmn, visitor
from tests.networks.space_client import SPACE_URL, add_resource, submit_form

__all__ = ["join_form", "join_request", "organiser", "psmn", "visitor"]
pytestmark = pytest.mark.django_db
MARKUP = "<img src=x onerror=alert(1)>"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;"
WRITE = f"{SPACE_URL}run/messages/write/"


@pytest.fixture
def client(organiser):
    """A client signed in as the organiser."""
    return signed_in(organiser.user)


def assert_escaped(response) -> None:
    """Assert that a page contains the text and not the markup."""
    page = response.content.decode()
    assert MARKUP not in page
    assert ESCAPED in page


def test_name_and_answers_of_an_applicant(client, join_request):
    join_request.name = f"Zoë {MARKUP}"
    for answer in join_request.answers:
        answer["value"] = MARKUP
    join_request.save()
    inbox = "/admin/networks/joinrequest/"
    assert_escaped(client.get(inbox))
    page = client.get(f"{inbox}inspect/{join_request.pk}/").content.decode()
    assert MARKUP not in page
    assert page.count(ESCAPED) > len(join_request.answers)


def test_preview_and_email_of_a_message(client, organiser):
    message = {"subject": "Friday", "text": f"We meet. {MARKUP}"}
    assert_escaped(submit_form(client, WRITE, **message))
    submit_form(client, WRITE, **message, step="send")
    html = Notification.objects.get(user=organiser.user, kind="networks/message").html
    assert MARKUP not in html
    assert ESCAPED in html


def test_profile_in_the_directory(client, organiser):
    shown = {f"{part}_visibility": "networks" for part in ("name", "about", "role")}
    texts = {"name": "Zoë", "about": MARKUP, "role": MARKUP}
    Profile.objects.update_or_create(user=organiser.user, defaults=texts | shown)
    assert_escaped(client.get(f"{SPACE_URL}people/"))


def test_title_and_description_of_a_resource(client):
    resource = add_resource(client, f"Checklist {MARKUP}", description=MARKUP)
    assert_escaped(client.get(resource.get_absolute_url()))
    assert_escaped(client.get(f"{SPACE_URL}resources/"))


def test_title_and_notes_of_a_session(client, psmn):
    session = Session.objects.create(
        network=psmn, title=MARKUP, guest=MARKUP, notes=MARKUP, starts_at=timezone.now()
    )
    assert_escaped(client.get(session.get_absolute_url()))
