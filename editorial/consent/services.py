"""The desk asks somebody to sign off a page."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from editorial.consent.drift import accept_published_content
from editorial.consent.fingerprint import fingerprint
from editorial.consent.models import CONSENT_YEARS, Consent, ConsentUse, SignOff, outstanding_names
from editorial.consent.notifications import notify_answer, notify_withdrawal, send_sign_off_link
from editorial.consent.sign_off_task import SignOffTask
from editorial.workflow.locking import lock_page
from editorial.workflow.unpublishing import unpublish_page


def sign_off_url(token: str) -> str:
    """Return the whole address of a link, as it is sent."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("sign_off", args=[token])


@transaction.atomic
def request_sign_off(page: Page, sign_off: SignOff, days: int, user: Any) -> str:
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
    address = sign_off_url(sign_off.renew_token())
    sign_off.save()
    if sign_off.email:
        send_sign_off_link(sign_off, address)
    return address


def revoke_sign_off(sign_off: SignOff) -> None:
    """Close a link that was not answered."""
    SignOff.objects.waiting().filter(pk=sign_off.pk).update(revoked_at=timezone.now())


class StaleSignOff(Exception):
    """The link was answered, revoked or overtaken while the answer was being written."""


class ContentChanged(Exception):
    """A record that the page shows was changed while the person was reading."""


@transaction.atomic
def record_agreement(
    sign_off: SignOff, uses: Iterable[str], remarks: str = "", seen_as: str | None = None
) -> Consent:
    """Record an agreement, and let the page go on when it was the last one lacking.

    Args:
        sign_off: The link that was answered.
        uses: What the person agreed to beside this site, out of what was asked.
        remarks: What they wrote.
        seen_as: The fingerprint of what they were shown.

    Raises:
        TooLate: The link no longer waits for an answer.
        OtherWords: What would be published is not what they were shown.
    """
    sign_off = _lock_pending(sign_off)
    seen = sign_off.revision.as_object()
    if seen_as is not None and seen_as != fingerprint(seen):
        raise ContentChanged
    agreed = {str(ConsentUse.SITE), *(use for use in uses if use in sign_off.requested_uses)}
    _store_answer(sign_off, SignOff.Answer.AGREED, remarks)
    consent = Consent.objects.create(
        page_id=sign_off.page_id,
        page_title=seen.title,
        sign_off=sign_off,
        about=sign_off.about,
        name=sign_off.name,
        relation=sign_off.relation,
        uses=[use for use in ConsentUse.values if use in agreed],
        fingerprint=fingerprint(seen),
        expires_on=add_years(timezone.localdate(), CONSENT_YEARS),
    )
    notify_answer(sign_off)
    complete_sign_off_task(sign_off.page)
    accept_published_content(sign_off.page)
    return consent


@transaction.atomic
def record_objection(sign_off: SignOff, answer: str, remarks: str) -> None:
    """Record a wish for a change, or a no, and send the page back with the remarks.

    Raises:
        TooLate: The link no longer waits for an answer.
    """
    sign_off = _lock_pending(sign_off)
    _store_answer(sign_off, answer, remarks)
    notify_answer(sign_off)
    if state := _current_sign_off_state(sign_off.page):
        words = f"{sign_off.name}: {sign_off.get_answer_display().lower()}. {remarks}"
        state.reject(user=None, comment=words.strip())


@transaction.atomic
def withdraw_consent(consent: Consent, user: Any = None) -> None:
    """Take a consent back, and with it the page, where it speaks of the person."""
    lock_page(consent.page_id)
    found = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    if not found.update(withdrawn_at=timezone.now(), withdrawn_by=user):
        return
    consent.refresh_from_db()
    if consent.page and consent.page.live:
        unpublish_page(consent.page, f"{consent.name} has withdrawn their consent.", user)
    notify_withdrawal(consent)


def complete_sign_off_task(page: Page) -> None:
    """End the step of signing off, when nobody is waited for any more."""
    state = _current_sign_off_state(page)
    if state and not outstanding_names(page.get_latest_revision_as_object()):
        state.approve(user=None, comment="Everybody has agreed.")


def add_years(day: date, years: int) -> date:
    """Return the same day of a later year; 1 March for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _lock_pending(sign_off: SignOff) -> SignOff:
    """Hold the page, so that two answers, or an answer and an edit, come one after the other."""
    lock_page(sign_off.page_id)
    waiting = SignOff.objects.waiting().filter(pk=sign_off.pk).first()
    if waiting is None:
        raise StaleSignOff
    return waiting


def _store_answer(sign_off: SignOff, answer: Any, remarks: str) -> None:
    sign_off.answer, sign_off.remarks = answer, remarks
    sign_off.answered_at = timezone.now()
    sign_off.save(update_fields=["answer", "remarks", "answered_at"])


def _current_sign_off_state(page: Page) -> TaskState | None:
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    is_this = state is not None and isinstance(state.task.specific, SignOffTask)
    return state if is_this and state.status == TaskState.STATUS_IN_PROGRESS else None
