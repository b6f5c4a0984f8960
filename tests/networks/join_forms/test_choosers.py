"""A form is put on a page: by the team any of them, by a guest writer one that is public."""

import pytest
from django.urls import reverse

from accounts.roles import EDITOR
from campaigns.models import GuestWriter
from networks.models import JoinForm
from tests import factories as make
from tests.networks.admin_forms import signed_in
from tests.networks.factories import make_form

pytestmark = pytest.mark.django_db
CHOOSER = "wagtailsnippetchoosers_networks_joinform"


@pytest.fixture
def public() -> JoinForm:
    """A form that everybody can fill in."""
    return make_form("Write to us", slug="write")


@pytest.fixture
def draft() -> JoinForm:
    """A form that is still being written."""
    return make_form("Zanzibar draft", slug="draft", live=False)


@pytest.fixture
def guest(hub):
    """Somebody who writes for one campaign."""
    user = make.make_user("guest@campaign.example")
    GuestWriter.objects.create(campaign=make.make_campaign(hub.campaigns, "Safer"), user=user)
    return signed_in(user)


@pytest.fixture
def hub(db):
    """A hub with its sections."""
    return make.make_hub()


def offered(client) -> list[str]:
    """Return what the chooser shows, at first and by a search."""
    return [
        client.get(reverse(f"{CHOOSER}:{view}"), join_request).content.decode()
        for view in ("choose", "choose_results")
        for join_request in ({}, {"q": "write"}, {"q": "zanzibar"})
    ]


def test_guest_writer_can_choose_published_forms_only(guest, public, draft):
    shown = offered(guest)
    assert not any("Zanzibar draft" in one for one in shown)
    assert sum("Write to us" in one for one in shown) == 4
    chosen = guest.get(reverse(f"{CHOOSER}:chosen", args=[public.pk]))
    assert chosen.json()["result"]["string"] == "Write to us"
    assert guest.get(reverse(f"{CHOOSER}:chosen", args=[draft.pk])).status_code == 404
    several = guest.get(
        reverse(f"{CHOOSER}:chosen_multiple"), {"id": [public.pk, draft.pk], "multiple": "1"}
    )
    assert [one["string"] for one in several.json()["result"]] == ["Write to us"]
    assert guest.get(f"/admin/snippets/networks/joinform/edit/{public.pk}/").status_code == 403


def test_editor_can_choose_a_draft_form(db, public, draft):
    team = signed_in(make.make_user("editor@hub.example", EDITOR))
    shown = offered(team)
    assert sum("Zanzibar draft" in one for one in shown) == 4
