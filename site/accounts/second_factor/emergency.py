"""Codes for an emergency: their owner is told whenever one was used."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts.models import User


def tell_of_used_code(
    sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Write to the owner of an account if what was used as its second step is such a code."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    # As they stand: the library has marked the code as used on another instance.
    codes = Authenticator.objects.get(pk=authenticator.pk).wrap()
    left = {"left": len(codes.get_unused_codes())}
    get_adapter(request).send_notification_mail("mfa/email/recovery_code_used", user, left)
