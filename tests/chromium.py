"""The installed Chromium: its path and launch arguments."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """Return the path of a Chromium installed here, or None. CHROMIUM names another."""
    configured = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [configured] if configured else NAMES)), None)


def launch_arguments() -> list[str]:
    """Return the launch arguments, by which only this machine is reachable."""
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
