"""Production settings, read from the environment by a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Profile
from networks.models import ResourceVersion

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "".join(map(chr, range(40, 120))),
    "ALLOWED_HOSTS": "hub.example, www.hub.example",
    "DATABASE_URL": "sqlite://:memory:",
    "HUB_URL": "https://hub.example",
}


def manage(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a management command with the production settings and only the given variables."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        env=inherited | {"DJANGO_SETTINGS_MODULE": "config.settings.production"} | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_check_deploy_has_no_warnings() -> None:
    ended = manage("check", "--deploy", "--fail-level", "WARNING", **NEEDED)
    assert not ended.returncode, ended.stderr
    assert "no issues" in ended.stdout


def test_production_names_all_errors_and_does_not_start() -> None:
    ended = manage("check", **NEEDED | {"ALLOWED_HOSTS": "*", "HUB_URL": ""})
    assert ended.returncode
    assert "- Set HUB_URL." in ended.stderr
    assert "- Name the hosts in ALLOWED_HOSTS" in ended.stderr


def test_a_system_check_requires_the_second_factor() -> None:
    ended = manage("check", "--deploy", **NEEDED, DJANGO_SETTINGS_MODULE="config.settings.dev")
    assert ended.returncode
    assert "hub.E002" in ended.stderr


def test_lists_may_have_spaces_and_empty_entries() -> None:
    script = (
        "from django.conf import settings;"
        "print(settings.SECRET_KEY_FALLBACKS, settings.ALLOWED_HOSTS)"
    )
    variables = NEEDED | {"SECRET_KEY_FALLBACKS": "one, two,"}
    ended = manage("shell", "--no-imports", "-c", script, **variables)
    expected = "['one', 'two'] ['hub.example', 'www.hub.example']"
    assert ended.stdout.strip() == expected, ended.stderr


@pytest.mark.parametrize(("model", "field"), [(ResourceVersion, "file"), (Profile, "picture")])
def test_tests_use_their_own_private_storage(model, field) -> None:
    location = Path(model._meta.get_field(field).storage.location)
    assert location == Path(settings.PRIVATE_ROOT)
    assert ROOT not in location.parents
