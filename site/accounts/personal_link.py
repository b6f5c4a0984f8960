"""Tokens of links for one person: random, and stored as a hash alone.

Nobody who reads the database can make a link again from it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts import emails


def generate_token() -> str:
    """Return a token that nobody knows yet."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return what is stored of a token: 64 letters and figures."""
    return hashlib.sha256(token.encode()).hexdigest()


VALID_DAYS = 7
_SALT = "accounts.personal_link"


def sign_email(address: str) -> str:
    """Return the token of a link for an address."""
    return signing.dumps(address.lower(), salt=_SALT)


def email_from_token(token: str) -> str | None:
    """Return the address that a token is for, in lower case; None where it opens nothing."""
    try:
        return signing.loads(token, salt=_SALT, max_age=timedelta(days=VALID_DAYS))
    except signing.BadSignature:
        return None


def send_personal_data_link(address: str) -> None:
    """Write to an address with a link to what is held under it.

    The letter is the same whether anything is held or not, and is written without a look.

    Args:
        address: Whose copy it is, and where the link goes.
    """
    link = settings.WAGTAILADMIN_BASE_URL + reverse(
        "account_personal_data_link", args=[sign_email(address)]
    )
    emails.send_email("copy", address, link=link, days=VALID_DAYS)
