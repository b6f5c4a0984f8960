"""How a member stops the messages of a network: by a signed address, without signing in."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from networks.messages.notifications import cancel_unwanted_notifications
from networks.models import Membership

_SIGNER = signing.Signer(salt="networks.messages.unsubscribe", sep=".")


def unsubscribe_url(pk: int) -> str:
    """Return the whole address at which a member stops messages; it holds as long as the key.

    Args:
        pk: The number of the membership.
    """
    path = reverse("networks:unsubscribe_messages", args=[_SIGNER.sign(pk)])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def parse_unsubscribe_token(token: str) -> int | None:
    """Return the number of the membership that a token stands for; None when it is not ours."""
    try:
        return int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


class SubscriptionStatus(StrEnum):
    """What somebody is to the messages of a network."""

    GETS = "gets them"
    STOPPED = "stopped them"
    LEFT = "left"
    CLOSED = "closed their account"


def subscription_status(membership: Membership) -> SubscriptionStatus:
    """Return what the person of a membership, past or present, is to the messages today."""
    if not membership.user.is_active:
        return SubscriptionStatus.CLOSED
    same = {"network": membership.network_id, "user": membership.user_id}
    current = Membership.objects.current().filter(**same).first()
    if current is None:
        return SubscriptionStatus.LEFT
    return SubscriptionStatus.GETS if current.wants_messages else SubscriptionStatus.STOPPED


# Mail programmes press the button themselves (RFC 8058): they hold the token and no cookie.
@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribeView(View):
    """Shows a button, and stops the messages when it is pressed. Looking alone stops nothing."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, for nobody to keep, to find, or to be referred from."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Ask whoever gets the messages; tell everybody else how it is."""
        return self._show(self._find(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Stop them, those that wait to be sent too; pressed again, they stay stopped."""
        membership = self._find(token)
        # Whoever left and came back may hold a letter of the time before.
        same = {"network": membership.network_id, "user": membership.user_id}
        Membership.objects.filter(**same).update(wants_messages=False)
        cancel_unwanted_notifications(membership)
        return self._show(membership)

    def _show(self, membership: Membership) -> HttpResponse:
        context = {"network": membership.network, "person": subscription_status(membership)}
        return render(self.request, "networks/messages/unsubscribe.html", context)

    @staticmethod
    def _find(token: str) -> Membership:
        memberships = Membership.objects.select_related("network", "user")
        membership = memberships.filter(pk=parse_unsubscribe_token(token)).first()
        if membership is None:
            raise Http404
        return membership
