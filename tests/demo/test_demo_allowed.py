"""The demo is loaded only where the settings allow it."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


@pytest.mark.django_db
def test_load_demo_is_refused_unless_allowed(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="invented"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_production_settings_exclude_the_demo_app(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a key for tests" * 4)
    monkeypatch.setenv("ALLOWED_HOSTS", "hub.example")
    monkeypatch.setenv("HUB_URL", "https://hub.example")
    monkeypatch.setenv("DATABASE_URL", "postgresql://hub@127.0.0.1/hub")
    production = import_module("config.settings.production")
    assert "demo" not in production.INSTALLED_APPS
    assert not hasattr(production, "DEMO_ALLOWED")
