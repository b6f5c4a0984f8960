"""Requests to join at all stages, with what was done about each and who was written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from accounts.models import User
from demo.crowd.rows import AT_ONCE, Tick, insert
from demo.crowd.voices import Voice
from demo.throng.members import ORGANISERS
from demo.throng.size import Size
from editorial.reviews.models import add_months
from networks.models import JoinForm, JoinRequest, Network, RequestEvent
from outbox.models import Notification

_DAYS = 360
_AGAIN = 0.1
_OPEN_FOR = 21
"""For how many days a request waits, at most."""
_WAITS_TO_BE_SENT = 0.002
_NO_NETWORK = "contact"


@dataclass(frozen=True)
class Stage:
    """How far a request came, how often that is so, and what was done to bring it there."""

    status: Any
    share: float
    acts: tuple[Any, ...]


_STATUS, _KIND = JoinRequest.Status, RequestEvent.Kind
_DECIDED = (_KIND.TAKEN,)
_TO_NETWORKS = (
    Stage(_STATUS.JOINED, 0.70, (*_DECIDED, _KIND.ACCEPTED, _KIND.JOINED)),
    Stage(_STATUS.ACCEPTED, 0.08, (*_DECIDED, _KIND.ACCEPTED)),
    Stage(_STATUS.DECLINED, 0.10, (*_DECIDED, _KIND.ASKED, _KIND.REPLIED, _KIND.DECLINED)),
    Stage(_STATUS.WAITING, 0.05, ()),
    Stage(_STATUS.ASKED, 0.03, (_KIND.TAKEN, _KIND.ASKED)),
    Stage(_STATUS.QUARANTINED, 0.04, ()),
)
_TO_THE_TEAM = (
    Stage(_STATUS.SETTLED, 0.90, (*_DECIDED, _KIND.SETTLED)),
    Stage(_STATUS.WAITING, 0.05, ()),
    Stage(_STATUS.QUARANTINED, 0.05, ()),
)


class Requests:
    """Lets people ask to join."""

    def __init__(self, size: Size, voice: Voice, tick: Tick) -> None:
        self.size, self.voice, self.tick = size, voice, tick
        self.chance, self.now = voice.chance, timezone.now()
        self.other_form = JoinForm.objects.get(slug=_NO_NETWORK)

    def ask(self, networks: Sequence[Network], belonging: dict[int, list[User]]) -> int:
        """Make the requests. Returns how many acts on them were kept."""
        acts = 0
        for start in range(0, self.size.requests, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, self.size.requests))
            made = []
            for number in numbers:
                to_the_team = self.chance.happens(0.1)
                network = None if to_the_team else networks[number % len(networks)]
                stage = self._stage(_TO_NETWORKS if network else _TO_THE_TEAM)
                members = belonging[(network or networks[0]).pk]
                made.append((self._request(number, network, members, stage), members, stage))
            insert([request for request, _, _ in made], self.tick)
            done = [act for one in made for act in self._acts(*one)]
            insert(done, self.tick)
            insert([letter for one in made for letter in self._letters(*one)], self.tick)
            acts += len(done)
        return acts

    def _stage(self, stages: Sequence[Stage]) -> Stage:
        part = self.chance.part()
        for stage in stages:
            part -= stage.share
            if part < 0:
                return stage
        return stages[-1]

    def _request(
        self, number: int, network: Network | None, members: list[User], stage: Stage
    ) -> JoinRequest:
        is_open = stage.status in {_STATUS.WAITING, _STATUS.ASKED}
        minutes = self.chance.whole(1, (_OPEN_FOR if is_open else _DAYS) * 24 * 60)
        came = self.now - timedelta(minutes=minutes)
        form = network.join_form if network else self.other_form
        # The members after the organisers came by requests; some people ask twice.
        user = members[(ORGANISERS + number // self.size.networks) % len(members)]
        has_come = stage.status == _STATUS.JOINED or self.chance.happens(_AGAIN)
        email = user.email if has_come else f"asks-{number}@elsewhere.example"
        return JoinRequest(
            fingerprint=sha256(f"throng-{number}".encode()).hexdigest(),
            form=form,
            network=network,
            answers=self._answers(user.get_full_name(), email),
            name=user.get_full_name(),
            email=email,
            status=stage.status,
            suspicion="It was answered within 1 seconds."
            if stage.status == _STATUS.QUARANTINED
            else "",
            claimed_by=members[number % ORGANISERS] if _KIND.TAKEN in stage.acts else None,
            created_at=came,
            decided_at=came + timedelta(hours=5) if stage.acts and not is_open else None,
            expires_on=add_months(came.date(), form.retention_months),
        )

    def _answers(self, name: str, email: str) -> list[dict]:
        return [
            {"label": "Your name", "kind": "singleline", "meaning": "name", "value": name},
            {"label": "E-mail address", "kind": "email", "meaning": "", "value": email},
            {
                "label": "What would you like from the network?",
                "kind": "multiline",
                "meaning": "",
                "value": self.voice.phrase(40),
            },
        ]

    def _acts(self, request: JoinRequest, members: list[User], stage: Stage) -> list[RequestEvent]:
        kinds = (_KIND.CAME, *stage.acts)
        own = {_KIND.CAME, _KIND.REPLIED, _KIND.JOINED}
        return [
            RequestEvent(
                request=request,
                kind=kind,
                by=None if kind in own else members[0],
                at=self._later(request.created_at, hours),
                words="Which trust do you work for?" if kind == _KIND.ASKED else "",
            )
            for hours, kind in enumerate(kinds)
        ]

    def _later(self, moment: datetime, hours: int) -> datetime:
        return min(moment + timedelta(hours=hours), self.now)

    def _letters(
        self, request: JoinRequest, members: list[User], stage: Stage
    ) -> list[Notification]:
        """Return what told the team's mailbox and the organisers that it came."""
        if stage.status == _STATUS.QUARANTINED:
            return []
        told = [None, *(members[:ORGANISERS] if request.network else [])]
        waits = self.chance.happens(_WAITS_TO_BE_SENT)
        return [
            Notification(
                kind="networks/request_came",
                key=f"throng-{request.pk}-{number}",
                event_key=request.event_key,
                user=user,
                address="" if user else "team@hub.example",
                subject="Somebody asks to join",
                text="Somebody asks to join." if waits else "",
                status=Notification.Status.QUEUED if waits else Notification.Status.SENT,
                message_id=f"<{request.pk}-{number}@throng.example>",
            )
            for number, user in enumerate(told)
        ]
