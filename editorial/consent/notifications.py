"""What is written to whom about sign-offs and consents."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from editorial.consent.models import Consent, SignOff
from editorial.workflow.notifications import editors
from outbox.services import notify_external_contact, notify_users


def send_sign_off_link(sign_off: SignOff, address: str) -> None:
    """Send somebody their link. Its words are forgotten as soon as it is sent."""
    context = {
        "name": sign_off.name,
        "title": sign_off.revision.as_object().title,
        "address": address,
        "expires_at": sign_off.expires_at,
    }
    notify_external_contact(sign_off.email, "sign_off_asked", f"sign-off-{sign_off.pk}", context)


def notify_answer(sign_off: SignOff) -> None:
    """Tell who asked, and who wrote the page, what somebody answered."""
    said = {
        SignOff.Answer.AGREED: "has agreed",
        SignOff.Answer.CHANGES: "asks for a change",
        SignOff.Answer.DECLINED: "has said no",
    }[SignOff.Answer(sign_off.answer)]
    context = _page_context(sign_off.page_id, sign_off.page.draft_title, sign_off.name)
    context |= {"said": said, "remarks": sign_off.remarks}
    told = {sign_off.created_by, sign_off.page.owner} - {None}
    notify_users(told or editors(), "sign_off_answered", f"answer-{sign_off.pk}", context)


def notify_withdrawal(consent: Consent) -> None:
    """Tell all editors that a consent was taken back, and where else the words were used."""
    context = _page_context(consent.page_id, consent.page_title, consent.name)
    context |= {"said": "has taken their consent back", "elsewhere": list_further_uses(consent)}
    notify_users(editors(), "sign_off_answered", f"withdrawn-{consent.pk}", context, always=True)


def list_further_uses(consent: Consent) -> list[str]:
    """Return where else the words of a consent were used: outside, and on pages that lead there."""
    outside = [str(use) for use in consent.further_uses.all()]
    if consent.page is None:
        return outside
    references = ReferenceIndex.get_references_to(consent.page)
    holders = references.filter(base_content_type=get_default_page_content_type())
    pages = Page.objects.filter(pk__in=[int(row.object_id) for row in holders])
    return outside + [f"On this site: {page.title}, {page.full_url}" for page in pages]


def notify_expiring_consent(consent: Consent) -> None:
    """Remind the editors that a consent ends soon."""
    context = _page_context(consent.page_id, consent.page_title, consent.name)
    context |= {"expires_on": consent.expires_on}
    key = f"lapse-{consent.pk}-{consent.expires_on}"
    notify_users(editors(), "consent_lapses", key, context)


def _page_context(page_id: int | None, title: str, name: str) -> dict[str, Any]:
    address = reverse("editorial:sign_offs", args=[page_id]) if page_id else ""
    return {"title": title, "name": name, "sign_offs": address}
