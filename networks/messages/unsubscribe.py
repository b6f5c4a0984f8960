"""Unsubscribing from a network's messages by a signed URL, without signing in."""

from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts.views.personal_link import private_response
from networks.messages.notifications import cancel_unwanted_notifications
from networks.models import Membership

_SIGNER = signing.Signer(salt="networks.messages.unsubscribe", sep=".")


class SubscriptionStatus(StrEnum):
    """The relation of a user to the messages of a network."""

    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    FORMER_MEMBER = "former_member"
    ACCOUNT_CLOSED = "account_closed"


# Mail clients submit the form themselves (RFC 8058), with the token and without a cookie.
@method_decorator([csrf_exempt, private_response], name="dispatch")
class UnsubscribeView(View):
    """Shows a button, and unsubscribes when it is submitted. A GET request changes nothing."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the button to a subscribed member, and the present status to any other user."""
        return self._render_status(self._get_membership(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Unsubscribe and cancel pending messages; repeated, it has no further effect."""
        membership = self._get_membership(token)
        # All memberships of the user, who may have left and come back since the email was sent.
        same = {"network": membership.network_id, "user": membership.user_id}
        Membership.objects.filter(**same).update(wants_messages=False)
        cancel_unwanted_notifications(membership)
        return self._render_status(membership)

    def _render_status(self, membership: Membership) -> HttpResponse:
        context = {"network": membership.network, "status": subscription_status(membership)}
        return render(self.request, "networks/messages/unsubscribe.html", context)

    @staticmethod
    def _get_membership(token: str) -> Membership:
        memberships = Membership.objects.select_related("network", "user")
        membership = memberships.filter(pk=parse_unsubscribe_token(token)).first()
        if membership is None:
            raise Http404
        return membership


def unsubscribe_url(pk: int) -> str:
    """Return the absolute URL at which a member unsubscribes; it is valid as long as the key.

    Args:
        pk: The membership's primary key.
    """
    path = reverse("networks:unsubscribe", args=[_SIGNER.sign(pk)])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def parse_unsubscribe_token(token: str) -> int | None:
    """Return a membership's primary key from a token, or None if its signature is invalid."""
    try:
        return int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def subscription_status(membership: Membership) -> SubscriptionStatus:
    """Return the present status of the user of a membership, current or ended."""
    if not membership.user.is_active:
        return SubscriptionStatus.ACCOUNT_CLOSED
    same = {"network": membership.network_id, "user": membership.user_id}
    current = Membership.objects.current().filter(**same).first()
    if current is None:
        return SubscriptionStatus.FORMER_MEMBER
    if current.wants_messages:
        return SubscriptionStatus.SUBSCRIBED
    return SubscriptionStatus.UNSUBSCRIBED
