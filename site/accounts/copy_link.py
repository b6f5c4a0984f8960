"""A link by which somebody without an account reads what the hub holds under their address.

The address itself, signed, is the token: there is nothing to store of who asked. It opens for a
week.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts import letters

DAYS = 7
_SALT = "accounts.copy_link"


def token_for(address: str) -> str:
    """Return the token of a link for an address."""
    return signing.dumps(address.lower(), salt=_SALT)


def address_of(token: str) -> str | None:
    """Return the address that a token is for, in lower case; None where it opens nothing."""
    try:
        return signing.loads(token, salt=_SALT, max_age=timedelta(days=DAYS))
    except signing.BadSignature:
        return None


def send(address: str) -> None:
    """Write to an address with a link to what is held under it.

    The letter is the same whether anything is held or not, and is written without a look.

    Args:
        address: Whose copy it is, and where the link goes.
    """
    link = settings.WAGTAILADMIN_BASE_URL + reverse("account_copy", args=[token_for(address)])
    letters.write("copy", address, link=link, days=DAYS)
