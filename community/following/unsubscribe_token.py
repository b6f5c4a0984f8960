"""Signed URLs at which a follower unsubscribes without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SIGNER = signing.Signer(salt="community.following", sep=".")


def unsubscribe_url(pk: int) -> str:
    """Return the absolute URL at which a follower unsubscribes.

    Args:
        pk: The primary key of the `Follow`.
    """
    return settings.WAGTAILADMIN_BASE_URL + reverse(
        "community:unsubscribe", args=[_SIGNER.sign(pk)]
    )


def parse_unsubscribe_token(token: str) -> int | None:
    """Return the primary key of a `Follow`, or None if the signature is invalid."""
    try:
        return int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
