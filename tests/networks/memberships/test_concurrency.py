"""Several memberships of one person end at once: nobody breaks on the other."""

import time

import pytest
from django.db import transaction

from networks.memberships.services import end_membership
from networks.models import Membership
from tests import factories as make
from tests.networks import factories
from tests.networks.requests.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_account_closure_during_the_end_of_a_membership_succeeds(networks):
    leaving = make.make_user("leaving@hub.example")
    theirs = [factories.join(network, leaving).pk for network in (networks.ours, networks.other)]

    def close_account() -> None:
        """End one after the other, as closing an account does."""
        with transaction.atomic():
            end_membership(Membership.objects.get(pk=theirs[0]))
            time.sleep(1)
            end_membership(Membership.objects.get(pk=theirs[1]))

    def end_one() -> None:
        """End the other, in the midst of it."""
        time.sleep(0.4)
        end_membership(Membership.objects.get(pk=theirs[1]))

    at_once(2, lambda which: (close_account, end_one)[which]())
    assert not Membership.objects.filter(pk__in=theirs, ended_at=None).exists()
