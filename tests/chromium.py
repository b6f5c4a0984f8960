"""The system's own Chromium: where it is, and how it is started for tests."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """Return the path of a Chromium installed here, or None. CHROMIUM names another."""
    configured = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [configured] if configured else NAMES)), None)


def launch_arguments() -> list[str]:
    """Return what it is started with: it finds this machine and no other."""
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--no-first-run",
        "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    # Chromium's sandbox does not start as root.
    return arguments if os.geteuid() else [*arguments, "--no-sandbox"]
