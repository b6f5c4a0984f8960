"""The desk asks somebody to sign off a page."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial.models import SignOff
from editorial.sign_offs.notices import send_link


def address_of(token: str) -> str:
    """Return the whole address of a link, as it is sent."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("sign_off", args=[token])


@transaction.atomic
def ask(page: Page, sign_off: SignOff, days: int, user: Any) -> str:
    """Store a link to the page's latest revision, and queue the mail that brings it.

    A link the same person had to the same page before, and did not answer, is revoked.

    Args:
        page: The page.
        sign_off: Whom to ask, and about what; not yet stored.
        days: For how many days the link can be answered.
        user: Who asks.

    Returns:
        The address of the link. It is stored nowhere.
    """
    earlier = SignOff.objects.waiting().filter(page_id=page.pk, about=sign_off.about)
    if not sign_off.about:
        earlier = earlier.filter(name=sign_off.name)
    earlier.update(revoked_at=timezone.now())
    sign_off.page_id = page.pk
    sign_off.revision = page.get_latest_revision()
    sign_off.created_by = user
    sign_off.expires_at = timezone.now() + timedelta(days=days)
    address = address_of(sign_off.renew_token())
    sign_off.save()
    if sign_off.email:
        send_link(sign_off, address)
    return address


def revoke(sign_off: SignOff) -> None:
    """Close a link that was not answered."""
    SignOff.objects.waiting().filter(pk=sign_off.pk).update(revoked_at=timezone.now())
