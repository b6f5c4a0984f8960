"""Approval of networks and join forms, and the reasons that prevent it."""

import pytest

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from editorial.dashboard import querysets
from editorial.dashboard.querysets import pending_snippets_for
from networks.enums import MembershipRole
from networks.models import JoinForm, Network
from tests import factories as make
from tests.clients import signed_in
from tests.editorial.html_forms import parse_forms
from tests.networks import factories
from tests.networks.admin_forms import (
    EMAIL,
    FORMS,
    NAME,
    NETWORKS,
    approve,
    approve_in_edit_form,
    form_data,
    network_data,
    question,
    submit,
)
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
@snapshot
def pending_form(editor_user) -> JoinForm:
    """A join form that the editor submitted."""
    data = form_data(NAME, question("Which?", "radio", choices="A\nB"), EMAIL)
    submit(signed_in(editor_user), f"{FORMS}add/", data, follow=False)
    return JoinForm.objects.get()


@pytest.mark.parametrize(
    ("fixture", "address"), [("pending_form", FORMS), ("pending_network", NETWORKS)]
)
def test_record_is_approved_by_its_edit_form(request, fixture, address):
    record, second = request.getfixturevalue(fixture), request.getfixturevalue("second")
    editor = second.get(f"{address}edit/{record.pk}/")
    assert "Approve and publish" in editor.content.decode()
    fields = max(parse_forms(editor), key=len).dict()
    page = approve_in_edit_form(second, record, fields, address).content.decode()
    assert f"“{record}” has been approved and is now public." in page
    record.refresh_from_db()
    assert record.live
    assert record.revisions.count() == 1


@pytest.mark.parametrize("address", [FORMS, NETWORKS])
@pytest.mark.parametrize(
    "make_editor",
    [
        make.make_admin,
        # An administrator has the permissions of an editor, and more.
        pytest.param(lambda: make.make_user("editor@hub.example", EDITOR), marks=pytest.mark.soak),
    ],
    ids=["administrator", "editor"],
)
def test_edit_form_has_no_publish_action(db, make_editor, address):
    record = factories.make_form() if address == FORMS else factories.make_network("Ours", "ours")
    client = signed_in(make_editor())
    for at in ("add/", f"edit/{record.pk}/"):
        page = client.get(address + at).content.decode()
        assert 'name="action-submit"' in page
        assert 'name="action-publish"' not in page


def test_rejection_message_does_not_say_approved(pending_network, second):
    data = network_data(JoinForm.objects.get())
    rejection = {"action-workflow-action": "true", "workflow-action-name": "reject"}
    address = f"{NETWORKS}edit/{pending_network.pk}/"
    page = second.post(address, data | rejection, follow=True).content.decode()
    assert "“A third network” was sent back" in page


def test_approval_with_changed_fields_decides_nothing(pending_network, second):
    network, data = pending_network, network_data(JoinForm.objects.get())
    page = approve_in_edit_form(
        second, network, data | {"summary": "Other words."}
    ).content.decode()
    network.refresh_from_db()
    assert "Your decision and your changes were not saved" in page
    assert not network.live
    assert network.revisions.count() == 1


@pytest.mark.parametrize("in_edit_form", [True, False])
def test_duplicate_name_is_an_error_at_approval(editor, second, in_edit_form):
    data = network_data(factories.make_form(live=True), name="Twice")
    network = factories.make_network("Once", "third")
    submit(editor, f"{NETWORKS}edit/{network.pk}/", data, follow=False)
    factories.make_network("Twice", "twice")
    if in_edit_form:
        response = approve_in_edit_form(second, network, data)
        message = "Network with this Name already exists"
    else:
        response = approve(second, "network", network.pk)
        message = "Another network already uses the name “Twice”"
    assert response.status_code == 200
    assert message in response.content.decode()
    network.refresh_from_db()
    assert network.name == "Once"
    assert network.current_workflow_task_state.status == "in_progress"


def test_duplicate_slug_of_a_form_is_an_error_at_approval(editor, second):
    form = factories.make_form("Once", slug="once")
    data = form_data(NAME, EMAIL, slug="twice")
    submit(editor, f"{FORMS}edit/{form.pk}/", data, follow=False)
    factories.make_form("Twice", slug="twice")
    page = approve(second, "joinform", form.pk).content.decode()
    assert "Another join form already uses the address “twice”" in page
    form.refresh_from_db()
    assert form.slug == "once"


