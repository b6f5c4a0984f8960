"""Reviewers approve networks and join forms, and cannot edit them."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from accounts.roles import REVIEWER
from tests import factories as make
from tests.clients import signed_in
from tests.networks import factories
from tests.networks.admin_forms import NETWORKS, approve_in_edit_form, network_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(db) -> Client:
    """A client signed in as a reviewer."""
    return signed_in(make.make_user("reviewer@hub.example", REVIEWER))


def test_reviewer_previews_and_approves_pending_network(pending_network, reviewer):
    address = f"{NETWORKS}edit/{pending_network.pk}/"
    assert f'href="{address}"' in reviewer.get("/admin/").content.decode()
    page = reviewer.get(address).content.decode()
    assert 'data-workflow-action-name="approve"' in page
    for name in ("action-submit", "action-publish", "action-cancel-workflow"):
        assert f'name="{name}"' not in page
    form_data = querydict_from_html(page, form_id="w-editor-form").dict()
    preview = f"{NETWORKS}preview/{pending_network.pk}/"
    assert reviewer.post(preview, form_data).json()["is_valid"]
    assert "For people who meet here." in reviewer.get(preview).content.decode()
    response = approve_in_edit_form(reviewer, pending_network, form_data).content.decode()
    assert "has been approved and is now public" in response
    pending_network.refresh_from_db()
    assert pending_network.live


@pytest.mark.parametrize(
    "name",
    [
        "edit",
        "publish",
        *(
            pytest.param(name, marks=pytest.mark.soak)
            for name in ("submit", "cancel-workflow", "restart-workflow")
        ),
    ],
)
def test_reviewer_cannot_edit_a_network(pending_network, reviewer, name):
    changed = network_data(factories.JoinForm.objects.get(), summary="Other words.")
    address = f"{NETWORKS}edit/{pending_network.pk}/"
    page = reviewer.post(address, changed | {f"action-{name}": "x"}, follow=True).content.decode()
    assert "Reviewers can approve this text or ask for changes" in page
    pending_network.refresh_from_db()
    assert pending_network.workflow_in_progress
    assert pending_network.revisions.count() == 1
    assert pending_network.get_latest_revision_as_object().summary == "For people who meet here."


@pytest.mark.parametrize("view", ["edit", "preview", "unpublish", "delete"])
def test_reviewer_cannot_open_records_that_are_not_pending(reviewer, view):
    network = factories.make_network("Ours", "ours")
    network.save_revision()
    assert reviewer.get(f"{NETWORKS}{view}/{network.pk}/").status_code in {302, 403}
    assert reviewer.get(f"{NETWORKS}add/").status_code in {302, 403}
    assert "Ours" in reviewer.get(NETWORKS).content.decode()


def test_late_decision_of_a_reviewer_is_reported_as_stale(pending_network, reviewer, second):
    kind = pending_network.get_content_type().pk
    approve_in_edit_form(second, pending_network, network_data(pending_network.join_form))
    response = reviewer.get(
        f"/admin/desk/records/{kind}/{pending_network.pk}/undecided/", follow=True
    )
    assert "Another person has already decided" in response.content.decode()
