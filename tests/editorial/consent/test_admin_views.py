"""Editors ask the people of a page to sign it off."""

from django.test import Client
from wagtail.models import Page

from editorial.consent.models import SignOff


def address(page):
    return f"/admin/desk/{page.pk}/sign-off/"


def ask(client, page, **data):
    [about, *_] = page.specific.people_concerned
    given = {"about": about, "name": "Amina Yusuf", "relation": "interviewee", "days": 14}
    return client.post(address(page), given | data)


def test_link_is_shown_once_to_the_editor(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    sent = ask(editor, at_sign_off, email="amina@home.example", requested_uses=["press"])
    link = sent.context["link"]
    assert link in sent.content.decode()
    assert link not in editor.get(address(at_sign_off)).content.decode()
    path = "/" + link.split("/", 3)[3]
    assert "Amina Yusuf, do you agree?" in Client().get(path).content.decode()
    asked = SignOff.objects.get()
    assert asked.requested_uses == ["press"]


def test_new_link_revokes_the_earlier_one(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    first = ask(editor, at_sign_off).context["link"]
    ask(editor, at_sign_off)
    assert Client().get("/" + first.split("/", 3)[3]).status_code == 404


def test_editor_revokes_a_link(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    link = ask(editor, at_sign_off).context["link"]
    editor.post(address(at_sign_off), {"revoke": SignOff.objects.get().pk})
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 404


def test_invalid_request_shows_field_errors_and_keeps_input(at_sign_off, people, as_user):
    answer = ask(as_user(people.editor), at_sign_off, name="", email="nobody", days="x")
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert 'value="nobody"' in answer.content.decode()
    assert not SignOff.objects.exists()


def test_invalid_primary_keys_return_404(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    for odd in ("x", "-1", "9" * 40, "\0", "²"):
        for name in ("revoke", "withdraw"):
            assert editor.post(address(at_sign_off), {name: odd}).status_code == 404


def test_guests_and_members_are_denied(at_sign_off, people, as_user):
    for user in (people.guest, people.member):
        assert as_user(user).get(address(at_sign_off)).status_code == 403


def test_page_editor_links_to_the_sign_offs(at_sign_off, people, as_user):
    shown = as_user(people.editor).get(f"/admin/pages/{at_sign_off.pk}/edit/").content.decode()
    assert address(at_sign_off) in shown


def test_root_page_has_no_sign_offs(people, as_user):
    client = as_user(people.editor)
    assert client.get("/admin/pages/", follow=True).status_code == 200
    root = Page.objects.get(depth=1)
    assert client.get(f"/admin/desk/{root.pk}/sign-off/").status_code in {302, 403}