def test_repeated_submission_starts_one_workflow(pending_network, editor):
    network, data = pending_network, network_data(JoinForm.objects.get())
    response = submit(editor, f"{NETWORKS}edit/{network.pk}/", data | {"summary": "Better."})
    assert response.status_code == 200
    assert network.workflow_states.count() == 1
    network.refresh_from_db()
    assert network.get_latest_revision_as_object().summary == "Better."


def test_network_cannot_be_approved_before_its_form(editor, second):
    form = factories.make_form("Ask here", live=False)
    page = submit(editor, f"{NETWORKS}add/", network_data(form)).content.decode()
    assert "“Ask here” is not published" in page
    network = Network.objects.get()
    page = approve(second, "network", network.pk).content.decode()
    assert "Not approved." in page
    assert page.count("“Ask here” is not published") == 1
    JoinForm.objects.update(live=True)
    approve(second, "network", network.pk, follow=False)
    network.refresh_from_db()
    assert network.live


def test_approver_sees_what_prevents_the_approval(editor, second):
    form = factories.make_form("Ask here", live=False)
    submit(editor, f"{NETWORKS}add/", network_data(form), follow=False)
    network = Network.objects.get()
    edit_url = f"{NETWORKS}edit/{network.pk}/"
    page = second.get(edit_url).content.decode()
    assert "This cannot be approved yet." in page
    assert "Submit it for approval first." in page
    assert "Any editor or reviewer who did not write it can approve it" in page
    assert "This cannot be approved yet." not in editor.get(edit_url).content.decode()
    data = form_data(NAME, EMAIL, title="Ask here")
    submit(editor, f"{FORMS}edit/{form.pk}/", data, follow=False)
    assert "It is waiting for approval." in second.get(edit_url).content.decode()
    approve(second, "joinform", form.pk, follow=False)
    assert "This cannot be approved yet." not in second.get(edit_url).content.decode()


def test_closed_network_needs_no_published_form(editor, second):
    form = factories.make_form("Ask here", live=False)
    response = submit(editor, f"{NETWORKS}add/", network_data(form, joining_policy="closed"))
    assert "is not published" not in response.content.decode()
    data = network_data(None, joining_policy="closed", name="B", slug="b")
    submit(editor, f"{NETWORKS}add/", data, follow=False)
    for network in Network.objects.all():
        approve(second, "network", network.pk, follow=False)
    assert Network.objects.filter(live=True).count() == 2


def test_network_without_organiser_is_reported_at_submission_and_approval(editor, second):
    data = network_data(factories.make_form(live=True))
    warning = "“A third network” has no organiser yet"
    assert warning in submit(editor, f"{NETWORKS}add/", data).content.decode()
    network = Network.objects.get()
    assert warning in approve_in_edit_form(second, network, data).content.decode()
    factories.make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    response = submit(editor, f"{NETWORKS}edit/{network.pk}/", data | {"summary": "Better."})
    assert warning not in response.content.decode()


def test_network_page_does_not_link_to_an_unpublished_form(client):
    form = factories.make_form()
    factories.make_network("Ours", "ours", join_form=form, joining_policy="by-request")
    assert "/networks/ours/join/" in client.get("/networks/ours/").content.decode()
    JoinForm.objects.update(live=False)
    page = client.get("/networks/ours/").content.decode()
    assert "/networks/ours/join/" not in page
    assert "is not accepting new members" in page


def test_own_submissions_do_not_hide_pending_records(editor, second, monkeypatch):
    monkeypatch.setattr(querysets, "SNIPPET_LIMIT", 2)
    writer, other = User.objects.order_by("pk")
    for number in range(4):
        author = writer if number < 2 else other
        network = factories.make_network(f"N {number}", f"n-{number}", live=False)
        network.save_revision(user=author)
        network.get_workflow().start(network, author)
    page = editor.get("/admin/").content.decode()
    assert [f"N {number}</a>" in page for number in (1, 2, 3)] == [False, True, True]


@pytest.mark.parametrize("role", [EDITOR, REVIEWER])
def test_pending_records_query_count_is_constant(django_assert_num_queries, role):
    reader, writer = make.make_user("a@hub.example", role), make.make_user("b@hub.example", EDITOR)
    for number in range(3):
        network = factories.make_network(f"N {number}", f"n-{number}", live=False)
        network.save_revision(user=writer)
        network.get_workflow().start(network, writer)
        if number in {0, 2}:
            # The user's groups, the tasks, their workflows, and the records.
            with django_assert_num_queries(4):
                pending = pending_snippets_for(type(reader).objects.get(pk=reader.pk))
            assert len(pending) == number + 1
