"""Token in the URL of a member's calendar feed, since calendar applications cannot sign in.

The signed token names the membership and its current nonce. The database alone reveals no URL;
another nonce, or the end of the membership, invalidates the token.
"""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from networks.models import Membership
from networks.models.membership import new_nonce

# A separator that no application rewrites in a URL.
_SIGNER = Signer(salt="networks.calendar", sep=".")


def feed_url(membership: Membership) -> str:
    """Return the absolute URL of a member's feed."""
    token = _SIGNER.sign_object([membership.pk, membership.calendar_nonce])
    return settings.WAGTAILADMIN_BASE_URL + reverse("networks:calendar_feed", args=[token])


def parse_feed_token(token: str) -> tuple[int, str] | None:
    """Return the primary key and nonce of a token, or None if its signature is invalid."""
    try:
        pk, nonce = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return pk, nonce


def membership_for_token(pk: int, nonce: str) -> Membership | None:
    """Return the current membership with a primary key and nonce, in a published network."""
    current = Membership.objects.current().filter(pk=pk, calendar_nonce=nonce)
    return current.filter(network__live=True).select_related("network", "user").first()


def reset_feed_token(user: Any, membership: Membership) -> None:
    """Replace the nonce of a user's own membership, which invalidates the feed's present URL."""
    own = Membership.objects.visible_to(user).filter(pk=membership.pk, user=user)
    own.update(calendar_nonce=new_nonce())
