"""A list of the desk answers whatever stands in its address, and tells nothing by it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networks.models import JoinRequest, Membership
from tests import factories as make
from tests.networks import factories

LISTS = [
    "campaigns_guestwriter",
    "editorial_allowedcontact",
    "editorial_consent",
    "editorial_furtheruse",
    "editorial_reviewdate",
    "networks_joinrequest",
    "networks_membership",
]
FILTERS = {
    "campaigns_guestwriter": "campaign__id__exact",
    "editorial_allowedcontact": "sort__exact",
    "editorial_consent": "expires_on__gte",
    "editorial_furtheruse": "use__exact",
    "editorial_reviewdate": "state",
    "networks_joinrequest": "network",
    "networks_membership": "ended_at__gte",
}
HUGE = "9" * 20
ODD = ["abc", HUGE, "%00", "-1", "2026-02-31"]


@pytest.fixture
def admin(db) -> Client:
    """Somebody who may see every list."""
    client = Client()
    client.force_login(make.make_admin())
    return client


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("act", ["edit", "delete", "inspect"])
def test_an_address_of_no_record_is_not_found(admin, name, act):
    beginning = reverse(f"{name}_modeladmin_index")
    for number in ("abc", HUGE, "1" * 200, "0", "_5B", "-1", "%00", "1-2"):
        answer = admin.get(f"{beginning}{act}/{number}/")
        assert answer.status_code == 404, number


@pytest.mark.parametrize("name", LISTS)
def test_a_list_answers_whatever_is_asked_of_it(admin, name):
    beginning = reverse(f"{name}_modeladmin_index")
    names = (FILTERS[name], "q", "o", "p", "export", "nothing_of_ours", "pk__in", "%00")
    for asked in [f"{one}={value}" for one in names for value in ODD]:
        for export in ("", "&export=csv"):
            answer = admin.get(f"{beginning}?{asked}{export}", follow=True)
            assert answer.status_code == 200, asked
            assert b"".join(answer), asked


def test_what_cannot_be_asked_leads_to_the_whole_list(admin):
    beginning = reverse("networks_membership_modeladmin_index")
    answer = admin.get(f"{beginning}?ended_at__gte=abc")
    assert (answer.status_code, answer["Location"]) == (302, beginning)


def test_a_list_is_found_out_by_no_look_up_of_ones_own(db, as_user):
    form = factories.make_form()
    network = factories.make_network("Ours", "ours", join_form=form)
    organiser = factories.make_member(network, "lead@hub.example", Membership.Role.ORGANISER)
    JoinRequest.objects.create(
        form=form, network=network, name="Jo", expires_on=timezone.localdate()
    )
    client, beginning = as_user(organiser), "/admin/networks/joinrequest/"
    assert "Jo" in client.get(beginning).content.decode()
    for asked in ("form__told__email__startswith=x", "network__memberships__user__email=x"):
        answer = client.get(f"{beginning}?{asked}")
        assert (answer.status_code, answer.get("Location")) == (302, beginning)
