"""Encryption of second-factor secrets with keys derived from SECRET_KEY."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"accounts.second_factor"


def _derive_fernet(secret: str) -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode())))


def _keys() -> MultiFernet:
    """Return the key to encrypt with, followed by those of SECRET_KEY_FALLBACKS."""
    return MultiFernet(
        [_derive_fernet(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def encrypt(text: str) -> str:
    """Return an encrypted text."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted_text: str) -> str:
    """Return the decrypted text.

    Raises:
        InvalidToken: It was encrypted with a secret key that the hub no longer knows.
    """
    return _keys().decrypt(encrypted_text.encode()).decode()
