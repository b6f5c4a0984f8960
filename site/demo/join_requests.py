"""Join requests at each stage, received over the last weeks."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from demo.content import ContentEntry, read_rows
from demo.people import account
from editorial.reviews.models import add_months
from networks.enums import RequestEventKind, RequestStatus
from networks.models import JoinForm, JoinRequest, Network
from networks.notifications import notify_request_received

STAGES: dict[str, tuple[Any, Any]] = {
    "waiting": (RequestStatus.WAITING, None),
    "taken": (RequestStatus.WAITING, RequestEventKind.CLAIMED),
    "asked": (RequestStatus.AWAITING_REPLY, RequestEventKind.QUESTION_SENT),
    "declined": (RequestStatus.DECLINED, RequestEventKind.DECLINED),
    "quarantined": (RequestStatus.QUARANTINED, None),
}
"""The status of each stage, and the kind of the event that led to it."""


def load_join_requests() -> int:
    """Create the join requests, unless there are any. Returns how many were created."""
    if JoinRequest.objects.exists():
        return 0
    rows = read_rows("networks", "request", "days")
    for number, row in enumerate(rows):
        _load_request(number, row)
    return len(rows)


def _load_request(number: int, row: ContentEntry) -> None:
    network = Network.objects.filter(slug=row.get("network")).first()
    form = network.join_form if network else JoinForm.objects.get(slug=row["form"])
    received_at = timezone.now() - timedelta(days=row["days"], hours=2 + number)
    status, kind = STAGES[row["stage"]]
    answers = _answers(form, row["answers"])
    join_request = JoinRequest.objects.create(
        fingerprint=sha256(f"demo-{number}".encode()).hexdigest(),
        form=form,
        network=network,
        answers=answers,
        name=next((answer["value"] for answer in answers if answer["meaning"] == "name"), ""),
        email=next(answer["value"] for answer in answers if answer["kind"] == "email"),
        status=status,
        spam_reasons="The form was sent within 3 seconds of being opened."
        if status == RequestStatus.QUARANTINED
        else "",
        claimed_by=account("lead") if row["stage"] in {"taken", "asked"} else None,
        created_at=received_at,
        decided_at=received_at + timedelta(days=2) if status == RequestStatus.DECLINED else None,
        expires_on=add_months(received_at.date(), form.retention_months),
    )
    join_request.events.create(kind=RequestEventKind.RECEIVED, created_at=received_at)
    if status != RequestStatus.QUARANTINED:
        notify_request_received(join_request)
    if kind:
        handled_at = received_at + timedelta(days=1)
        join_request.events.create(
            kind=kind, actor=account("lead"), created_at=handled_at, text=row.get("words", "")
        )


def _answers(form: JoinForm, values: list[Any]) -> list[dict[str, Any]]:
    """Return the answers in the form's stored representation."""
    form_class = form.get_form_class()
    data = dict(zip(form_class.questions, values, strict=True))
    bound_form = form_class(data)
    bound_form.full_clean()
    return bound_form.as_answers()
