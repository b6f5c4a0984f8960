"""People create an account: the code, the rules, and what no answer reveals."""

import re

import pytest
from django.test import Client

from accounts.models import CommunityRules, RulesAcceptance, User
from tests.accounts.conftest import emails_to, is_signed_in

URL, CODE_URL = "/account/sign-up/", "/account/sign-up/code/"
EMAIL = "new@hub.example"
ANSWERS = {"email": EMAIL, "name": "Wren", "is_adult": "on", "accepts_rules": "on"}


@pytest.fixture
def visitor(people) -> Client:
    return Client()


def submit(client: Client, **changes: str):
    version = CommunityRules.objects.current().version
    return client.post(URL, {**ANSWERS, "rules_version": version, "next": "", **changes})


def emailed_code(email: str = EMAIL) -> str:
    return re.search(r"\n\n([A-Z0-9]+-?[A-Z0-9]+)\n\n", emails_to(email)[-1].text)[1]


def test_an_account_is_created_once_the_code_is_entered(visitor):
    response = submit(visitor, next="/community/")
    assert response["Location"] == CODE_URL
    assert not User.objects.filter(email=EMAIL).exists()
    response = visitor.post(CODE_URL, {"code": emailed_code()})
    assert response["Location"] == "/community/"
    assert is_signed_in(visitor)
    user = User.objects.get(email=EMAIL)
    assert user.profile.name == user.public_name == "Wren"
    assert not user.groups.exists()
    assert not user.memberships.exists()
    assert RulesAcceptance.objects.get(user=user).rules == CommunityRules.objects.current()


def test_three_wrong_codes_end_the_sign_up(visitor):
    submit(visitor)
    code = emailed_code()
    statuses = [visitor.post(CODE_URL, {"code": "WRONG"}).status_code for _ in range(3)]
    assert statuses == [422, 422, 302]
    assert visitor.post(CODE_URL, {"code": code})["Location"] == URL
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_new_code_replaces_the_previous_one(visitor):
    submit(visitor)
    previous = emailed_code()
    visitor.post(CODE_URL, {"action": "resend"})
    assert visitor.post(CODE_URL, {"code": previous}).status_code == 422
    assert visitor.post(CODE_URL, {"code": emailed_code()}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"is_adult": ""}, "is_adult"),
        ({"accepts_rules": ""}, "accepts_rules"),
        ({"rules_version": "0"}, "accepts_rules"),
        ({"name": "www.pills.example"}, "name"),
        ({"email": "no address"}, "email"),
    ],
)
def test_an_error_stands_beside_its_field_and_the_answers_are_kept(visitor, changes, field):
    response = submit(visitor, **changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert 'value="Wren"' in response.content.decode() or field == "name"
    assert not emails_to(EMAIL)


def test_a_known_address_gets_an_email_that_leads_to_sign_in(visitor, people):
    submit(visitor, email=people.member.email)
    assert visitor.post(CODE_URL, {"code": ""}).status_code == 422
    [email] = emails_to(people.member.email)
    assert "already have an account" in email.subject
    assert "/account/sign-in/" in email.text


def test_codes_to_one_address_are_limited(visitor):
    statuses = [submit(visitor).status_code for _ in range(7)]
    assert statuses[0] == 302
    assert statuses[-1] == 422
    assert len(emails_to(EMAIL)) == 5


def test_the_menu_offers_an_account_to_visitors_only(visitor, people):
    assert URL in visitor.get("/account/sign-in/").content.decode()
    visitor.force_login(people.member)
    assert visitor.get(URL)["Location"] == "/account/"
