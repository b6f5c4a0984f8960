"""The hub's team, as far as networks write to it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.roles import EDITOR


def hub_team() -> QuerySet[Any]:
    """Return the editors; the administrators where nobody is one, so that somebody is told."""
    people = get_user_model().objects.filter(is_active=True)
    editors = people.filter(groups__name=EDITOR)
    return editors if editors.exists() else people.filter(is_superuser=True)
