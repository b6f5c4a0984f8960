"""The health check: what a load balancer and a monitor are told."""

import pytest
from django.db import OperationalError, connection
from wagtail.models import Site

from pages.models import HomePage
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_hub_with_a_readable_front_page_is_well(client):
    make.make_hub()
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json()["status"] == "well"
    assert response.json()["pages"] == "answer"


def test_hub_whose_pages_fail_is_unwell(client, monkeypatch):
    make.make_hub()

    def fail(page: HomePage, request: object) -> dict:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(HomePage, "get_context", fail)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"status": "unwell", "database": "answers", "pages": "fail"}
    assert response["Cache-Control"] == "no-store"


def test_hub_without_a_site_is_unwell(client):
    Site.objects.all().delete()
    assert client.get("/health/").status_code == 503


def test_hub_without_a_database_is_unwell(client):
    def refuse(*args: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"status": "unwell", "database": "no answer"}
