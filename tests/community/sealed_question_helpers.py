"""A network with members, the sealed questions they send, and dumps of what is stored."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from community.models import SealedQuestion, Space
from networks.discussions import get_or_create_space
from tests.clients import signed_in
from tests.networks import factories
from tests.networks.conftest import networks

__all__ = ["networks"]

SPACE_URL = "/community/network-psmn/"
LIST_URL = f"{SPACE_URL}sealed-questions/"
SEND_URL, SENT_URL = f"{LIST_URL}send/", f"{LIST_URL}sent/"
SEALED_TABLE = SealedQuestion._meta.db_table


@pytest.fixture
def sealed(networks: SimpleNamespace) -> SimpleNamespace:
    """Return a network with three members, and its space."""
    third = factories.make_member(networks.ours, "third@hub.example")
    space = get_or_create_space(networks.ours)
    members = [networks.member, networks.second, third]
    return SimpleNamespace(**vars(networks), members=members, space=space)


def send(client: Client, text: str, title: str = "How do you cope?", **values: Any) -> Any:
    """Send a sealed question as a browser does."""
    assert client.get(SEND_URL).status_code == 200
    return client.post(SEND_URL, {"title": title, "text": text, **values})


def wait_a_day() -> None:
    """Make the waiting questions a day old, so that organisers read them."""
    SealedQuestion.objects.update(sent_on=timezone.localdate() - timedelta(days=1))


def stored(*texts: str, title: str = "How do you cope?") -> list[SealedQuestion]:
    """Store questions of yesterday; the form of each is tested elsewhere."""
    space = Space.objects.get(slug="network-psmn")
    yesterday = timezone.localdate() - timedelta(days=1)
    return SealedQuestion.objects.bulk_create(
        SealedQuestion(space=space, title=title, text=text, sent_on=yesterday) for text in texts
    )


def decide(organiser: User, questions: list[SealedQuestion], decision: str, **values: Any) -> Any:
    """Decide about questions on the page of organisers."""
    data = {"questions": [question.pk for question in questions], "decision": decision, **values}
    return signed_in(organiser).post(LIST_URL, data, follow=True)


def select_from(table: str, columns: str = "*") -> str:
    """Return the statement that selects columns of all rows of a table."""
    return " ".join(["SELECT", columns, "FROM", connection.ops.quote_name(table)])


def dump_database() -> dict[str, Any]:
    """Return all rows of all tables, and the counters of primary keys, without the sealed table."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - {SEALED_TABLE}
        is_sqlite = connection.vendor == "sqlite"
        counters = "sqlite_sequence" if is_sqlite else "pg_sequences"
        rows = {}
        for name in {*names, counters}:
            cursor.execute(select_from(name))
            rows[name] = sorted(map(repr, cursor.fetchall()))
    return rows
