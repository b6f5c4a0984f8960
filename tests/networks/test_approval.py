"""What is approved can be published; where it cannot, the approver reads why."""

import itertools

import pytest
from wagtail.test.utils.form_data import querydict_from_html

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from editorial.dashboard.querysets import pending_snippets_for
from networks.enums import MembershipRole
from networks.models import JoinForm, Network
from tests import factories as make
from tests.editorial.editor_actions import CHECKED_CHECKBOX
from tests.networks import factories
from tests.networks.admin_forms import (
    EMAIL,
    FORMS,
    NAME,
    NETWORKS,
    approve,
    form_data,
    network_data,
    press_approve,
    question,
    signed_in,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [JoinForm, Network])
def test_record_is_approved_by_its_edit_form(editor, second, model):
    if model is JoinForm:
        address, data = FORMS, form_data(NAME, question("Which?", "radio", choices="A\nB"), EMAIL)
    else:
        address, data = NETWORKS, network_data(factories.make_form(live=True))
    submit(editor, f"{address}add/", data)
    record = model.objects.get(live=False)
    page = second.get(f"{address}edit/{record.pk}/").content.decode()
    assert "Approve and publish" in page
    sent = querydict_from_html(page, form_id="w-editor-form").dict()
    sent |= dict.fromkeys(CHECKED_CHECKBOX.findall(page), "on")  # what a browser sends
    said = press_approve(second, record, sent, address).content.decode()
    assert f"“{record}” is approved, and public now." in said
    record.refresh_from_db()
    assert record.live
    assert record.revisions.count() == 1


@pytest.mark.parametrize("address", [FORMS, NETWORKS])
def test_edit_form_has_no_publish_action(editor, address):
    record = factories.make_form() if address == FORMS else factories.make_network("Ours", "ours")
    admin = signed_in(make.make_admin())
    for client, at in itertools.product((admin, editor), ("add/", f"edit/{record.pk}/")):
        page = client.get(address + at).content.decode()
        assert 'name="action-submit"' in page
        assert 'name="action-publish"' not in page


def test_rejection_message_does_not_say_approved(editor, second):
    data = network_data(factories.make_form(live=True))
    submit(editor, f"{NETWORKS}add/", data)
    pressed = {"action-workflow-action": "true", "workflow-action-name": "reject"}
    address = f"{NETWORKS}edit/{Network.objects.get().pk}/"
    said = second.post(address, data | pressed, follow=True).content.decode()
    assert "“A third network” was sent back" in said


def test_approval_with_changed_fields_decides_nothing(editor, second):
    data = network_data(factories.make_form(live=True))
    submit(editor, f"{NETWORKS}add/", data)
    network = Network.objects.get()
    said = press_approve(second, network, data | {"summary": "Other words."}).content.decode()
    network.refresh_from_db()
    assert "your changes were not kept" in said
    assert not network.live
    assert network.revisions.count() == 1


@pytest.mark.parametrize("at_its_own_page", [True, False])
def test_duplicate_name_is_an_error_at_approval(editor, second, at_its_own_page):
    data = network_data(factories.make_form(live=True), name="Twice")
    network = factories.make_network("Once", "third")
    submit(editor, f"{NETWORKS}edit/{network.pk}/", data)
    factories.make_network("Twice", "twice")
    if at_its_own_page:
        said, words = press_approve(second, network, data), "Network with this Name already exists"
    else:
        said = approve(second, "network", network.pk)
        words = "Another network has taken the name “Twice” meanwhile"
    assert said.status_code == 200
    assert words in said.content.decode()
    network.refresh_from_db()
    assert network.name == "Once"
    assert network.current_workflow_task_state.status == "in_progress"


def test_duplicate_slug_of_a_form_is_an_error_at_approval(editor, second):
    form = factories.make_form("Once", slug="once")
    submit(editor, f"{FORMS}edit/{form.pk}/", form_data(NAME, EMAIL, slug="twice"))
    factories.make_form("Twice", slug="twice")
    said = approve(second, "joinform", form.pk).content.decode()
    assert "Another join form has taken the address “twice” meanwhile" in said
    form.refresh_from_db()
    assert form.slug == "once"


