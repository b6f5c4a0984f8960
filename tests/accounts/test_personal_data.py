"""Export of a user's personal data, from every source and of no other user."""

import json
from urllib.parse import urlencode

from django.test import Client
from wagtail.models import Comment, CommentReply

from accounts.invitations import send_invitation
from networks.models import Membership
from outbox.models import Notification
from pages.models import Person
from tests import factories as make
from tests.accounts.conftest import sign_in
from tests.accounts.test_profile import submit_profile
from tests.networks.factories import make_network
from tests.pages.conftest import hub

__all__ = ["hub"]

SECRETS = ("secret", "seed", "pbkdf2", "md5$")


def exported_data(client: Client) -> dict:
    """Return the exported personal data of a user."""
    response = client.get("/account/what-we-hold/file/")
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert not any(secret in response.content.decode() for secret in SECRETS)
    return json.loads(response.content)


def test_the_export_has_every_source(people):
    client = sign_in(people.member.email)
    submit_profile(client)
    send_invitation(
        people.member.email, "tests.seat", about="join the network for managers", name="Tom Achebe"
    )
    Person.objects.create(name="Tom A.", user=people.member)
    copy = exported_data(client)
    assert copy["account"]["email address"] == people.member.email
    assert copy["profile"]["role"] == "Patient safety manager"
    assert copy["invitations"][0]["to"] == "join the network for managers"
    assert copy["invitations"][0]["name"] == "Tom Achebe"
    assert copy["author"]["name"] == "Tom A."
    assert copy["editorial emails"]["how often"] == "Immediately"
    assert {"campaigns", "writing"} <= copy.keys()


def test_the_export_has_actions_and_comments_in_the_admin(people, hub):
    editor, member = people.editor, people.member
    network = make_network("PSMN", "psmn")
    page = make.make_blog(hub.blogs, "Ten to nine", owner=member)
    remark = Comment.objects.create(page=page, user=editor, text="Mind the date.", contentpath="a")
    CommentReply.objects.create(comment=remark, user=editor, text="Or the ward.")
    page.save_revision(user=member)
    state = page.get_workflow().start(page, member)
    state.current_task_state.reject(user=editor, comment="The ward can be recognised.")
    client = sign_in(editor.email)
    client.post(
        "/admin/networks/membership/create/",
        {"network": network.pk, "email": member.email, "role": "member"},
    )
    Notification.objects.create(
        user=editor, kind="x", idempotency_key="x", subject="Hello", text="What was written"
    )
    Notification.objects.create(
        email_address=editor.email, kind="x", idempotency_key="y", text="123456", is_secret=True
    )
    response = exported_data(client)
    copy = json.dumps(response)
    for phrase in (
        "Mind the date.",
        "Or the ward.",
        "The ward can be recognised.",
        "What was writ",
    ):
        assert phrase in copy
    membership = Membership.objects.get(user=member)
    actions = [(action["what"], action["which"]) for action in response["admin activity log"]]
    assert actions == [
        ("Review: send back", "blog page: Ten to nine"),
        ("Create", f"membership {membership.pk}"),
    ]
    assert "Tom" not in json.dumps(response["admin activity log"])
    assert "123456" not in copy
    assert "Mind the date." not in json.dumps(exported_data(sign_in(member.email)))


def test_the_page_shows_the_same_data_as_text(people):
    client = sign_in(people.member.email)
    submit_profile(client)
    for number in range(25):
        send_invitation(
            people.member.email, "tests.seat", reference=str(number), about=f"seat {number:02}"
        )
    page = client.get("/account/what-we-hold/")
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    for phrase in ("Email address", people.member.email, "Patient safety manager", "seat 00"):
        assert phrase in text
    assert "seat 24" not in text
    assert "5 more in the file." in text
    assert "seat 24" in json.dumps(exported_data(client))


def test_the_page_leaves_out_what_is_empty_and_says_it_in_common_words(people):
    client = sign_in(people.member.email)
    send_invitation(people.member.email, "tests.seat", about="join the network for managers")
    text = client.get("/account/what-we-hold/").content.decode()
    assert "Invitations that we sent you" in text
    assert "Has a password" in text
    for word in ("None", "Suspensions", "Admin activity log", "Editorial emails", "Remarks"):
        assert word not in text
    assert {"admin activity log", "discussions", "remarks"} <= exported_data(client).keys()


def test_the_export_has_no_data_of_other_users(people):
    submit_profile(sign_in(people.member.email))
    copy = json.dumps(exported_data(sign_in(people.editor.email)))
    assert "Achebe" not in copy
    assert people.member.email not in copy


def test_an_app_adds_a_source_by_the_hook(people, personal_data_source):
    erased = []
    personal_data_source("another room", lambda user: ["PSMN"], erased.append)
    client = sign_in(people.member.email)
    assert exported_data(client)["another room"] == ["PSMN"]
    client.post("/account/close/", {"sure": "on"})
    assert erased == [people.member]


def test_the_export_is_shown_as_text(people, personal_data_source):
    markup = "<img src=x onerror=alert(1)>"
    personal_data_source("notes", lambda user: [markup], lambda user: None)
    page = sign_in(people.member.email).get("/account/what-we-hold/").content.decode()
    assert markup not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_the_export_requires_recent_authentication(people, settings):
    assert Client().get("/account/what-we-hold/").status_code == 302
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    client = sign_in(people.member.email)
    for path in ("what-we-hold/", "what-we-hold/file/", "close/"):
        response = client.get(f"/account/{path}")
        assert response.url == "/account/confirm/?" + urlencode({"next": f"/account/{path}"})
