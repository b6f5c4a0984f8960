"""Join requests while the server is killed repeatedly: none is lost or stored twice.

`python -m tests.networks.requests.server_crash` runs 500 visitors and 40 kills; the suite runs a
shorter version. A server with a database of its own is killed at random moments, as in a power
failure; each visitor submits the form until the confirmation page is shown.
"""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import SystemRandom
from urllib.parse import urlencode

from tests.outbox.mail_server import MailServer, free_port

ROOT = Path(__file__).resolve().parents[3]
RANDOM = SystemRandom()
VISITOR_TIMEOUT = 90
"""Seconds after which a visitor without a confirmation gives up."""

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


class HubServer:
    """A hub whose server process can be killed and restarted with the same database.

    Args:
        database: The database URL.
        mail_port: The port of the mail server.
    """

    def __init__(self, database: str, mail_port: int) -> None:
        self.port = free_port()
        self.environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": database,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
        }
        self.server: subprocess.Popen | None = None

    def manage(self, *arguments: str) -> str:
        """Run a management command; return its output."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        result = subprocess.run(
            command, env=self.environ, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def start(self) -> None:
        """Start the server, without waiting until it responds."""
        self.server = subprocess.Popen(
            [
                Path(sys.executable).with_name("granian"),
                *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--working-dir", str(ROOT / "site"), "--log-level", "critical"),
                *("--blocking-threads", "4"),
                "config.wsgi:application",
            ],
            cwd=ROOT,
            env=self.environ,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Kill the server and its child processes."""
        assert self.server
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def is_healthy(self) -> bool:
        """Return whether the health check succeeds."""
        try:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/health/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


class Visitor:
    """A person who submits the join form, from an IP address of their own.

    Args:
        number: The number of the visitor.
        port: The port of the hub.
        token: The form token.
    """

    def __init__(self, number: int, port: int, token: str) -> None:
        self.name = f"Visitor {number}"
        self.port = port
        self.source = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        email = f"visitor{number}@trust.example"
        self.form_data = urlencode({"name": self.name, "e_mail": email, "form-showing": token})
        self.attempts = 0
        self.is_confirmed = False

    def submit(self) -> None:
        """Submit the form until the confirmation page is shown."""
        deadline = time.monotonic() + VISITOR_TIMEOUT
        while not self.is_confirmed and time.monotonic() < deadline:
            self.attempts += 1
            try:
                self.is_confirmed = self._post()
            except (OSError, HTTPException):
                time.sleep(RANDOM.uniform(0.05, 0.3))

    def _post(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=self.source)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/networks/psmn/join/", self.form_data, headers)
        response = connection.getresponse()
        response.read()
        return response.status == 302 and response.headers["Location"].endswith("/thanks/")


def form_tokens(number: int, version: str) -> list[str]:
    """Return form tokens that were signed a minute ago.

    Args:
        number: The number of tokens.
        version: The version of the form's fields.
    """
    from django.core import signing

    from accounts.form_token import SALT

    signer = signing.TimestampSigner(key="a key for tests", salt=SALT)
    minute_ago = signing.b62_encode(int(time.time() - 60))
    values = [f"{secrets.token_urlsafe(16)}.{version}:{minute_ago}" for _ in range(number)]
    return [f"{value}:{signer.signature(value)}" for value in values]


def submit_and_kill(hub: HubServer, visitors: list[Visitor], kills: int) -> int:
    """Let the visitors submit while the server is killed; return the number of kills.

    The same number of visitors starts between any two kills.
    """
    hub.start()
    done = threading.Event()
    killed = 0

    def kill_repeatedly() -> None:
        nonlocal killed
        while killed < kills and not done.is_set():
            while not hub.is_healthy() and not done.is_set():
                time.sleep(0.05)
            done.wait(RANDOM.uniform(0.05, 0.6))
            if done.is_set():
                return
            hub.kill()
            killed += 1
            hub.start()

    def start_visitor(number: int) -> None:
        while killed < (number + 1) * kills // len(visitors):
            time.sleep(0.02)
        visitors[number].submit()

    killer = threading.Thread(target=kill_repeatedly)
    killer.start()
    with ThreadPoolExecutor(max_workers=16) as executor:
        list(executor.map(start_visitor, range(len(visitors))))
    done.set()
    killer.join()
    hub.kill()
    return killed


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
