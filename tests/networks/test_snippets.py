"""An editor makes a network without a developer, and a second person publishes it."""

import pytest
from django.test import Client

from accounts.roles import PARTNER
from editorial.safety.models import AllowedContact
from networks.models import JoinForm, Network
from outbox.models import Notification
from tests import factories as make
from tests.networks.admin_forms import (
    EMAIL,
    FORMS,
    NAME,
    NETWORKS,
    RICH,
    approve,
    form_data,
    network_data,
    question,
    signed_in,
    submit,
)

pytestmark = pytest.mark.django_db


def test_a_network_and_its_form_are_drafted_by_one_and_published_by_another(editor, second):
    answer = submit(editor, f"{FORMS}add/", form_data(NAME, EMAIL))
    form = JoinForm.objects.get()
    assert answer.status_code == 200
    assert not form.live
    approve(second, "joinform", form.pk)
    form.refresh_from_db()
    assert form.live

    submit(editor, f"{NETWORKS}add/", network_data(form))
    network = Network.objects.get()
    assert not network.live
    assert Client().get("/networks/third/join/").status_code == 404
    approve(second, "network", network.pk)
    network.refresh_from_db()
    assert network.live
    page = Client().get("/networks/third/join/").content.decode()
    assert "Your name" in page


def test_what_waits_is_on_the_dashboard_of_whoever_may_decide(editor, second):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    submit(editor, f"{NETWORKS}add/", network_data(form))
    waits = f'href="{NETWORKS}edit/{Network.objects.get().pk}/"'
    assert waits in second.get("/admin/").content.decode()
    assert "wait for a second look" not in editor.get("/admin/").content.decode()


def test_letters_about_a_network_speak_of_it_and_of_no_page_with_its_number(editor, second):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    submit(editor, f"{NETWORKS}add/", network_data(form))
    network = Network.objects.get()
    letter = Notification.objects.get(
        kind="editorial/task_submitted", user__email="second@hub.example"
    )
    assert "A third network" in letter.subject
    assert f"{NETWORKS}edit/{network.pk}/" in letter.text
    approve(second, "network", network.pk)
    told = Notification.objects.exclude(kind="editorial/task_submitted")
    assert all("A third network" in one.subject for one in told)


def test_nobody_publishes_a_network_alone(editor):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    submit(editor, f"{NETWORKS}add/", network_data(form))
    network = Network.objects.get()
    approve(editor, "network", network.pk)
    network.refresh_from_db()
    assert not network.live


def test_an_administrator_does_not_publish_at_once_either(db):
    admin = signed_in(make.make_admin())
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    data = network_data(form) | {"action-publish": "Publish"}
    admin.post(f"{NETWORKS}add/", data, follow=True)
    assert not Network.objects.filter(live=True).exists()
    network = Network.objects.get()
    admin.post(f"{NETWORKS}edit/{network.pk}/", data, follow=True)
    assert not Network.objects.filter(live=True).exists()


def test_an_edit_while_it_waits_is_not_published_by_the_approval_of_what_was_before(editor, second):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…", live=True)
    submit(editor, f"{NETWORKS}add/", network_data(form))
    network = Network.objects.get()
    before = network.current_workflow_task_state.pk
    changed = network_data(form, summary="Something else.")
    editor.post(f"{NETWORKS}edit/{network.pk}/", changed, follow=True)
    address = f"/admin/snippets/networks/network/workflow/action/{network.pk}/approve/{before}/"
    second.post(address, {"comment": ""}, follow=True)
    network.refresh_from_db()
    assert not network.live
    approve(second, "network", network.pk)
    network.refresh_from_db()
    assert network.live
    assert network.summary == "Something else."


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((NAME,), "Ask for an e-mail address"),
        ((NAME, EMAIL, question("Your name", "multiline")), "Another question has the same words"),
        ((EMAIL, question("Which?", "radio", choices="Only one")), "two choices at least"),
        ((EMAIL, question("Which?", "radio", choices="Yes, always")), "two choices at least"),
        ((EMAIL, question("Which?", "dropdown")), "two choices at least"),
        ((EMAIL, question("Name", "multiline", meaning="name")), "is “Short text”"),
        ((EMAIL, question("Where?", "singleline", meaning="country")), "is “Country”"),
    ],
)
def test_a_form_that_could_not_work_says_what_to_do(editor, questions, said):
    answer = editor.post(f"{FORMS}add/", form_data(*questions))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not JoinForm.objects.exists()


@pytest.mark.parametrize("months", ["0", "121", "32000"])
def test_answers_are_kept_for_a_month_at_least_and_not_for_ever(editor, months):
    answer = editor.post(f"{FORMS}add/", form_data(NAME, EMAIL, retention_months=months))
    assert "Ensure this value is" in answer.content.decode()
    assert not JoinForm.objects.exists()


@pytest.mark.parametrize("slug", ["forms", "calendar", "requests", "messages"])
def test_an_address_that_the_hub_uses_is_refused(editor, slug):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    answer = editor.post(f"{NETWORKS}add/", network_data(form, slug=slug))
    assert "used by the hub itself" in answer.content.decode()


def test_the_address_of_a_public_network_stays(editor):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    fields = {
        "name": "N",
        "summary": "…",
        "purpose": "…",
        "intended_members": "…",
        "join_form": form,
    }
    network = Network.objects.create(slug="old", **fields)
    answer = editor.post(f"{NETWORKS}edit/{network.pk}/", network_data(form, slug="new"))
    assert "People use this address already" in answer.content.decode()


def test_a_network_that_can_be_asked_needs_a_form(editor):
    answer = editor.post(f"{NETWORKS}add/", network_data(None))
    assert "Choose the form by which people ask" in answer.content.decode()


def test_a_partner_reaches_no_network_at_the_desk(db):
    partner = signed_in(make.make_user("partner@hub.example", PARTNER))
    for address in (NETWORKS, FORMS, f"{NETWORKS}add/", "/admin/networks/membership/"):
        assert partner.get(address).status_code == 403


def test_an_editor_previews_a_form_before_it_is_saved(editor):
    answer = editor.post(f"{FORMS}preview/", form_data(NAME, EMAIL))
    assert answer.json()["is_valid"]
    shown = editor.get(f"{FORMS}preview/").content.decode()
    assert "Your name" in shown
    assert "Words." in shown


# --- Words that lead to nobody --------------------------------------------------------------------


def test_a_network_holds_no_words_that_lead_to_one_person(editor):
    form = JoinForm.objects.create(title="Join", slug="join", live=True)
    words = "Ask our patient, NHS number 943 476 5919."
    page = submit(editor, f"{NETWORKS}add/", network_data(form, summary=words)).content.decode()
    assert "Take the NHS number out" in page
    assert words in page
    assert not Network.objects.exists()


@pytest.mark.parametrize("place", ["introduction", "help_text"])
def test_nor_does_a_form_or_one_of_its_questions(editor, place):
    words = "Write to joan.smith@gmail.com first."
    question_changes = {"help_text": words} if place == "help_text" else {}
    changes = {"introduction": RICH.replace("Words.", words)} if place == "introduction" else {}
    data = form_data(NAME | question_changes, EMAIL, **changes)
    page = submit(editor, f"{FORMS}add/", data).content.decode()
    assert "Take the e-mail address out" in page
    assert not JoinForm.objects.exists()
    AllowedContact.objects.create(
        contact_type="email", contact="joan.smith@gmail.com", reason="The team’s."
    )
    submit(editor, f"{FORMS}add/", data)
    assert JoinForm.objects.exists()
