"""Services of sign-off: request it, record the answer, withdraw a consent."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from editorial.consent.drift import store_agreed_fingerprint
from editorial.consent.models import (
    CONSENT_YEARS,
    Consent,
    ConsentUse,
    SignOff,
    outstanding_names,
)
from editorial.consent.notifications import (
    notify_answer,
    notify_withdrawal,
    send_sign_off_link,
)
from editorial.consent.sign_off_task import SignOffTask
from editorial.workflow.fingerprint import fingerprint
from editorial.workflow.locking import lock_page
from editorial.workflow.unpublishing import unpublish_page


class StaleSignOff(Exception):
    """The link was answered, revoked or replaced while the answer was being written."""


class ContentChanged(Exception):
    """A record that the page shows was changed while the person was reading."""


def sign_off_url(token: str) -> str:
    """Return the absolute URL of a sign-off link."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("sign_off", args=[token])


@transaction.atomic
def request_sign_off(page: Page, sign_off: SignOff, days: int, user: Any) -> str:
    """Store a link to the latest revision of a page, and queue the email with the link.

    An earlier pending link of the same person to the same page is revoked.

    Args:
        page: The page.
        sign_off: The unsaved sign-off with the person's details.
        days: For how many days the link can be answered.
        user: The user who requests it.

    Returns:
        The URL of the link. It is stored nowhere.
    """
    earlier = SignOff.objects.pending().filter(page_id=page.pk, person_key=sign_off.person_key)
    if not sign_off.person_key:
        earlier = earlier.filter(name=sign_off.name)
    earlier.update(revoked_at=timezone.now())
    sign_off.page_id = page.pk
    sign_off.revision = page.get_latest_revision()
    sign_off.created_by = user
    sign_off.expires_at = timezone.now() + timedelta(days=days)
    url = sign_off_url(sign_off.generate_token())
    sign_off.save()
    if sign_off.email:
        send_sign_off_link(sign_off, url)
    return url


def revoke_sign_off(sign_off: SignOff) -> None:
    """Revoke a pending link."""
    SignOff.objects.pending().filter(pk=sign_off.pk).update(revoked_at=timezone.now())


def revoke_pending_sign_offs(page_id: object) -> None:
    """Revoke the unanswered links to a page, because its content changed."""
    SignOff.objects.pending().filter(page_id=page_id).update(revoked_at=timezone.now())


@transaction.atomic
def save_agreement(
    sign_off: SignOff,
    uses: Iterable[str],
    remarks: str = "",
    shown_fingerprint: str | None = None,
) -> Consent:
    """Store a consent, and complete the sign-off task if it was the last one outstanding.

    Args:
        sign_off: The link that was answered.
        uses: The further uses agreed to; others than those requested are ignored.
        remarks: The person's remarks.
        shown_fingerprint: The fingerprint of the content that the person was shown.

    Raises:
        StaleSignOff: The link is no longer pending.
        ContentChanged: The content to publish differs from what the person was shown.
    """
    sign_off = _lock_pending(sign_off)
    page = sign_off.revision.as_object()
    if shown_fingerprint is not None and shown_fingerprint != fingerprint(page):
        raise ContentChanged
    agreed = {str(ConsentUse.SITE), *(use for use in uses if use in sign_off.requested_uses)}
    _store_answer(sign_off, SignOff.Answer.AGREED, remarks)
    consent = Consent.objects.create(
        page_id=sign_off.page_id,
        page_title=page.title,
        sign_off=sign_off,
        person_key=sign_off.person_key,
        name=sign_off.name,
        relation=sign_off.relation,
        uses=[use for use in ConsentUse.values if use in agreed],
        fingerprint=fingerprint(page),
        expires_on=add_years(timezone.localdate(), CONSENT_YEARS),
    )
    notify_answer(sign_off)
    complete_sign_off_task(sign_off.page)
    store_agreed_fingerprint(sign_off.page)
    return consent


@transaction.atomic
def save_objection(sign_off: SignOff, answer: str, remarks: str) -> None:
    """Store a request for changes or a refusal, and reject the sign-off task with the remarks.

    Raises:
        StaleSignOff: The link is no longer pending.
    """
    sign_off = _lock_pending(sign_off)
    _store_answer(sign_off, answer, remarks)
    notify_answer(sign_off)
    if state := _current_sign_off_state(sign_off.page):
        comment = f"{sign_off.name}: {sign_off.get_answer_display().lower()}. {remarks}"
        state.reject(user=None, comment=comment.strip())


@transaction.atomic
def withdraw_consent(consent: Consent, user: Any = None) -> None:
    """Mark a consent as withdrawn, unpublish its page and notify the editors.

    Args:
        consent: The consent. Nothing happens if it was withdrawn before.
        user: The user who withdraws it; None when the person does so by their link.
    """
    lock_page(consent.page_id)
    current = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    if not current.update(withdrawn_at=timezone.now(), withdrawn_by=user):
        return
    consent.refresh_from_db()
    if consent.page and consent.page.live:
        unpublish_page(consent.page, f"{consent.name} has withdrawn their consent.", user)
    notify_withdrawal(consent)


def complete_sign_off_task(page: Page) -> None:
    """Approve the current sign-off task of a page when no agreement is outstanding."""
    state = _current_sign_off_state(page)
    if state and not outstanding_names(page.get_latest_revision_as_object()):
        state.approve(user=None, comment="Everyone has agreed.")


def add_years(day: date, years: int) -> date:
    """Return the same day of a later year; 1 March for a 29 February that it lacks."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _lock_pending(sign_off: SignOff) -> SignOff:
    """Lock the page row, so that answers and edits are serialised, and reload the sign-off.

    Raises:
        StaleSignOff: The link is no longer pending.
    """
    lock_page(sign_off.page_id)
    pending = SignOff.objects.pending().filter(pk=sign_off.pk).first()
    if pending is None:
        raise StaleSignOff
    return pending


def _store_answer(sign_off: SignOff, answer: Any, remarks: str) -> None:
    sign_off.answer, sign_off.remarks = answer, remarks
    sign_off.answered_at = timezone.now()
    sign_off.save(update_fields=["answer", "remarks", "answered_at"])


def _current_sign_off_state(page: Page) -> TaskState | None:
    """Return the state of a page's current task when it is a sign-off task in progress."""
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    is_sign_off = state is not None and isinstance(state.task.specific, SignOffTask)
    return state if is_sign_off and state.status == TaskState.STATUS_IN_PROGRESS else None
