"""The production settings refuse an environment that is incomplete, unsafe or contradictory."""

import secrets

import pytest
from environs import Env

from config.settings.production_errors import production_errors

VARIABLES = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "hub.example, www.hub.example",
    "DATABASE_URL": "postgresql://hub@/hub",
    "HUB_URL": "https://hub.example",
}


@pytest.fixture
def errors(monkeypatch):
    """Return a function that gives the errors of an environment with changed variables."""
    for name in (*VARIABLES, "DEBUG", "EMAIL_HOST_USER", "HUB_PURGE", "SECRET_KEY_FALLBACKS"):
        monkeypatch.delenv(name, raising=False)

    def with_changes(**changes: str | None) -> str:
        for name, value in (VARIABLES | changes).items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return "\n".join(production_errors(Env()))

    return with_changes


def test_complete_environment_has_no_errors(errors):
    assert errors() == ""
    assert errors(ALLOWED_HOSTS=".hub.example", SECRET_KEY_FALLBACKS="old, older") == ""
    assert errors(HUB_PURGE="cloudflare://zone", CLOUDFLARE_TOKEN="token") == ""


@pytest.mark.parametrize("missing", VARIABLES)
@pytest.mark.parametrize("value", [None, "", "  "], ids=["absent", "empty", "blank"])
def test_required_variable_is_named(errors, missing, value):
    assert f"Set {missing}." in errors(**{missing: value})


def test_all_missing_variables_are_named_together(errors):
    assert "Set SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, HUB_URL." in errors(
        **dict.fromkeys(VARIABLES)
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"SECRET_KEY": "short"}, "Make SECRET_KEY at least 50 characters long."),
        ({"SECRET_KEY_FALLBACKS": f"old,{VARIABLES['SECRET_KEY']}"}, "Remove the present SECRET_"),
        ({"ALLOWED_HOSTS": "*"}, "Name the hosts in ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "hub.example, *"}, "Name the hosts in ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "other.example"}, "Add hub.example, the host of HUB_URL"),
        ({"ALLOWED_HOSTS": ".other.example"}, "Add hub.example, the host of HUB_URL"),
        ({"HUB_URL": "http://hub.example"}, "Write HUB_URL as an HTTPS address"),
        ({"HUB_URL": "hub.example"}, "Write HUB_URL as an HTTPS address"),
        ({"HUB_URL": "https://hub.example:port"}, "Write HUB_URL as an HTTPS address"),
        ({"HUB_URL": "https://[hub.example"}, "Write HUB_URL as an HTTPS address"),
        ({"HUB_URL": "https://hub.example/"}, "without a path or a slash at the end"),
        ({"DATABASE_URL": "mysql://hub"}, "Write DATABASE_URL as postgresql://"),
        ({"HUB_SECOND_FACTOR_REQUIRED": "false"}, "Remove HUB_SECOND_FACTOR_REQUIRED"),
        ({"DEBUG": "true"}, "Remove DEBUG"),
        ({"EMAIL_HOST_PASSWORD": "secret"}, "Set EMAIL_HOST_USER too"),
        ({"CLOUDFLARE_TOKEN": "token"}, "Add cloudflare://ZONE-ID to HUB_PURGE"),
    ],
)
def test_unsafe_or_contradictory_setting_is_an_error(errors, changes, error):
    assert error in errors(**changes)
