"""Reviewers give networks and forms their second look, and change nothing in them."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from accounts.roles import REVIEWER
from networks.models import Network
from tests import factories as make
from tests.networks import factories
from tests.networks.admin_forms import NETWORKS, network_data, press_approve, signed_in, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(db) -> Client:
    """Somebody who checks what is published."""
    return signed_in(make.make_user("reviewer@hub.example", REVIEWER))


@pytest.fixture
def waiting(editor) -> Network:
    """A network that an editor sent in."""
    submit(editor, f"{NETWORKS}add/", network_data(factories.make_form(live=True)))
    return Network.objects.get()


def test_reviewer_previews_and_approves_pending_network(reviewer, waiting):
    address = f"{NETWORKS}edit/{waiting.pk}/"
    assert f'href="{address}"' in reviewer.get("/admin/").content.decode()
    page = reviewer.get(address).content.decode()
    assert 'data-workflow-action-name="approve"' in page
    for name in ("action-submit", "action-publish", "action-cancel-workflow"):
        assert f'name="{name}"' not in page
    sent = querydict_from_html(page, form_id="w-editor-form").dict()
    preview = f"{NETWORKS}preview/{waiting.pk}/"
    assert reviewer.post(preview, sent).json()["is_valid"]
    assert "For people who meet here." in reviewer.get(preview).content.decode()
    said = press_approve(reviewer, waiting, sent).content.decode()
    assert "is approved, and public now" in said
    waiting.refresh_from_db()
    assert waiting.live


def test_reviewer_cannot_edit_a_network(reviewer, waiting):
    changed = network_data(factories.JoinForm.objects.get(), summary="Other words.")
    address = f"{NETWORKS}edit/{waiting.pk}/"
    for name in ("edit", "submit", "publish", "cancel-workflow", "restart-workflow"):
        press = {f"action-{name}": "x"}
        said = reviewer.post(address, changed | press, follow=True)
        assert "you decide on these words, and editors change them" in said.content.decode()
    waiting.refresh_from_db()
    assert waiting.workflow_in_progress
    assert waiting.revisions.count() == 1
    assert waiting.get_latest_revision_as_object().summary == "For people who meet here."


@pytest.mark.parametrize("way", ["edit", "preview", "unpublish", "delete"])
def test_reviewer_cannot_open_records_that_are_not_pending(reviewer, way):
    network = factories.make_network("Ours", "ours")
    network.save_revision()
    assert reviewer.get(f"{NETWORKS}{way}/{network.pk}/").status_code in {302, 403}
    assert reviewer.get(f"{NETWORKS}add/").status_code in {302, 403}
    assert "Ours" in reviewer.get(NETWORKS).content.decode()


def test_late_decision_of_a_reviewer_is_reported_as_stale(reviewer, second, waiting):
    kind = waiting.get_content_type().pk
    press_approve(second, waiting, network_data(waiting.join_form))
    said = reviewer.get(f"/admin/desk/records/{kind}/{waiting.pk}/undecided/", follow=True)
    assert "somebody else has decided" in said.content.decode()
