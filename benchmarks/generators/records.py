"""Editorial records: review dates, consents, notifications, log entries, allowed contacts."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from benchmarks.generators.accounts import AdminUsers
from benchmarks.generators.bulk_insert import ProgressCallback, bulk_insert
from benchmarks.generators.sizes import AdminSize
from benchmarks.generators.text import TextGenerator
from editorial.consent.models import Consent, ConsentUse, FurtherUse, Relation
from editorial.reviews.models import ReviewDate
from editorial.safety.models import AllowedContact
from interviews.models import InterviewPage
from outbox.models import Notification

_ACTIONS = ("wagtail.create", "wagtail.edit", "wagtail.edit", "wagtail.edit", "wagtail.publish")
_UNDELIVERED = 0.15


class RecordGenerator:
    """Generates the records that the admin lists."""

    def __init__(
        self, size: AdminSize, people: AdminUsers, text: TextGenerator, progress: ProgressCallback
    ) -> None:
        self.size, self.people, self.text, self.progress = size, people, text, progress
        self.random = text.random
        self.today = timezone.localdate()

    def generate(self) -> None:
        """Create records of every kind."""
        shelves = {ContentType.objects.get_for_model(Page)}
        pages = list(Page.objects.filter(depth__gt=3).exclude(content_type__in=shelves))
        bulk_insert([self._review(page) for page in pages if page.live], self.progress)
        self._consent(list(InterviewPage.objects.live()))
        bulk_insert(
            [self._notification(number) for number in range(self.size.records)], self.progress
        )
        bulk_insert([self._entry(page) for page in pages for _ in range(2)], self.progress)
        busy = pages[-1]
        bulk_insert([self._entry(busy) for _ in range(self.size.records)], self.progress)
        bulk_insert(
            [self._contact(number) for number in range(self.size.records // 10)], self.progress
        )

    def _day(self, first: int, last: int) -> object:
        return self.today + timedelta(days=self.random.randint(first, last))

    def _review(self, page: Page) -> ReviewDate:
        caretaker = self.random.choice([*self.people.editors, None])
        days = {"checked_on": self._day(-900, -1), "review_on": self._day(-60, 700)}
        return ReviewDate(page_id=page.pk, caretaker=caretaker, **days)

    def _consent(self, pages: Sequence[Page]) -> None:
        objects = [
            Consent(
                page=page,
                page_title=page.title,
                person_key="person",
                name=self.text.phrase(2),
                relation=Relation.INTERVIEWEE,
                uses=[ConsentUse.SITE, ConsentUse.TRAINING],
                fingerprint="0" * 64,
                expires_on=self._day(-30, 1000),
            )
            for page in islice(cycle(pages), self.size.records)
        ]
        bulk_insert(objects, self.progress)
        uses = [
            FurtherUse(consent=consent, use=ConsentUse.TRAINING, where=self.text.phrase(5))
            for consent in objects[::4]
        ]
        bulk_insert(uses, self.progress)

    def _notification(self, number: int) -> Notification:
        stuck = self.random.random() < _UNDELIVERED
        status = Notification.Status.FAILED if stuck else Notification.Status.SENT
        return Notification(
            kind="editorial/task_submitted",
            idempotency_key=f"crowd-{number}",
            user=self.random.choice(self.people.guests),
            subject=self.text.phrase(6),
            text=self.text.phrase(60) if stuck else "",
            status=status,
            message_id=f"<{number}@crowd.example>",
            attempts=5 if stuck else 1,
            last_error="The mail server did not answer." if stuck else "",
        )

    def _entry(self, page: Page) -> PageLogEntry:
        return PageLogEntry(
            content_type_id=page.content_type_id,
            label=page.title,
            action=self.random.choice(_ACTIONS),
            timestamp=timezone.now() - timedelta(minutes=self.random.randint(0, 2_000_000)),
            uuid=uuid4(),
            user=self.random.choice(self.people.editors),
            page_id=page.pk,
            revision_id=page.latest_revision_id,
            content_changed=True,
        )

    def _contact(self, number: int) -> AllowedContact:
        return AllowedContact(
            contact_type=AllowedContact.Type.EMAIL,
            contact=f"office-{number}@organisation.example",
            organisation=self.text.phrase(3),
            reason="On their own page of contacts.",
            added_by=self.people.editors[0],
        )
