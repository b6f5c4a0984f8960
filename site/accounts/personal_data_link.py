"""Tokens of personal links: random ones stored as a hash, and signed e-mail addresses."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts import emails

VALID_DAYS = 7
"""How many days a link to personal data is valid."""
_SALT = "accounts.personal_data_link"


def generate_token() -> str:
    """Return a new random token."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token, which is stored in its place: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_email(email: str) -> str:
    """Return a signed token for an e-mail address; nothing is stored of the request."""
    return signing.dumps(email.lower(), salt=_SALT)


def email_from_token(token: str) -> str | None:
    """Return the e-mail address of a signed token, in lower case; None if invalid or expired."""
    try:
        return signing.loads(token, salt=_SALT, max_age=timedelta(days=VALID_DAYS))
    except signing.BadSignature:
        return None


def send_personal_data_link(email: str) -> None:
    """Email a link to the personal data under an e-mail address.

    The email is the same whether or not there is any, and nothing is looked up.

    Args:
        email: Whose personal data the link opens, and the recipient.
    """
    path = reverse("account_personal_data_link", args=[sign_email(email)])
    emails.send_email(
        "personal_data_link", email, link=settings.WAGTAILADMIN_BASE_URL + path, days=VALID_DAYS
    )
