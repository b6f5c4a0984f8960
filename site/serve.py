"""Start the hub on one's own machine: `make run`.

Migrates the database, loads the demonstration content, and then runs two processes that start and
stop together: the web server, and the scheduler that publishes, reminds and delivers.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
DEMO_ACCOUNTS = (
    "admin",
    "editor",
    "reviewer",
    "partner",
    "lead",
    "member",
    "moderator",
    "safeguarding",
)
DEMO_PASSWORD = "patient-safety"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STARTUP_TIMEOUT = 60
"""Seconds within which the server must respond for the first time."""


class StopRequested(Exception):
    """A signal has requested the end of the process."""


def raise_stop_requested(signum: int, frame: FrameType | None) -> None:
    """Signal handler: raise `StopRequested`."""
    raise StopRequested


def is_port_free(port: int) -> bool:
    """Return whether no process listens on a local port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def start_process(*command: str | Path, environ: dict[str, str]) -> subprocess.Popen:
    """Start a process in a session of its own, so that Ctrl-C reaches it only through us."""
    return subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True)


def stop_processes(processes: list[subprocess.Popen]) -> None:
    """Terminate the processes, and kill those that do not end."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + 10
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def is_healthy(port: int) -> bool:
    """Return whether the hub responds and is healthy."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
            connection.request("GET", "/health/")
            return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def print_urls(address: str) -> None:
    """Print the URLs of the hub and the demonstration accounts."""
    print(f"\n  The hub is at    {address}/", flush=True)
    print(f"  The admin is at  {address}/admin/")
    print(f"  Accounts are at  {address}/account/\n")
    print(f"  Sign in with the password {DEMO_PASSWORD} as")
    for name in DEMO_ACCOUNTS:
        print(f"    {name}@hub.example")
    print("\n  Ctrl-C stops it.\n", flush=True)


def serve(port: int, running: list[subprocess.Popen]) -> int:
    """Run the server and the scheduler until one ends or a stop is requested.

    Args:
        port: The local port to listen on.
        running: Filled with the started processes, so that the caller can stop them.

    Returns:
        The exit code of the process that ended by itself.
    """
    address = f"http://127.0.0.1:{port}"
    environ = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "HUB_URL": os.environ.get("HUB_URL", address),
        "PYTHONUNBUFFERED": "1",
    }
    manage = (sys.executable, ROOT / "manage.py")

    # Each command is a process of its own: the search backend inspects the database once a process.
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)
    print("Updating the database …", flush=True)
    for step in (("migrate", "--verbosity", "0"), ("load_demo",)):
        running[:] = [start_process(*manage, *step, environ=environ)]
        if code := running[0].wait():
            print(f"`manage.py {step[0]}` failed. Its output is above.")
            return code

    server = start_process(
        Path(sys.executable).with_name("granian"),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--working-dir", str(ROOT / "site"), "--log-level", "warning"),
        *("--blocking-threads", "4"),
        "config.wsgi:application",
        environ=environ,
    )
    scheduler = start_process(*manage, "run_schedule", environ=environ)
    running[:] = [server, scheduler]

    started_at, is_announced = time.monotonic(), False
    while True:
        for process, name in ((server, "The web server"), (scheduler, "The schedule")):
            if (ended := process.poll()) is not None:
                print(f"{name} has stopped (exit code {ended}). Stopping the other processes.")
                return ended or 1
        if not is_announced and is_healthy(port):
            is_announced = True
            print_urls(address)
        elif not is_announced and time.monotonic() - started_at > STARTUP_TIMEOUT:
            print(f"The hub did not answer within {STARTUP_TIMEOUT} seconds.")
            return 1
        time.sleep(1 if is_announced else 0.2)


def main() -> int:
    """Serve the hub on the requested port."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if not is_port_free(port):
        print(
            f"Port {port} is in use, perhaps by another hub. Choose one: make run PORT={port + 1}"
        )
        return 2
    for signum in STOP_SIGNALS:
        if signal.getsignal(signum) is not signal.SIG_IGN:  # as under nohup
            signal.signal(signum, raise_stop_requested)
    running: list[subprocess.Popen] = []
    try:
        return serve(port, running)
    except StopRequested:
        print("\nStopping the hub …", flush=True)
        return 0
    finally:
        for signum in STOP_SIGNALS:
            signal.signal(signum, signal.SIG_IGN)
        stop_processes(running)


if __name__ == "__main__":
    sys.exit(main())
