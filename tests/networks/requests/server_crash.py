"""Join requests while the server is killed repeatedly: none is lost or stored twice.

`python -m tests.networks.requests.server_crash` runs 500 visitors and 40 kills; the suite runs a
shorter version.
"""

import argparse
import json
import os
import sys
import tempfile
from dataclasses import dataclass

from tests.killed_server import ROOT, HubServer, Submitter, form_tokens, submit_and_kill
from tests.outbox.mail_server import MailServer

SETUP_SCRIPT = """
from networks.models import *
form = JoinForm.objects.create(title="Join", slug="join", privacy="…", thank_you="…")
JoinField.objects.create(form=form, label="Name", field_type="singleline", meaning="name")
JoinField.objects.create(form=form, label="E-mail", field_type="email")
NotificationRecipient.objects.create(form=form, email="team@hub.example")
Network.objects.create(name="PSMN", slug="psmn", summary="…", purpose="…", intended_members="…",
                       join_form=form)
print(form.get_form_class().definition_hash())
"""
COUNT_SCRIPT = """
from collections import Counter
from outbox.models import Notification
from networks.models import JoinRequest
import json
stored = Counter(JoinRequest.objects.values_list("name", flat=True))
sent = Counter(Notification.objects.filter(status="sent").values_list("event_key", flat=True))
requests = JoinRequest.objects.all()
notified = {r.name: sent[r.event_key] for r in requests}
acknowledged = {r.name: sent[r.event_key + ":received"] for r in requests}
print(json.dumps({"stored": stored, "notified": notified, "acknowledged": acknowledged,
    "not_waiting": JoinRequest.objects.exclude(status="waiting").count()}))
"""


@dataclass
class Outcome:
    """The result of a run.

    Attributes:
        confirmed: The names of the visitors who saw the confirmation page.
        stored: The number of stored requests, by the name of the visitor.
        notified: The number of emails to the team about a request, by the name of the visitor.
        acknowledged: The number of emails to the visitor, by their name.
        emails: The number of emails that the mail server accepted.
        kills: How often the server was killed.
        attempts: How often the form was submitted.
    """

    confirmed: set[str]
    stored: dict[str, int]
    notified: dict[str, int]
    acknowledged: dict[str, int]
    emails: int
    kills: int
    attempts: int


class Visitor(Submitter):
    """A person who submits the join form.

    Args:
        number: The number of the visitor.
        port: The port of the hub.
        token: The form token.
    """

    def __init__(self, number: int, port: int, token: str) -> None:
        name = f"Visitor {number}"
        email = f"visitor{number}@trust.example"
        data = {"name": name, "e_mail": email, "form-showing": token}
        super().__init__(number, name, port, "/networks/psmn/join/", data)

    def is_confirmation(self, location: str) -> bool:
        """Return whether it is the thank-you page."""
        return location.endswith("/thanks/")


def run(database: str, requests: int, kills: int) -> Outcome:
    """Set up the hub, let visitors submit, deliver the notifications, and count.

    Args:
        database: The URL of a database without networks; it is migrated first.
        requests: The number of visitors.
        kills: The number of kills.
    """
    with MailServer() as mail:
        hub = HubServer(database, mail.port)
        hub.manage("migrate", "--verbosity", "0")
        version = hub.manage("shell", "--verbosity", "0", "-c", SETUP_SCRIPT).strip()
        tokens = form_tokens(requests, version)
        visitors = [Visitor(number, hub.port, token) for number, token in enumerate(tokens)]
        killed = submit_and_kill(hub, visitors, kills)
        hub.manage("deliver_notifications")
        counts = json.loads(hub.manage("shell", "--verbosity", "0", "-c", COUNT_SCRIPT))
        assert not counts["not_waiting"]
        return Outcome(
            confirmed={visitor.name for visitor in visitors if visitor.is_confirmed},
            stored=counts["stored"],
            notified=counts["notified"],
            acknowledged=counts["acknowledged"],
            emails=len(mail.mailbox.emails),
            kills=killed,
            attempts=sum(visitor.attempts for visitor in visitors),
        )


def errors(outcome: Outcome) -> list[str]:
    """Return the violations: one request, notification and acknowledgement for each visitor."""
    found = [
        f"{name} was confirmed and has {outcome.stored.get(name, 0)} requests"
        for name in outcome.confirmed
        if outcome.stored.get(name) != 1
    ]
    found += [f"{name} has {count} requests" for name, count in outcome.stored.items() if count > 1]
    found += [
        f"{name} has {count} notifications"
        for name, count in outcome.notified.items()
        if count != 1
    ]
    found += [
        f"{name} has {count} acknowledgements"
        for name, count in outcome.acknowledged.items()
        if count != 1
    ]
    expected = sum(outcome.notified.values()) + sum(outcome.acknowledged.values())
    if outcome.emails != expected:
        found.append(f"{outcome.emails} emails for {expected} notifications and acknowledgements")
    return found


def main() -> int:
    """Run with the options of the command line, and print the outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument(
        "--database", default="", help="URL of an empty database; by default a SQLite file."
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-server-crash-") as folder:
        database = options.database or f"sqlite:///{folder}/hub.sqlite3"
        outcome = run(database, options.requests, options.kills)
    violations = errors(outcome)
    print(
        f"{len(outcome.confirmed)} of {options.requests} visitors were confirmed after "
        f"{outcome.attempts} attempts and {outcome.kills} kills; "
        f"{sum(outcome.stored.values())} requests, {sum(outcome.notified.values())} notifications, "
        f"{sum(outcome.acknowledged.values())} acknowledgements, {outcome.emails} emails."
    )
    print(
        "\n".join(violations) or "Each has exactly one request, notification and acknowledgement."
    )
    return bool(violations)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    sys.exit(main())
