"""Networks and join forms in the admin: drafts, validation, and publication by a second user."""

import pytest
from django.test import Client

from accounts.roles import PARTNER
from editorial.safety.models import AllowedContact
from networks.models import JoinForm, Network
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in
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
    submit,
)

pytestmark = pytest.mark.django_db


def test_network_and_form_are_published_by_a_second_editor(editor, second):
    response = submit(editor, f"{FORMS}add/", form_data(NAME, EMAIL))
    form = JoinForm.objects.get()
    assert response.status_code == 200
    assert not form.live
    approve(second, "joinform", form.pk, follow=False)
    form.refresh_from_db()
    assert form.live

    submit(editor, f"{NETWORKS}add/", network_data(form), follow=False)
    network = Network.objects.get()
    assert not network.live
    assert Client().get("/networks/third/join/").status_code == 404
    approve(second, "network", network.pk, follow=False)
    network.refresh_from_db()
    assert network.live
    page = Client().get("/networks/third/join/").content.decode()
    assert "Your name" in page


def test_pending_network_is_on_the_dashboard_of_those_who_may_decide(
    pending_network, editor, second
):
    link = f'href="{NETWORKS}edit/{pending_network.pk}/"'
    assert link in second.get("/admin/").content.decode()
    assert "Networks and forms waiting" not in editor.get("/admin/").content.decode()


def test_notifications_about_a_network_name_and_link_to_it(editor, second):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    submit(editor, f"{NETWORKS}add/", network_data(form))
    network = Network.objects.get()
    notification = Notification.objects.get(
        kind="editorial/task_submitted", user__email="second@hub.example"
    )
    assert "A third network" in notification.subject
    assert f"{NETWORKS}edit/{network.pk}/" in notification.text
    approve(second, "network", network.pk)
    notifications = Notification.objects.exclude(kind="editorial/task_submitted")
    assert all("A third network" in one.subject for one in notifications)


def test_editor_cannot_approve_own_network(pending_network, editor):
    approve(editor, "network", pending_network.pk, follow=False)
    pending_network.refresh_from_db()
    assert not pending_network.live


def test_administrator_cannot_publish_without_workflow(db):
    admin = signed_in(make.make_admin())
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    data = network_data(form) | {"action-publish": "Publish"}
    admin.post(f"{NETWORKS}add/", data)
    assert not Network.objects.filter(live=True).exists()
    network = Network.objects.get()
    admin.post(f"{NETWORKS}edit/{network.pk}/", data)
    assert not Network.objects.filter(live=True).exists()


def test_approval_of_an_earlier_revision_publishes_nothing(pending_network, editor, second):
    network, form = pending_network, JoinForm.objects.get()
    before = network.current_workflow_task_state.pk
    changed = network_data(form, summary="Something else.")
    editor.post(f"{NETWORKS}edit/{network.pk}/", changed)
    address = f"/admin/snippets/networks/network/workflow/action/{network.pk}/approve/{before}/"
    second.post(address, {"comment": ""})
    network.refresh_from_db()
    assert not network.live
    approve(second, "network", network.pk, follow=False)
    network.refresh_from_db()
    assert network.live
    assert network.summary == "Something else."


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        ((NAME,), "Add a question for the email address"),
        ((NAME, EMAIL, question("Your name", "multiline")), "Another question has the same label"),
        ((EMAIL, question("Which?", "radio", choices="Only one")), "at least 2 choices"),
        pytest.param(
            (EMAIL, question("Which?", "radio", choices="Yes, always")),
            "at least 2 choices",
            marks=pytest.mark.soak,
        ),
        pytest.param(
            (EMAIL, question("Which?", "dropdown")), "at least 2 choices", marks=pytest.mark.soak
        ),
        ((EMAIL, question("Name", "multiline", meaning="name")), "the kind of answer “Short text”"),
        (
            (EMAIL, question("Where?", "singleline", meaning="country")),
            "the kind of answer “Country”",
        ),
    ],
)
def test_invalid_form_definition_shows_an_error(editor, questions, message):
    response = editor.post(f"{FORMS}add/", form_data(*questions))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not JoinForm.objects.exists()


@pytest.mark.parametrize("months", ["0", "121", pytest.param("32000", marks=pytest.mark.soak)])
def test_retention_months_have_a_minimum_and_a_maximum(editor, months):
    response = editor.post(f"{FORMS}add/", form_data(NAME, EMAIL, retention_months=months))
    assert "Enter a number of" in response.content.decode()
    assert not JoinForm.objects.exists()


@pytest.mark.parametrize(
    "slug",
    [
        "forms",
        *(
            pytest.param(slug, marks=pytest.mark.soak)
            for slug in ("calendar", "requests", "messages")
        ),
    ],
)
def test_reserved_slug_is_refused(editor, slug):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    response = editor.post(f"{NETWORKS}add/", network_data(form, slug=slug))
    assert "The hub uses this address itself" in response.content.decode()


def test_slug_of_a_published_network_cannot_be_changed(editor):
    form = JoinForm.objects.create(title="F", slug="f", privacy="…", thank_you="…")
    fields = {
        "name": "N",
        "summary": "…",
        "purpose": "…",
        "intended_members": "…",
        "join_form": form,
    }
    network = Network.objects.create(slug="old", **fields)
    response = editor.post(f"{NETWORKS}edit/{network.pk}/", network_data(form, slug="new"))
    assert "You cannot change the address of a published network" in response.content.decode()


def test_network_open_to_requests_requires_a_form(editor):
    response = editor.post(f"{NETWORKS}add/", network_data(None))
    assert "Choose a join form" in response.content.decode()


def test_partner_has_no_access_to_networks_in_the_admin(db):
    partner = signed_in(make.make_user("partner@hub.example", PARTNER))
    for address in (NETWORKS, FORMS, f"{NETWORKS}add/", "/admin/networks/membership/"):
        assert partner.get(address).status_code == 403


def test_editor_previews_an_unsaved_form(editor):
    response = editor.post(f"{FORMS}preview/", form_data(NAME, EMAIL))
    assert response.json()["is_valid"]
    shown = editor.get(f"{FORMS}preview/").content.decode()
    assert "Your name" in shown
    assert "Words." in shown


# --- Identifiers ---------------------------------------------------------------------------------


def test_identifier_in_a_network_is_refused(editor):
    form = JoinForm.objects.create(title="Join", slug="join", live=True)
    text = "Ask our patient, NHS number 943 476 5919."
    page = submit(editor, f"{NETWORKS}add/", network_data(form, summary=text)).content.decode()
    assert "Remove the NHS number" in page
    assert text in page
    assert not Network.objects.exists()


@pytest.mark.parametrize("field", ["introduction", "help_text"])
def test_identifier_in_a_form_is_refused_unless_allowed(editor, field):
    text = "Write to joan.smith@gmail.com first."
    question_changes = {"help_text": text} if field == "help_text" else {}
    changes = {"introduction": RICH.replace("Words.", text)} if field == "introduction" else {}
    data = form_data(NAME | question_changes, EMAIL, **changes)
    page = submit(editor, f"{FORMS}add/", data).content.decode()
    assert "Remove the email address" in page
    assert not JoinForm.objects.exists()
    AllowedContact.objects.create(
        contact_type="email", contact="joan.smith@gmail.com", reason="The team’s."
    )
    submit(editor, f"{FORMS}add/", data)
    assert JoinForm.objects.exists()
