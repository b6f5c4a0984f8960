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


def test_an_editor_sends_a_link_and_sees_it_once(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    sent = ask(editor, at_sign_off, email="amina@home.example", requested_uses=["press"])
    link = sent.context["link"]
    assert link in sent.content.decode()
    assert link not in editor.get(address(at_sign_off)).content.decode()
    path = "/" + link.split("/", 3)[3]
    assert "Amina Yusuf, do you agree?" in Client().get(path).content.decode()
    asked = SignOff.objects.get()
    assert asked.requested_uses == ["press"]


def test_a_link_that_was_asked_for_again_replaces_the_one_before(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    first = ask(editor, at_sign_off).context["link"]
    ask(editor, at_sign_off)
    assert Client().get("/" + first.split("/", 3)[3]).status_code == 404


def test_an_editor_closes_a_link(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    link = ask(editor, at_sign_off).context["link"]
    editor.post(address(at_sign_off), {"revoke": SignOff.objects.get().pk})
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 404


def test_what_is_missing_is_said_beside_the_field(at_sign_off, people, as_user):
    answer = ask(as_user(people.editor), at_sign_off, name="", email="nobody", days="x")
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert 'value="nobody"' in answer.content.decode()
    assert not SignOff.objects.exists()


def test_odd_numbers_are_no_error(at_sign_off, people, as_user):
    editor = as_user(people.editor)
    for odd in ("x", "-1", "9" * 40, "\0", "²"):
        for name in ("revoke", "withdraw"):
            assert editor.post(address(at_sign_off), {name: odd}).status_code == 404


def test_a_guest_and_a_member_ask_nobody(at_sign_off, people, as_user):
    for user in (people.guest, people.member):
        assert as_user(user).get(address(at_sign_off)).status_code == 403


def test_the_editor_leads_to_the_sign_offs(at_sign_off, people, as_user):
    shown = as_user(people.editor).get(f"/admin/pages/{at_sign_off.pk}/edit/").content.decode()
    assert address(at_sign_off) in shown


def test_an_editor_opens_the_root_of_the_tree_in_which_nobody_is(people, as_user):
    client = as_user(people.editor)
    assert client.get("/admin/pages/", follow=True).status_code == 200
    root = Page.objects.get(depth=1)
    assert client.get(f"/admin/desk/{root.pk}/sign-off/").status_code in {302, 403}
