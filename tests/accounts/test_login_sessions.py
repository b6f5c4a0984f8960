"""Login sessions end with the account, the password or the email they depend on."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress

from accounts.login_sessions import end_login_sessions
from accounts.models import User
from tests.accounts.conftest import PASSWORD, is_signed_in, sign_in

NEW = "four otters share a boat"


def deactivate(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def delete(user: User) -> None:
    user.delete()


def choose_password(user: User) -> None:
    user.set_password(NEW)
    user.save()


@pytest.mark.parametrize("end", [deactivate, delete, choose_password, end_login_sessions])
def test_ended_sessions_are_anonymous_from_the_next_request(people, end: Callable[[User], None]):
    devices = [sign_in(people.member.email) for _ in range(2)]
    other = sign_in(people.editor.email)
    end(people.member)
    assert [is_signed_in(device) for device in devices] == [False, False]
    assert is_signed_in(other)


def test_users_can_sign_in_again_after_their_sessions_end(people):
    end_login_sessions(people.member)
    assert is_signed_in(sign_in(people.member.email))


def test_a_password_change_keeps_the_current_session(people):
    client, other_client = sign_in(people.member.email), sign_in(people.member.email)
    form_data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/account/password/", form_data).url == "/account/"
    assert is_signed_in(client)
    assert not is_signed_in(other_client)


def test_sessions_survive_a_key_rotation_with_fallbacks(people, settings):
    client = sign_in(people.member.email)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert is_signed_in(client)


def test_the_previous_email_cannot_sign_in_after_an_admin_change(people):
    old = people.member.email
    people.member.email = "tom@trust.example"
    people.member.save()
    assert not is_signed_in(sign_in(old))
    assert is_signed_in(sign_in("tom@trust.example"))
    assert EmailAddress.objects.filter(user=people.member).count() == 1


def test_sessions_end_with_the_browser_unless_remember_is_ticked(people):
    assert sign_in(people.member.email).session.get_expire_at_browser_close()
    remembered = sign_in(people.member.email, remember="on")
    assert not remembered.session.get_expire_at_browser_close()
