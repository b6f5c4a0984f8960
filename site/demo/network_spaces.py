"""The sessions since the founding and the shared resources of the networks' private spaces."""

from datetime import date, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.utils import timezone

from demo.content import ContentEntry, read_rows
from demo.people import account
from networks.models import (
    Message,
    Network,
    Resource,
    ResourceTag,
    ResourceVersion,
    Session,
    SessionSeries,
    SignUp,
)
from networks.recurrence import LondonDateTime
from networks.sessions.occurrences import generate_all_occurrences

NATIONAL_HOLIDAYS = {(1, 2), (3, 17), (7, 12), (11, 30)}
"""Month and day of bank holidays in Scotland or Northern Ireland that are none in England."""
SESSION_NOTES = (
    "We were {number}. What was asked most: how to begin with one ward. Nothing was recorded."
)


def load_sessions() -> int:
    """Create the past sessions and generate upcoming ones. Returns how many are new."""
    topics = read_rows("networks", "topic_of_session", "title")
    past = sum(_load_past_sessions(series, topics) for series in SessionSeries.objects.all())
    upcoming = generate_all_occurrences()
    if past or upcoming:
        _announce_open_session(topics)
    return past + upcoming


def _load_past_sessions(series: SessionSeries, topics: list[ContentEntry]) -> int:
    """Create the past sessions of a series, cycling through the topics."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if series.sessions.filter(occurrence_date__lte=yesterday).exists():
        return 0
    days = [
        day
        for day in series.occurrence_dates(series.first_date, yesterday)
        if (day.month, day.day) not in NATIONAL_HOLIDAYS
    ]
    random = Random(series.title)
    Session.objects.bulk_create(
        _past_session(series, day, topics[number % len(topics)], random)
        for number, day in enumerate(days)
    )
    return len(days)


def _past_session(series: SessionSeries, day: date, topic: ContentEntry, random: Random) -> Session:
    starts_at = LondonDateTime(day, series.start_time).utc
    return Session(
        network_id=series.network_id,
        series=series,
        occurrence_date=day,
        is_customised=True,
        title=topic["title"],
        guest=topic["guest"],
        about=topic["about"],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=series.minutes),
        minutes=series.minutes,
        join_link=series.join_link,
        notes=SESSION_NOTES.format(number=random.randint(60, 110)),
    )


def _announce_open_session(topics: list[ContentEntry]) -> None:
    """Set the topics of each series' next sessions; the second one is open to the public."""
    for series in SessionSeries.objects.all():
        upcoming = Session.objects.filter(series=series).upcoming()[:4]
        for number, session in enumerate(upcoming):
            topic = topics[number % len(topics)]
            session.title, session.guest = topic["title"], topic["guest"]
            session.about, session.is_customised = topic["about"], True
            session.is_open = number == 1
            session.save()
            if number == 0:
                _sign_up(session)


def _sign_up(session: Session) -> None:
    members = session.network.memberships.current().exclude(user=account("member"))
    SignUp.objects.bulk_create(
        SignUp(session=session, user_id=pk)
        for pk in members.order_by("pk").values_list("user_id", flat=True)[:86]
    )


def load_messages() -> int:
    """Create the missing past messages of organisers. Returns how many were created."""
    rows = read_rows("networks", "message", "subject")
    known = set(Message.objects.values_list("subject", flat=True))
    missing = [row for row in rows if row["subject"] not in known]
    networks = {network.slug: network for network in Network.objects.all()}
    Message.objects.bulk_create(
        Message(
            network=networks[row["network"]],
            subject=row["subject"],
            text=row["text"].strip(),
            key=f"demo-{row['network']}-{row['days_ago']}",
            sent_by=account("lead"),
            sent_at=timezone.now() - timedelta(days=row["days_ago"]),
            recipients=networks[row["network"]].memberships.current().count(),
        )
        for row in missing
    )
    return len(missing)


def load_shared_resources() -> int:
    """Create the missing shared resources. Returns how many were created."""
    rows = read_rows("networks", "resource", "title")
    known = set(Resource.objects.values_list("title", flat=True))
    missing = [row for row in rows if row["title"] not in known]
    for age, row in enumerate(missing):
        _load_resource(row, timezone.now() - timedelta(days=3 + 11 * age))
    return len(missing)


def _load_resource(row: ContentEntry, at: object) -> None:
    network = Network.objects.get(slug=row["network"])
    sharer = network.memberships.current().order_by("-role", "pk")[0].user
    resource = Resource.objects.create(
        network=network,
        title=row["title"],
        description=row["description"],
        link=row.get("link"),
        added_by=sharer,
        added_at=at,
        changed_at=at,
    )
    ResourceTag.objects.bulk_create(ResourceTag(resource=resource, name=tag) for tag in row["tags"])
    if not row.get("link"):
        content = row["text"].encode()
        ResourceVersion.objects.create(
            resource=resource,
            number=1,
            file=ContentFile(content, name=row["file"]),
            name=row["file"],
            size=len(content),
            added_by=sharer,
            added_at=at,
        )
