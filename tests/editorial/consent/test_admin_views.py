"""Editors request, revoke and list the sign-offs of a page in the admin."""

from datetime import date

from django.test import Client
from wagtail.models import Page

from editorial.consent.models import Consent, SignOff
from outbox.models import Notification
from outbox.services import notify_users
from tests import factories as make


def sign_offs_url(page):
    """Return the URL of a page's sign-offs in the admin."""
    return f"/admin/desk/{page.pk}/sign-off/"


def post_request(client, page, **data):
    """Post the form that requests a sign-off."""
    [person_key, *_] = page.specific.people_concerned
    defaults = {
        "person_key": person_key,
        "name": "Amina Yusuf",
        "relation": "interviewee",
        "days": 14,
    }
    return client.post(sign_offs_url(page), defaults | data)


def test_link_is_shown_once_to_the_editor(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    response = post_request(
        editor, at_sign_off, email="amina@home.example", requested_uses=["press"]
    )
    link = response.context["sign_off_url"]
    assert link in response.content.decode()
    assert link not in editor.get(sign_offs_url(at_sign_off)).content.decode()
    path = "/" + link.split("/", 3)[3]
    assert "Amina Yusuf, do you agree?" in Client().get(path).content.decode()
    assert SignOff.objects.get().requested_uses == ["press"]


def test_new_link_revokes_the_earlier_one(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    first = post_request(editor, at_sign_off).context["sign_off_url"]
    post_request(editor, at_sign_off)
    assert Client().get("/" + first.split("/", 3)[3]).status_code == 404


def test_editor_revokes_a_link(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    link = post_request(editor, at_sign_off).context["sign_off_url"]
    editor.post(sign_offs_url(at_sign_off), {"revoke": SignOff.objects.get().pk})
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 404


def test_invalid_request_shows_field_errors_and_keeps_input(at_sign_off, people, as_user):
    response = post_request(as_user(people.editor), at_sign_off, name="", email="nobody", days="x")
    assert response.status_code == 422
    assert "Enter a whole number." in response.content.decode()
    assert 'value="nobody"' in response.content.decode()
    assert not SignOff.objects.exists()


def test_letter_greets_by_name_or_not_at_all(at_sign_off, hub, people, as_user):
    account = make.make_blog(hub.blogs, "My story", live=False, is_account=True)
    account.save_revision(user=people.writer)
    cases = [
        (at_sign_off, list(at_sign_off.people_concerned)[1], "", "Dear Bertil Åkesson,"),
        (account, "account", "", "Hello,"),
        (account, "account", "Ada", "Dear Ada,"),
    ]
    for page, key, name, greeting in cases:
        fields = {"person_key": key, "name": name, "email": "person@home.example"}
        response = post_request(as_user(people.editor), page, **fields)
        letter = Notification.objects.latest("pk")
        for body in (letter.text, letter.html):
            assert greeting in body
            assert "The person whose account it is" not in body
        path = "/" + response.context["sign_off_url"].split("/", 3)[3]
        assert "The person whose account it is" not in Client().get(path).content.decode()
    fields = {"person_key": "", "name": ""}
    response = post_request(as_user(people.editor), account, **fields)
    assert "Enter the name of the person." in response.content.decode()


def test_user_without_a_name_is_not_greeted_by_address(people):
    notify_users([people.editor], "editorial/sign_off_answered", "key", {"title": "A", "name": "B"})
    letter = Notification.objects.get()
    assert letter.text.startswith("Hello,") and people.editor.email not in letter.text


def test_invalid_primary_keys_return_404(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    for invalid in ("x", "-1", "9" * 40, "\0", "²"):
        for name in ("revoke", "withdraw"):
            assert editor.post(sign_offs_url(at_sign_off), {name: invalid}).status_code == 404


def test_guests_and_members_are_denied(at_sign_off, people, as_user):
    for user in (people.guest, people.member):
        assert as_user(user).get(sign_offs_url(at_sign_off)).status_code == 403


def test_page_editor_links_to_the_sign_offs(at_sign_off, people, as_user):
    page_html = as_user(people.editor).get(f"/admin/pages/{at_sign_off.pk}/edit/").content.decode()
    assert sign_offs_url(at_sign_off) in page_html


def test_root_page_has_no_sign_offs(people, as_user):
    client = as_user(people.editor)
    assert client.get("/admin/pages/", follow=True).status_code == 200
    root = Page.objects.get(depth=1)
    assert client.get(f"/admin/desk/{root.pk}/sign-off/").status_code in {302, 403}


def test_consent_is_shown_in_words(people, as_user):
    consent = Consent.objects.create(
        page_title="A page",
        person_key="person-1",
        name="Amina Yusuf",
        relation="interviewee",
        uses=["site", "press"],
        fingerprint="b40bd68f",
        expires_on=date(2099, 1, 1),
    )
    page = as_user(people.editor).get(f"/admin/editorial/consent/inspect/{consent.pk}/")
    text = page.content.decode()
    assert "<dt" in text and "This website, Press" in text and "Interviewee" in text
    assert "b40bd68f" not in text and "person-1" not in text


def test_form_proposes_the_next_person_to_ask(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    [*keys, other] = [
        key
        for key, _ in editor.get(sign_offs_url(at_sign_off))
        .context["form"]
        .fields["person_key"]
        .choices
    ]
    for proposed in [*keys, other]:
        form = editor.get(sign_offs_url(at_sign_off)).context["form"]
        assert form["person_key"].value() == proposed
        post_request(editor, at_sign_off, person_key=proposed)
