"""Log entries of pages and records over several years."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from accounts.models import User
from benchmarks.generators.bulk_insert import BATCH_SIZE, ProgressCallback, bulk_insert
from networks.models import JoinForm, Membership, Network

_ACTIONS = ("wagtail.create", "wagtail.edit", "wagtail.edit", "wagtail.edit", "wagtail.publish")
_MINUTES = 4 * 365 * 24 * 60
_OF_PAGES = 3
"""One log entry in so many belongs to a page."""


class LogEntryGenerator:
    """Generates log entries.

    Args:
        staff: Who did it.
        progress: Called with each number of entries stored.
    """

    def __init__(self, staff: Sequence[User], progress: ProgressCallback) -> None:
        self.staff, self.progress = staff, progress
        self.random, self.now = Random("history"), timezone.now()
        self.pages = list(Page.objects.filter(depth__gt=2).order_by("pk"))
        records = (Network.objects.all(), JoinForm.objects.all(), Membership.objects.all()[:5000])
        kinds = [ContentType.objects.get_for_model(queryset.model) for queryset in records]
        self.records = [
            (kind.pk, str(record.pk), record._meta.verbose_name)
            for kind, queryset in zip(kinds, records, strict=True)
            for record in queryset
        ]

    def generate(self, number: int) -> None:
        """Create so many entries."""
        for start in range(0, number, BATCH_SIZE):
            size = min(BATCH_SIZE, number - start)
            of_pages = size // _OF_PAGES
            bulk_insert([self._page_entry() for _ in range(of_pages)], self.progress)
            bulk_insert([self._record_entry() for _ in range(size - of_pages)], self.progress)

    def _page_entry(self) -> PageLogEntry:
        page = self.random.choice(self.pages)
        return PageLogEntry(
            content_type_id=page.content_type_id,
            label=page.title,
            page_id=page.pk,
            revision_id=page.latest_revision_id,
            **self._common_fields(),
        )

    def _record_entry(self) -> ModelLogEntry:
        kind, pk, label = self.random.choice(self.records)
        return ModelLogEntry(
            content_type_id=kind, object_id=pk, label=label, **self._common_fields()
        )

    def _common_fields(self) -> dict[str, Any]:
        return {
            "action": self.random.choice(_ACTIONS),
            "timestamp": self.now - timedelta(minutes=self.random.random() * _MINUTES),
            "uuid": UUID(int=self.random.getrandbits(128), version=4),
            "user_id": self.random.choice(self.staff).pk,
            "content_changed": True,
        }
