"""Tokens of personal links: every character counts, and an invitation is accepted once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.invitations import InvitationNotOpenError, accept_invitation
from accounts.models import Invitation
from accounts.personal_data_link import generate_token, hash_token


def test_tokens_that_differ_in_one_character_have_other_hashes():
    token = generate_token()
    for position in range(len(token)):
        changed = f"{token[:position]}!{token[position + 1 :]}"
        assert hash_token(changed) != hash_token(token), position


def test_invitation_is_accepted_once(people):
    invitation = Invitation.objects.create(
        email=people.member.email,
        purpose="test",
        reference="1",
        digest=hash_token("a token"),
        expires_at=timezone.now() + timedelta(days=1),
    )
    accept_invitation(invitation, people.member)
    with pytest.raises(InvitationNotOpenError):
        accept_invitation(invitation, people.member)
