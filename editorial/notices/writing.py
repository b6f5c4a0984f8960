"""Writing to people: the words of each kind of message stand in a template of its name."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.template.loader import render_to_string

from editorial.models import Notice, NoticeChoice

_SUBJECT_LENGTH = 150
_ONE_LINE = {"title", "name"}


def write_to(
    users: Iterable[Any],
    kind: str,
    key: str,
    context: Mapping[str, Any],
    always: bool = False,
    unsubscribe: Mapping[int, str] | None = None,
) -> None:
    """Queue a message to each of some people with accounts, as each of them likes to be told.

    It is stored in the transaction that is open, so that it is sent if and only if what it
    tells of has happened.

    Args:
        users: Whom to tell. People whose account is closed are left out.
        kind: The name of the message's templates, as in `editorial/step_waits` for those below
            `editorial/notices/`; a bare name is one of the desk's.
        key: What tells this occasion from any other; asked twice, it is one message to each.
        context: What the templates speak of.
        always: Whether it is sent at once, whatever they chose.
        unsubscribe: For messages that one can stop, where each person does so, by their id.
    """
    people = {user.pk: user for user in users if user.is_active}
    ways_out = unsubscribe or {}
    at_desk = _who_opens_the_desk(people)
    how = dict(NoticeChoice.objects.filter(user__in=people).values_list("user_id", "how"))
    notices = []
    for pk, user in people.items():
        status = Notice.Status.QUEUED if always else _status(how.get(pk, NoticeChoice.How.AT_ONCE))
        if status is not None:
            fields = {"user": user, "status": status, "unsubscribe": ways_out.get(pk, "")}
            spoken = {**context, "may_choose": pk in at_desk}
            notices.append(_write(kind, f"{key}:user-{pk}", key, spoken, **fields))
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def _who_opens_the_desk(people: Iterable[int]) -> set[int]:
    """Return the ids of those who may open the desk, where one chooses how often one is written."""
    may = ModelBackend().with_perm("wagtailadmin.access_admin")
    return set(may.filter(pk__in=people).values_list("pk", flat=True))


def chosen_status(user: Any) -> Any:
    """Return how a message to somebody begins, as they like to be told; None for not at all."""
    choice = NoticeChoice.objects.filter(user=user).first()
    return _status(choice.how if choice else NoticeChoice.How.AT_ONCE)


def write_outside(address: str, kind: str, key: str, context: Mapping[str, Any]) -> None:
    """Queue a message with a personal link to somebody without an account."""
    notice = _write(kind, key, key, context, address=address, is_secret=True)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


def _status(how: Any) -> Any:
    return {
        NoticeChoice.How.AT_ONCE: Notice.Status.QUEUED,
        NoticeChoice.How.DAILY: Notice.Status.DAILY,
    }.get(NoticeChoice.How(how))


def write_to_address(address: str, kind: str, key: str, context: Mapping[str, Any]) -> None:
    """Queue a message to a mailbox of the team's: nothing in it is a secret.

    Args:
        address: The mailbox.
        kind: The name of the message's templates; see `write_to`.
        key: What tells this occasion from any other; asked twice, it is one message to each.
        context: What the templates speak of.
    """
    # The key is kept for ever, and the address is not.
    mailbox = sha256(address.lower().encode()).hexdigest()[:16]
    notice = _write(kind, f"{key}:mailbox-{mailbox}", key, context, address=address)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


def _write(kind: str, key: str, occasion: str, context: Mapping[str, Any], **fields: Any) -> Notice:
    spoken = {"hub_name": settings.HUB_NAME, "hub": settings.WAGTAILADMIN_BASE_URL, **context}
    spoken["reader"] = fields.get("user")
    # The first line of the text is the subject. A title may hold any sign, a line break too.
    spoken |= {name: " ".join(str(spoken[name]).split()) for name in _ONE_LINE & spoken.keys()}
    room, _, name = kind.rpartition("/")
    template = f"{room or 'editorial'}/notices/{name}"
    spoken["unsubscribe"] = fields.get("unsubscribe", "")
    subject, _, text = render_to_string(f"{template}.txt", spoken).partition("\n")
    notice = Notice(
        kind=kind,
        key=key,
        occasion=occasion[:100],
        subject=subject.strip()[:_SUBJECT_LENGTH],
        text=text.strip() + "\n",
        html=render_to_string(f"{template}.html", spoken),
        **fields,
    )
    notice.message_id = notice.new_message_id()
    return notice
