"""The organisers' permissions end with the membership."""

from accounts.roles import ORGANISER
from networks.memberships.services import end_membership


def test_former_organiser_leaves_the_group_of_organisers(organiser, join):
    join("second@trust.example", organiser=True)
    groups = organiser.user.groups.filter(name=ORGANISER)
    end_membership(organiser)
    assert not groups.exists()
