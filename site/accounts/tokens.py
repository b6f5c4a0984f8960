"""Tokens of links for one person: random, and stored as a hash alone.

Nobody who reads the database can make a link again from it.
"""

import hashlib
import secrets


def new_token() -> str:
    """Return a token that nobody knows yet."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a token: 64 letters and figures."""
    return hashlib.sha256(token.encode()).hexdigest()
