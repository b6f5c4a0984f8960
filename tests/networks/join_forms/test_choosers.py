"""The join form chooser: editors choose any form, guest writers published ones."""

import pytest
from django.urls import reverse

from accounts.roles import EDITOR
from campaigns.models import GuestWriter
from networks.models import JoinForm
from tests import factories as make
from tests.clients import signed_in
from tests.networks.factories import make_form

pytestmark = pytest.mark.django_db
CHOOSER = "wagtailsnippetchoosers_networks_joinform"


@pytest.fixture
def published() -> JoinForm:
    """A published form."""
    return make_form("Write to us", slug="write")


@pytest.fixture
def draft() -> JoinForm:
    """A draft form."""
    return make_form("Zanzibar draft", slug="draft", live=False)


@pytest.fixture
def guest(hub):
    """A client signed in as a guest writer of one campaign."""
    user = make.make_user("guest@campaign.example")
    GuestWriter.objects.create(campaign=make.make_campaign(hub.campaigns, "Safer"), user=user)
    return signed_in(user)


@pytest.fixture
def hub(db):
    """The home page and the index pages."""
    return make.make_hub()


def chooser_results(client) -> list[str]:
    """Return the chooser's responses, without and with a search."""
    return [
        client.get(reverse(f"{CHOOSER}:{view}"), query).content.decode()
        for view in ("choose", "choose_results")
        for query in ({}, {"q": "write"}, {"q": "zanzibar"})
    ]


def test_guest_writer_can_choose_published_forms_only(guest, published, draft):
    results = chooser_results(guest)
    assert not any("Zanzibar draft" in result for result in results)
    assert sum("Write to us" in result for result in results) == 4
    chosen = guest.get(reverse(f"{CHOOSER}:chosen", args=[published.pk]))
    assert chosen.json()["result"]["string"] == "Write to us"
    assert guest.get(reverse(f"{CHOOSER}:chosen", args=[draft.pk])).status_code == 404
    several = guest.get(
        reverse(f"{CHOOSER}:chosen_multiple"), {"id": [published.pk, draft.pk], "multiple": "1"}
    )
    assert [result["string"] for result in several.json()["result"]] == ["Write to us"]
    assert guest.get(f"/admin/snippets/networks/joinform/edit/{published.pk}/").status_code == 403


def test_editor_can_choose_a_draft_form(db, published, draft):
    editor = signed_in(make.make_user("editor@hub.example", EDITOR))
    results = chooser_results(editor)
    assert sum("Zanzibar draft" in result for result in results) == 4
