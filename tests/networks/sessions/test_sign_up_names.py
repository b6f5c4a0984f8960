"""Who has signed up for a session is shown to its organisers only."""

from networks.models import SignUp
from tests.networks.factories import make_session

NAME = "Quillfeather"


def test_members_do_not_see_who_signed_up(networks, as_user):
    session = make_session(networks.ours, "Two boxes")
    for user in (networks.member, networks.second):
        SignUp.objects.create(session=session, user=user)
    networks.second.last_name = NAME
    networks.second.save()
    url = session.get_absolute_url()
    assert NAME in as_user(networks.organiser).get(url).content.decode()
    assert NAME not in as_user(networks.member).get(url).content.decode()
