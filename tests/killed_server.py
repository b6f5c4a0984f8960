"""A hub whose server is killed at random moments while people submit forms.

A server with a database of its own is killed as in a power failure; each person submits a form
until the confirmation is received.
"""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import SystemRandom
from urllib.parse import urlencode

from tests.outbox.mail_server import free_port

ROOT = Path(__file__).resolve().parents[1]
RANDOM = SystemRandom()
TIMEOUT = 90
"""Seconds after which a person without a confirmation gives up."""


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


class Submitter:
    """A person who submits a form, from an IP address of their own.

    Args:
        number: The number of the person.
        name: What the stored records call the person.
        port: The port of the hub.
        url: The URL of the form, without the host.
        data: The form's data.
        headers: Headers of each request.
    """

    def __init__(
        self,
        number: int,
        name: str,
        port: int,
        url: str,
        data: Mapping[str, str],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.name, self.port, self.url = name, port, url
        self.source = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        self.data = urlencode(data)
        self.headers = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        self.attempts = 0
        self.is_confirmed = False

    def submit(self) -> None:
        """Submit the form until the server confirms it."""
        deadline = time.monotonic() + TIMEOUT
        while not self.is_confirmed and time.monotonic() < deadline:
            self.attempts += 1
            try:
                self.is_confirmed = self._post()
            except (OSError, HTTPException):
                time.sleep(RANDOM.uniform(0.05, 0.3))

    def _post(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=self.source)
        connection.request("POST", self.url, self.data, self.headers)
        response = connection.getresponse()
        response.read()
        return response.status == 302 and self.is_confirmation(response.headers["Location"])

    def is_confirmation(self, location: str) -> bool:
        """Return whether the server redirects here after it has stored the form."""
        raise NotImplementedError


def form_tokens(number: int, version: str = "") -> list[str]:
    """Return form tokens that were signed a minute ago.

    Args:
        number: The number of tokens.
        version: The version of the form's fields; empty for forms that never change.
    """
    from django.core import signing

    from accounts.form_token import SALT

    signer = signing.TimestampSigner(key="a key for tests", salt=SALT)
    minute_ago = signing.b62_encode(int(time.time() - 60))
    suffix = f".{version}" if version else ""
    values = [f"{secrets.token_urlsafe(16)}{suffix}:{minute_ago}" for _ in range(number)]
    return [f"{value}:{signer.signature(value)}" for value in values]


def submit_and_kill(hub: HubServer, people: Sequence[Submitter], kills: int) -> int:
    """Let people submit while the server is killed; return the number of kills.

    The same number of people starts between any two kills.
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

    def start_person(number: int) -> None:
        while killed < (number + 1) * kills // len(people):
            time.sleep(0.02)
        people[number].submit()

    killer = threading.Thread(target=kill_repeatedly)
    killer.start()
    with ThreadPoolExecutor(max_workers=16) as executor:
        list(executor.map(start_person, range(len(people))))
    done.set()
    killer.join()
    hub.kill()
    return killed
