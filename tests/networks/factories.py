"""Networks to test on: a form, a network, who belongs to it, and its sessions."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User
from networks.enums import JoiningPolicy, MembershipRole
from networks.models import JoinField, JoinForm, Membership, Network, Session, SessionSeries
from tests import factories as make

LONDON = ZoneInfo("Europe/London")
LINK = "https://meet.example/zanzibarine"


def make_form(title: str = "Join a network", **fields: object) -> JoinForm:
    """Create a published join form with fields for name and email address."""
    defaults = {
        "slug": "join-a-network",
        "introduction": "<p>Tell us who you are.</p>",
        "privacy": "<p>The organisers read your answers.</p>",
        "thank_you": "<p>We write to you.</p>",
        "live": True,
    }
    form = JoinForm.objects.create(title=title, **{**defaults, **fields})
    for number, (label, kind) in enumerate([("Name", "singleline"), ("E-mail address", "email")]):
        JoinField.objects.create(
            form=form, label=label, field_type=kind, required=True, sort_order=number
        )
    return form


def make_network(name: str, slug: str, **fields: object) -> Network:
    """Create a published network."""
    defaults = {
        "summary": f"What {name} is about.",
        "purpose": "<p>To learn from each other.</p>",
        "intended_members": "Everybody who works in patient safety.",
        "joining_policy": JoiningPolicy.CLOSED,
        "live": True,
    }
    return Network.objects.create(name=name, slug=slug, **{**defaults, **fields})


def join(network: Network, user: User, role: str = MembershipRole.MEMBER) -> Membership:
    """Create a membership."""
    return Membership.objects.create(network=network, user=user, role=role)


def make_member(network: Network, email: str, role: str = MembershipRole.MEMBER) -> User:
    """Create a user with a membership."""
    user = make.make_user(email)
    join(network, user, role)
    return user


def make_session(network: Network, title: str = "A talk", **fields: object) -> Session:
    """Create a session, by default in three days at 13:00."""
    day = timezone.localdate() + timedelta(days=3)
    defaults = {"starts_at": london(day, time(13)), "join_link": LINK}
    return Session.objects.create(network=network, title=title, **{**defaults, **fields})


def make_series(network: Network, title: str = "Drop-in", **fields: object) -> SessionSeries:
    """Create a weekly series at 13:00 that began last week, without sessions."""
    defaults = {
        "first_date": timezone.localdate() - timedelta(days=7),
        "start_time": time(13),
        "join_link": LINK,
    }
    return SessionSeries.objects.create(network=network, title=title, **{**defaults, **fields})


def london(day: date, at: time) -> datetime:
    """Return the moment of a date and time in London."""
    return datetime.combine(day, at, tzinfo=LONDON)
