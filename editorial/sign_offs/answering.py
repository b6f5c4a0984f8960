"""What follows from an answer: agreement, a wish for a change, a no, an agreement taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState

from editorial.agreed import settle_public
from editorial.consent.sign_off_task import SignOffTask
from editorial.fingerprint import fingerprint
from editorial.models import Consent, SignOff
from editorial.models.consent import Use
from editorial.models.sign_off import YEARS_OF_CONSENT, outstanding
from editorial.sign_offs.notices import tell_of_withdrawal, tell_the_desk
from editorial.workflow.locking import lock_page
from editorial.workflow.unpublishing import unpublish_page


class TooLate(Exception):
    """The link was answered, revoked or overtaken while the answer was being written."""


class OtherWords(Exception):
    """A record that the page shows was changed while the person was reading."""


@transaction.atomic
def agree(
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
    sign_off = _lock(sign_off)
    seen = sign_off.revision.as_object()
    if seen_as is not None and seen_as != fingerprint(seen):
        raise OtherWords
    agreed = {str(Use.SITE), *(use for use in uses if use in sign_off.uses_asked)}
    _store(sign_off, SignOff.Answer.AGREED, remarks)
    consent = Consent.objects.create(
        page_id=sign_off.page_id,
        page_title=seen.title,
        sign_off=sign_off,
        about=sign_off.about,
        name=sign_off.name,
        relation=sign_off.relation,
        uses=[use for use in Use.values if use in agreed],
        fingerprint=fingerprint(seen),
        lapses_on=years_from(timezone.localdate(), YEARS_OF_CONSENT),
    )
    tell_the_desk(sign_off)
    settle(sign_off.page)
    settle_public(sign_off.page)
    return consent


@transaction.atomic
def send_back(sign_off: SignOff, answer: str, remarks: str) -> None:
    """Record a wish for a change, or a no, and send the page back with the remarks.

    Raises:
        TooLate: The link no longer waits for an answer.
    """
    sign_off = _lock(sign_off)
    _store(sign_off, answer, remarks)
    tell_the_desk(sign_off)
    if state := _waiting_step(sign_off.page):
        words = f"{sign_off.name}: {sign_off.get_answer_display().lower()}. {remarks}"
        state.reject(user=None, comment=words.strip())


@transaction.atomic
def withdraw(consent: Consent, user: Any = None) -> None:
    """Take a consent back, and with it the page, where it speaks of the person."""
    lock_page(consent.page_id)
    found = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    if not found.update(withdrawn_at=timezone.now(), withdrawn_by=user):
        return
    consent.refresh_from_db()
    if consent.page and consent.page.live:
        unpublish_page(consent.page, f"{consent.name} has withdrawn their consent.", user)
    tell_of_withdrawal(consent)


def settle(page: Page) -> None:
    """End the step of signing off, when nobody is waited for any more."""
    state = _waiting_step(page)
    if state and not outstanding(page.get_latest_revision_as_object()):
        state.approve(user=None, comment="Everybody has agreed.")


def years_from(day: date, years: int) -> date:
    """Return the same day of a later year; 1 March for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _lock(sign_off: SignOff) -> SignOff:
    """Hold the page, so that two answers, or an answer and an edit, come one after the other."""
    lock_page(sign_off.page_id)
    waiting = SignOff.objects.waiting().filter(pk=sign_off.pk).first()
    if waiting is None:
        raise TooLate
    return waiting


def _store(sign_off: SignOff, answer: Any, remarks: str) -> None:
    sign_off.answer, sign_off.remarks = answer, remarks
    sign_off.answered_at = timezone.now()
    sign_off.save(update_fields=["answer", "remarks", "answered_at"])


def _waiting_step(page: Page) -> TaskState | None:
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    is_this = state is not None and isinstance(state.task.specific, SignOffTask)
    return state if is_this and state.status == TaskState.STATUS_IN_PROGRESS else None
