"""Many people ask to join while the server is killed again and again: nothing is lost or doubled.

Run it as a module for the whole of it: `python -m tests.networks.joining.killing`. The suite runs
a short one. A server of its own is started on a database of its own, and killed at random moments,
as a machine that loses its current would; each visitor presses "Send" again until thanked.
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
CHANCE = SystemRandom()
PATIENCE = 90
"""Seconds after which a visitor who was never thanked gives up."""

SET_UP = """
from networks.models import *
form = JoinForm.objects.create(title="Join", slug="join", privacy="…", thank_you="…")
JoinField.objects.create(form=form, label="Name", field_type="singleline", meaning="name")
JoinField.objects.create(form=form, label="E-mail", field_type="email")
NotificationRecipient.objects.create(form=form, email="team@hub.example")
Network.objects.create(name="PSMN", slug="psmn", summary="…", purpose="…", intended_members="…",
                       join_form=form)
print(form.get_form_class().version())
"""
COUNT = """
from collections import Counter
from outbox.models import Notification
from networks.models import JoinRequest
import json
kept = Counter(JoinRequest.objects.values_list("name", flat=True))
told = Counter(Notification.objects.filter(status="sent").values_list("event_key", flat=True))
each = {r.name: told[r.event_key] for r in JoinRequest.objects.all()}
print(json.dumps({"kept": kept, "told": each, "odd": JoinRequest.objects.exclude(
    status="waiting").count()}))
"""


@dataclass
class Outcome:
    """What came of it.

    Attributes:
        thanked: The names of the visitors who saw "thank you".
        kept: How many requests there are of each visitor.
        told: How many notices of each visitor's request were sent.
        letters: How many letters the mail server took.
        kills: How often the server was killed.
        tries: How often "Send" was pressed.
    """

    thanked: set[str]
    kept: dict[str, int]
    told: dict[str, int]
    letters: int
    kills: int
    tries: int


class Hub:
    """A hub that can be killed, on a database that outlives it.

    Args:
        database: The address of its database.
        mail_port: Where its mail server listens.
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

    def manage(self, *words: str, said: str | None = None) -> str:
        """Run a command of the hub's to its end, and return what it said."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(
            command, env=self.environ, input=said, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Start the server; it takes a moment until it answers."""
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
        """End the server and all it started, without a word."""
        assert self.server
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def answers(self) -> bool:
        """Return whether the server can be asked."""
        try:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/health/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


class Visitor:
    """Somebody who asks to join, from an address of their own.

    Args:
        number: Which of them.
        port: Where the hub is.
        token: The showing of their form.
    """

    def __init__(self, number: int, port: int, token: str) -> None:
        self.name = f"Visitor {number}"
        self.port = port
        self.source = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        email = f"visitor{number}@trust.example"
        self.sent = urlencode({"name": self.name, "e_mail": email, "form-showing": token})
        self.tries = 0
        self.thanked = False

    def ask(self) -> None:
        """Press "Send" until thanked."""
        deadline = time.monotonic() + PATIENCE
        while not self.thanked and time.monotonic() < deadline:
            self.tries += 1
            try:
                self.thanked = self._send()
            except (OSError, HTTPException):
                time.sleep(CHANCE.uniform(0.05, 0.3))

    def _send(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=self.source)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/networks/psmn/join/", self.sent, kind)
        answer = connection.getresponse()
        answer.read()
        return answer.status == 302 and answer.headers["Location"].endswith("/thanks/")


def tokens(number: int, version: str) -> list[str]:
    """Return showings as they were signed a minute ago.

    Args:
        number: How many.
        version: Which questions they show.
    """
    from django.core import signing

    from networks.join_forms.form_token import SALT

    signer = signing.TimestampSigner(key="a key for tests", salt=SALT)
    minute_ago = signing.b62_encode(int(time.time() - 60))
    values = [f"{secrets.token_urlsafe(16)}.{version}:{minute_ago}" for _ in range(number)]
    return [f"{value}:{signer.signature(value)}" for value in values]


def ask_and_kill(hub: Hub, visitors: list[Visitor], kills: int) -> int:
    """Let everybody ask while the server is killed; return how often it was.

    They arrive as the killing goes on, as many between two kills as between any other two.
    """
    hub.start()
    done = threading.Event()
    killed = 0

    def go_on_killing() -> None:
        nonlocal killed
        while killed < kills and not done.is_set():
            while not hub.answers() and not done.is_set():
                time.sleep(0.05)
            done.wait(CHANCE.uniform(0.05, 0.6))
            if done.is_set():
                return
            hub.kill()
            killed += 1
            hub.start()

    def arrive(number: int) -> None:
        while killed < (number + 1) * kills // len(visitors):
            time.sleep(0.02)
        visitors[number].ask()

    killer = threading.Thread(target=go_on_killing)
    killer.start()
    with ThreadPoolExecutor(max_workers=16) as people:
        list(people.map(arrive, range(len(visitors))))
    done.set()
    killer.join()
    hub.kill()
    return killed


def run(database: str, requests: int, kills: int) -> Outcome:
    """Set everything up, let people ask, drain the outbox, and count.

    Args:
        database: The address of an empty database.
        requests: How many people ask.
        kills: How often the server is killed.
    """
    with MailServer() as mail:
        hub = Hub(database, mail.port)
        hub.manage("migrate", "--verbosity", "0")
        version = hub.manage("shell", "--verbosity", "0", "-c", SET_UP).strip()
        signed = tokens(requests, version)
        visitors = [Visitor(number, hub.port, token) for number, token in enumerate(signed)]
        killed = ask_and_kill(hub, visitors, kills)
        hub.manage("deliver_notifications")
        counts = json.loads(hub.manage("shell", "--verbosity", "0", "-c", COUNT))
        assert not counts["odd"]
        return Outcome(
            thanked={visitor.name for visitor in visitors if visitor.thanked},
            kept=counts["kept"],
            told=counts["told"],
            letters=len(mail.mailbox.emails),
            kills=killed,
            tries=sum(visitor.tries for visitor in visitors),
        )


def faults(outcome: Outcome) -> list[str]:
    """Return what is not as promised: one request and one notice for each who was thanked."""
    found = [
        f"{name} was thanked and has {outcome.kept.get(name, 0)} requests"
        for name in outcome.thanked
        if outcome.kept.get(name) != 1
    ]
    found += [f"{name} has {number}" for name, number in outcome.kept.items() if number > 1]
    found += [f"{name} told {number}" for name, number in outcome.told.items() if number != 1]
    if outcome.letters != sum(outcome.told.values()):
        found.append(f"{outcome.letters} letters for {sum(outcome.told.values())} notices")
    return found


def main() -> int:
    """Run the whole of it and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--database", default="", help="An empty one; a SQLite file if not given.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-killing-") as folder:
        database = options.database or f"sqlite:///{folder}/hub.sqlite3"
        outcome = run(database, options.requests, options.kills)
    wrong = faults(outcome)
    print(
        f"{len(outcome.thanked)} of {options.requests} people were thanked after {outcome.tries} "
        f"tries and {outcome.kills} kills; {sum(outcome.kept.values())} requests, "
        f"{sum(outcome.told.values())} notices, {outcome.letters} letters."
    )
    print("\n".join(wrong) or "Each has exactly one request and one notice.")
    return bool(wrong)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    sys.exit(main())
