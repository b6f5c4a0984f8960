"""Production settings: required variables, and an error that lists the missing ones."""

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


@pytest.mark.parametrize("missing", NEEDED)
@pytest.mark.parametrize("value", [None, "", "  "], ids=["absent", "empty", "blank"])
def test_production_does_not_start_without_required_variables(
    missing: str, value: str | None
) -> None:
    variables = {name: known for name, known in NEEDED.items() if name != missing}
    if value is not None:
        variables[missing] = value
    ended = manage("check", **variables)
    assert ended.returncode
    assert f"does not start without: {missing}." in ended.stderr


def test_production_lists_all_missing_variables() -> None:
    ended = manage("check")
    assert ended.returncode
    assert "SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL" in ended.stderr


def test_check_deploy_has_no_warnings() -> None:
    ended = manage("check", "--deploy", "--fail-level", "WARNING", **NEEDED)
    assert not ended.returncode, ended.stderr
    assert "no issues" in ended.stdout


def test_production_does_not_start_without_second_factors() -> None:
    ended = manage("check", **NEEDED, HUB_SECOND_FACTOR_REQUIRED="false")
    assert ended.returncode
    assert "does not start without the second step" in ended.stderr


def test_a_system_check_requires_the_second_factor() -> None:
    ended = manage("check", "--deploy", **NEEDED, DJANGO_SETTINGS_MODULE="config.settings.dev")
    assert ended.returncode
    assert "hub.E002" in ended.stderr


def test_empty_fallback_keys_are_ignored() -> None:
    script = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS)"
    for variables, known in (("", []), ("one, two,", ["one", "two"])):
        ended = manage(
            "shell", "--no-imports", "-c", script, **NEEDED, SECRET_KEY_FALLBACKS=variables
        )
        assert ended.stdout.strip() == str(known), ended.stderr


def test_hosts_may_be_listed_with_spaces() -> None:
    script = "from django.conf import settings; print(*settings.ALLOWED_HOSTS, sep='|')"
    ended = manage("shell", "--no-imports", "-c", script, **NEEDED)
    assert ended.stdout.strip() == "hub.example|www.hub.example", ended.stderr


@pytest.mark.parametrize(("model", "field"), [(ResourceVersion, "file"), (Profile, "picture")])
def test_tests_use_their_own_private_storage(model, field) -> None:
    location = Path(model._meta.get_field(field).storage.location)
    assert location == Path(settings.PRIVATE_ROOT)
    assert ROOT not in location.parents
