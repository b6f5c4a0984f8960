"""Notifications about sign-offs and consents."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from editorial.consent.models import Consent, SignOff
from editorial.workflow.notifications import get_editors
from outbox.services import notify_external_contact, notify_users


def send_sign_off_link(sign_off: SignOff, url: str) -> None:
    """Send a person their link, in a secret notification."""
    context = {
        "name": sign_off.greeting_name,
        "title": sign_off.revision.as_object().title,
        "sign_off_url": url,
        "expires_at": sign_off.expires_at,
    }
    notify_external_contact(
        sign_off.email, "editorial/sign_off_requested", f"sign-off-{sign_off.pk}", context
    )


def notify_answer(sign_off: SignOff) -> None:
    """Notify the user who requested a sign-off, and the page's owner, of the answer."""
    verb = {
        SignOff.Answer.AGREED: "has agreed",
        SignOff.Answer.CHANGES: "asked for changes",
        SignOff.Answer.DECLINED: "refused",
    }[SignOff.Answer(sign_off.answer)]
    context = _page_context(sign_off.page_id, sign_off.page.draft_title, sign_off.name)
    context |= {"answer": verb, "remarks": sign_off.remarks}
    recipients = {sign_off.created_by, sign_off.page.owner} - {None}
    notify_users(
        recipients or get_editors(), "editorial/sign_off_answered", f"answer-{sign_off.pk}", context
    )


def notify_withdrawal(consent: Consent) -> None:
    """Notify all editors of a withdrawn consent, with the further uses of the content."""
    context = _page_context(consent.page_id, consent.page_title, consent.name)
    context |= {
        "answer": "has withdrawn their consent",
        "further_uses": list_further_uses(consent),
    }
    notify_users(
        get_editors(),
        "editorial/sign_off_answered",
        f"withdrawn-{consent.pk}",
        context,
        always=True,
    )


def notify_expiring_consent(consent: Consent) -> None:
    """Notify the editors that a consent expires soon."""
    context = _page_context(consent.page_id, consent.page_title, consent.name)
    context |= {"expires_on": consent.expires_on}
    event_key = f"expiring-{consent.pk}-{consent.expires_on}"
    notify_users(get_editors(), "editorial/consent_expiring", event_key, context)


def list_further_uses(consent: Consent) -> list[str]:
    """Return where else the content was used: elsewhere, and on pages that refer to the page."""
    uses = [str(use) for use in consent.further_uses.all()]
    if consent.page is None:
        return uses
    references = ReferenceIndex.get_references_to(consent.page)
    from_pages = references.filter(base_content_type=get_default_page_content_type())
    pages = Page.objects.filter(pk__in=[int(row.object_id) for row in from_pages])
    return uses + [f"On this website: {page.title}, {page.full_url}" for page in pages]


def _page_context(page_id: int | None, title: str, name: str) -> dict[str, Any]:
    url = reverse("editorial:sign_offs", args=[page_id]) if page_id else ""
    return {"title": title, "name": name, "sign_offs_url": url}
