"""Join requests at all stages, with their events and notifications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from accounts.models import User
from benchmarks.generators.bulk_insert import BATCH_SIZE, ProgressCallback, bulk_insert
from benchmarks.generators.members import ORGANISERS
from benchmarks.generators.sizes import NetworkSize
from benchmarks.generators.text import TextGenerator
from editorial.reviews.models import add_months
from networks.enums import RequestEventKind, RequestStatus
from networks.models import JoinForm, JoinRequest, Network, RequestEvent
from outbox.models import Notification

_DAYS = 360
_AGAIN = 0.1
_OPEN_FOR = 21
"""The longest time that a request stays undecided, in days."""
_WAITS_TO_BE_SENT = 0.002
_NO_NETWORK = "contact"


@dataclass(frozen=True)
class RequestStage:
    """A status of join requests, its frequency, and the kinds of its events."""

    status: Any
    share: float
    acts: tuple[Any, ...]


_DECIDED = (RequestEventKind.CLAIMED,)
_TO_NETWORKS = (
    RequestStage(
        RequestStatus.JOINED, 0.70, (*_DECIDED, RequestEventKind.ACCEPTED, RequestEventKind.JOINED)
    ),
    RequestStage(RequestStatus.ACCEPTED, 0.08, (*_DECIDED, RequestEventKind.ACCEPTED)),
    RequestStage(
        RequestStatus.DECLINED,
        0.10,
        (
            *_DECIDED,
            RequestEventKind.QUESTION_SENT,
            RequestEventKind.REPLIED,
            RequestEventKind.DECLINED,
        ),
    ),
    RequestStage(RequestStatus.WAITING, 0.05, ()),
    RequestStage(
        RequestStatus.AWAITING_REPLY,
        0.03,
        (RequestEventKind.CLAIMED, RequestEventKind.QUESTION_SENT),
    ),
    RequestStage(RequestStatus.QUARANTINED, 0.04, ()),
)
_TO_THE_TEAM = (
    RequestStage(RequestStatus.SETTLED, 0.90, (*_DECIDED, RequestEventKind.SETTLED)),
    RequestStage(RequestStatus.WAITING, 0.05, ()),
    RequestStage(RequestStatus.QUARANTINED, 0.05, ()),
)


class JoinRequestGenerator:
    """Generates join requests."""

    def __init__(self, size: NetworkSize, text: TextGenerator, progress: ProgressCallback) -> None:
        self.size, self.text, self.progress = size, text, progress
        self.random, self.now = text.random, timezone.now()
        self.other_form = JoinForm.objects.get(slug=_NO_NETWORK)

    def generate(
        self, networks: Sequence[Network], members_by_network: dict[int, list[User]]
    ) -> int:
        """Create the requests. Returns how many events were created."""
        acts = 0
        for start in range(0, self.size.requests, BATCH_SIZE):
            numbers = range(start, min(start + BATCH_SIZE, self.size.requests))
            objects = []
            for number in numbers:
                to_the_team = self.random.random() < 0.1
                network = None if to_the_team else networks[number % len(networks)]
                stage = self._stage(_TO_NETWORKS if network else _TO_THE_TEAM)
                members = members_by_network[(network or networks[0]).pk]
                objects.append((self._request(number, network, members, stage), members, stage))
            bulk_insert([request for request, _, _ in objects], self.progress)
            done = [event for row in objects for event in self._events(*row)]
            bulk_insert(done, self.progress)
            bulk_insert(
                [email for row in objects for email in self._notifications(*row)], self.progress
            )
            acts += len(done)
        return acts

    def _stage(self, stages: Sequence[RequestStage]) -> RequestStage:
        part = self.random.random()
        for stage in stages:
            part -= stage.share
            if part < 0:
                return stage
        return stages[-1]

    def _request(
        self, number: int, network: Network | None, members: list[User], stage: RequestStage
    ) -> JoinRequest:
        is_open = stage.status in {RequestStatus.WAITING, RequestStatus.AWAITING_REPLY}
        minutes = self.random.randint(1, (_OPEN_FOR if is_open else _DAYS) * 24 * 60)
        received_at = self.now - timedelta(minutes=minutes)
        form = network.join_form if network else self.other_form
        # The members after the organisers came by requests; some people ask twice.
        user = members[(ORGANISERS + number // self.size.networks) % len(members)]
        has_come = stage.status == RequestStatus.JOINED or self.random.random() < _AGAIN
        email = user.email if has_come else f"asks-{number}@elsewhere.example"
        return JoinRequest(
            fingerprint=sha256(f"benchmark-{number}".encode()).hexdigest(),
            form=form,
            network=network,
            answers=self._answers(user.get_full_name(), email),
            name=user.get_full_name(),
            email=email,
            status=stage.status,
            spam_reasons="The form was sent within 3 seconds of being opened."
            if stage.status == RequestStatus.QUARANTINED
            else "",
            claimed_by=members[number % ORGANISERS]
            if RequestEventKind.CLAIMED in stage.acts
            else None,
            created_at=received_at,
            decided_at=received_at + timedelta(hours=5) if stage.acts and not is_open else None,
            expires_on=add_months(received_at.date(), form.retention_months),
        )

    def _answers(self, name: str, email: str) -> list[dict]:
        return [
            {"label": "Your name", "kind": "singleline", "meaning": "name", "value": name},
            {"label": "E-mail address", "kind": "email", "meaning": "", "value": email},
            {
                "label": "What would you like from the network?",
                "kind": "multiline",
                "meaning": "",
                "value": self.text.phrase(40),
            },
        ]

    def _events(
        self, join_request: JoinRequest, members: list[User], stage: RequestStage
    ) -> list[RequestEvent]:
        kinds = (RequestEventKind.RECEIVED, *stage.acts)
        own = {RequestEventKind.RECEIVED, RequestEventKind.REPLIED, RequestEventKind.JOINED}
        return [
            RequestEvent(
                request=join_request,
                kind=kind,
                actor=None if kind in own else members[0],
                created_at=self._after(join_request.created_at, hours),
                text="Which trust do you work for?"
                if kind == RequestEventKind.QUESTION_SENT
                else "",
            )
            for hours, kind in enumerate(kinds)
        ]

    def _after(self, start: datetime, hours: int) -> datetime:
        return min(start + timedelta(hours=hours), self.now)

    def _notifications(
        self, join_request: JoinRequest, members: list[User], stage: RequestStage
    ) -> list[Notification]:
        """Return the notifications of a new request to the mailbox and the organisers."""
        if stage.status == RequestStatus.QUARANTINED:
            return []
        recipients = [None, *(members[:ORGANISERS] if join_request.network else [])]
        waits = self.random.random() < _WAITS_TO_BE_SENT
        return [
            Notification(
                kind="networks/request_came",
                idempotency_key=f"benchmark-{join_request.pk}-{number}",
                event_key=join_request.event_key,
                user=user,
                email_address="" if user else "team@hub.example",
                subject="Somebody asks to join",
                text="Somebody asks to join." if waits else "",
                status=Notification.Status.QUEUED if waits else Notification.Status.SENT,
                message_id=f"<{join_request.pk}-{number}@benchmark.example>",
            )
            for number, user in enumerate(recipients)
        ]
