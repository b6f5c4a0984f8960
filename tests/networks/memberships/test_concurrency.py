"""Memberships of one user end in concurrent transactions without errors."""

import time

import pytest
from django.db import transaction

from networks.memberships.services import end_membership
from networks.models import Membership
from tests import factories as make
from tests.concurrency import run_concurrently
from tests.networks import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_account_closure_during_the_end_of_a_membership_succeeds(networks):
    user = make.make_user("leaving@hub.example")
    membership_ids = [
        factories.join(network, user).pk for network in (networks.ours, networks.other)
    ]

    def close_account() -> None:
        """End both memberships, as the closure of an account does."""
        with transaction.atomic():
            end_membership(Membership.objects.get(pk=membership_ids[0]))
            time.sleep(0.4)
            end_membership(Membership.objects.get(pk=membership_ids[1]))

    def end_one() -> None:
        """End the second membership meanwhile."""
        time.sleep(0.1)
        end_membership(Membership.objects.get(pk=membership_ids[1]))

    run_concurrently(2, lambda index: (close_account, end_one)[index]())
    assert not Membership.objects.filter(pk__in=membership_ids, ended_at=None).exists()
