"""The system check that queries of a space are scoped to a user."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks

from networks import checks


def test_project_has_no_unscoped_space_queries():
    assert not [message for message in run_checks() if message.id == "hub.E003"]


@pytest.mark.parametrize(
    "source",
    [
        "Session.objects.all()",
        "Session.objects.filter(pk=1).visible_to(user)",
        "models.Session.objects.get(pk=1)",
        "Session._default_manager.count()",
        "apps.get_model('networks.Membership').objects.all()",
        "apps.get_model('networks', 'Membership').objects.all()",
        "get_object_or_404(Session, pk=1)",
        "from networks.models import Session as S\nS.objects.first()",
        "manager = SignUp.objects",
    ],
)
def test_unscoped_query_is_reported(source):
    assert list(checks.unscoped_queries(source, checks.space_model_names()))


@pytest.mark.parametrize(
    "source",
    [
        "Session.objects.visible_to(user).filter(pk=1)",
        "Session.objects.organised_by(user)",
        "Network.objects.visible_to(user)",
        "get_object_or_404(Session.objects.visible_to(user), pk=1)",
        "session.sign_ups.all()",
    ],
)
def test_scoped_query_is_not_reported(source):
    assert not list(checks.unscoped_queries(source, checks.space_model_names()))


def test_check_reports_module_and_line(monkeypatch, tmp_path):
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "leak.py").write_text("\nSession.objects.all()\n")
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    (message,) = checks.check_space_queries_are_scoped(None)
    assert message.id == "hub.E003"
    assert message.msg.startswith("networks/leak.py:2 queries Session")


def test_each_exempt_module_has_unscoped_queries():
    for path in checks.UNSCOPED_MODULES:
        source = (Path(settings.ROOT) / path).read_text()
        assert list(checks.unscoped_queries(source, checks.space_model_names())), path