def test_repeated_submission_starts_one_workflow(editor):
    data = network_data(factories.make_form(live=True))
    submit(editor, f"{NETWORKS}add/", data)
    network = Network.objects.get()
    again = submit(editor, f"{NETWORKS}edit/{network.pk}/", data | {"summary": "Better."})
    assert again.status_code == 200
    assert network.workflow_states.count() == 1
    network.refresh_from_db()
    assert network.get_latest_revision_as_object().summary == "Better."


def test_network_cannot_be_approved_before_its_form(editor, second):
    form = factories.make_form("Ask here", live=False)
    sent = submit(editor, f"{NETWORKS}add/", network_data(form)).content.decode()
    assert "“Ask here”, which is not public" in sent
    network = Network.objects.get()
    said = approve(second, "network", network.pk).content.decode()
    assert "Nothing was approved." in said
    assert said.count("“Ask here”, which is not public") == 1
    JoinForm.objects.update(live=True)
    approve(second, "network", network.pk)
    network.refresh_from_db()
    assert network.live


def test_approver_sees_what_prevents_the_approval(editor, second):
    form = factories.make_form("Ask here", live=False)
    submit(editor, f"{NETWORKS}add/", network_data(form))
    network = Network.objects.get()
    page = f"{NETWORKS}edit/{network.pk}/"
    said = second.get(page).content.decode()
    assert "It cannot be approved yet." in said
    assert "Submit it, and have it approved first, under Networks, Join forms" in said
    assert "any editor or reviewer who did not write it can do that" in said
    assert "It cannot be approved yet." not in editor.get(page).content.decode()
    submit(editor, f"{FORMS}edit/{form.pk}/", form_data(NAME, EMAIL, title="Ask here"))
    assert "It waits for a second look: have it approved first" in second.get(page).content.decode()
    approve(second, "joinform", form.pk)
    assert "It cannot be approved yet." not in second.get(page).content.decode()
    approve(second, "network", network.pk)
    network.refresh_from_db()
    assert network.live


def test_closed_network_needs_no_published_form(editor, second):
    form = factories.make_form("Ask here", live=False)
    sent = submit(editor, f"{NETWORKS}add/", network_data(form, joining="closed"))
    assert "not public" not in sent.content.decode()
    submit(editor, f"{NETWORKS}add/", network_data(None, joining="closed", name="B", slug="b"))
    for network in Network.objects.all():
        approve(second, "network", network.pk)
    assert Network.objects.filter(live=True).count() == 2


def test_network_without_organiser_is_reported_at_submission_and_approval(editor, second):
    data = network_data(factories.make_form(live=True))
    told = "Nobody organises “A third network” yet"
    assert told in submit(editor, f"{NETWORKS}add/", data).content.decode()
    network = Network.objects.get()
    assert told in press_approve(second, network, data).content.decode()
    factories.make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    again = submit(editor, f"{NETWORKS}edit/{network.pk}/", data | {"summary": "Better."})
    assert told not in again.content.decode()


def test_network_page_does_not_link_to_an_unpublished_form(client):
    form = factories.make_form()
    factories.make_network("Ours", "ours", join_form=form, joining="by-request")
    assert "/networks/ours/join/" in client.get("/networks/ours/").content.decode()
    JoinForm.objects.update(live=False)
    page = client.get("/networks/ours/").content.decode()
    assert "/networks/ours/join/" not in page
    assert "takes no new members at present" in page


def test_own_submissions_do_not_hide_pending_records(editor, second):
    writer, other = User.objects.order_by("pk")
    for number in range(22):
        by = writer if number < 20 else other
        network = factories.make_network(f"N {number}", f"n-{number}", live=False)
        network.save_revision(user=by)
        network.get_workflow().start(network, by)
    page = editor.get("/admin/").content.decode()
    assert [f"N {number}</a>" in page for number in (19, 20, 21)] == [False, True, True]


@pytest.mark.parametrize("role", [EDITOR, REVIEWER])
def test_pending_records_query_count_is_constant(django_assert_num_queries, role):
    reader, writer = make.make_user("a@hub.example", role), make.make_user("b@hub.example", EDITOR)
    for number in range(9):
        network = factories.make_network(f"N {number}", f"n-{number}", live=False)
        network.save_revision(user=writer)
        network.get_workflow().start(network, writer)
        if number in {1, 8}:
            # Who the person is to the steps, the steps, their ways, and their records.
            with django_assert_num_queries(4):
                found = pending_snippets_for(type(reader).objects.get(pk=reader.pk))
            assert len(found) == number + 1
