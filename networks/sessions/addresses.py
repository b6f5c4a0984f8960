"""The private address of a member's calendar: signed, so that the database alone gives none away.

Whoever holds the address reads the calendar, without signing in: a calendar programme cannot. It
names the membership and its present nonce; another nonce, or the end of the membership, makes it
worthless.
"""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from networks.models import Membership
from networks.models.membership import new_nonce

# Only signs that no programme rewrites in an address.
_SIGNER = Signer(salt="networks.calendar", sep=".")


def address_of(membership: Membership) -> str:
    """Return the whole address of a member's calendar."""
    token = _SIGNER.sign_object([membership.pk, membership.calendar_nonce])
    return settings.WAGTAILADMIN_BASE_URL + reverse("networks:feed", args=[token])


def read(token: str) -> tuple[int, str] | None:
    """Return the membership and the nonce that a token speaks of; None when we never made it."""
    try:
        pk, nonce = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return pk, nonce


def holder_of(pk: int, nonce: str) -> Membership | None:
    """Return the membership that an address stands for, if it holds today."""
    current = Membership.objects.current().filter(pk=pk, calendar_nonce=nonce)
    return current.filter(network__live=True).select_related("network", "user").first()


def renew(user: Any, membership: Membership) -> None:
    """Give a member another address; the one before is worthless from now on."""
    own = Membership.objects.visible_to(user).filter(pk=membership.pk, user=user)
    own.update(calendar_nonce=new_nonce())
