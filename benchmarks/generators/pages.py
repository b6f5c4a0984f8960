"""Pages of every type, each below its index page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from benchmarks.generators.accounts import AdminUsers
from benchmarks.generators.bulk_insert import ProgressCallback, bulk_insert
from benchmarks.generators.bulk_pages import bulk_create_pages, bulk_create_revisions, bulk_index
from benchmarks.generators.sizes import AdminSize
from benchmarks.generators.text import TextGenerator
from campaigns.models import CampaignIndexPage, CampaignPage, GuestWriter
from interviews.models import Interviewee, InterviewIndexPage, InterviewPage
from pages.models import (
    Authorship,
    BlogIndexPage,
    BlogPage,
    HubPage,
    ResourceIndexPage,
    ResourcePage,
    TopicIndexPage,
    TopicPage,
)
from pages.models.authorship import AuthoredMixin

_YEARS = 5 * 365


class PageGenerator:
    """Generates pages of every type.

    Args:
        size: How many of each.
        people: Who owns and wrote them.
        text: What they say.
        progress: Called with each number of pages stored, and again once they are indexed.
    """

    def __init__(
        self, size: AdminSize, people: AdminUsers, text: TextGenerator, progress: ProgressCallback
    ) -> None:
        self.size, self.people, self.text, self.progress = size, people, text, progress
        self.topics: list[Page] = []

    def generate(self) -> dict[type[Page], list[Page]]:
        """Create all pages; the last ones of each type are drafts.

        Returns:
            The drafts of blogs, guests' blogs (under `CampaignPage`), interviews and resources.
        """
        size = self.size
        self.topics = self._create_pages(TopicPage, TopicIndexPage, size.topics, 0)
        each = size.workflow_pages // 4
        interviews = self._create_pages(InterviewPage, InterviewIndexPage, size.interviews, each)
        resources = self._create_pages(ResourcePage, ResourceIndexPage, size.resources, each)
        blogs = self._create_pages(
            BlogPage, BlogIndexPage, size.blogs, size.workflow_pages - 3 * each
        )
        guests = self._guest_blogs(each)
        kinds = {BlogPage: blogs, CampaignPage: guests}
        kinds |= {InterviewPage: interviews, ResourcePage: resources}
        return {kind: [page for page in pages if not page.live] for kind, pages in kinds.items()}

    def _guest_blogs(self, drafts: int) -> list[Page]:
        campaigns = self._create_pages(CampaignPage, CampaignIndexPage, self.size.partners, 0)
        for campaign, guest in zip(campaigns, self.people.guests, strict=True):
            GuestWriter.objects.create(campaign=campaign, user=guest)
        # Every fifth belongs to the first guest, so that the measured section is a large one.
        others = cycle(range(self.size.partners))
        owners = [next(others) if each % 5 else 0 for each in range(self.size.guest_blogs)]
        parents = [campaigns[owner] for owner in owners]
        guests = [self.people.guests[owner] for owner in owners]
        return self._store(BlogPage, parents, drafts, guests)

    def _create_pages(
        self, model: type[Page], section_model: type[Page], number: int, drafts: int
    ) -> list[Page]:
        parent = section_model.objects.get()
        owners = list(islice(cycle(self.people.editors), number))
        return self._store(model, [parent] * number, drafts, owners)

    def _store(
        self, model: type[Page], parents: Sequence[Page], drafts: int, owners: Sequence[Any]
    ) -> list[Page]:
        public = len(parents) - drafts
        pages = [
            self._page(model, number, owner, live=number < public)
            for number, owner in enumerate(owners)
        ]
        bulk_create_pages(parents, pages, self.progress)
        if self.topics:
            self._add_authorships(pages)
            self._add_topics(pages)
        bulk_create_revisions(pages)
        bulk_index(pages, self.progress)
        return pages

    def _page(self, model: type[Page], number: int, owner: Any, live: bool) -> Page:
        random = self.text.random
        day = timezone.now() - timedelta(minutes=random.randint(0, _YEARS * 24 * 60))
        title = self.text.phrase(random.randint(3, 9))
        page = model(
            title=title,
            slug=f"{title.lower().replace(' ', '-')[:60]}-{number}",
            summary=self.text.phrase(25),
            owner=owner,
            live=live,
            latest_revision_created_at=day,
        )
        if live:
            page.first_published_at = page.last_published_at = day
        _FILLED.get(model, lambda page, text: None)(page, self.text)
        return page

    def _add_authorships(self, pages: Sequence[Any]) -> None:
        """Credit one or two people on each page, in its rows and its revision."""
        model, name, more = _NAMED.get(type(pages[0]), (None, "", {}))
        if model is None:
            return
        rows = [
            model(page=page, person=person, sort_order=order, **more)
            for page in pages
            for order, person in enumerate(self._some_people())
        ]
        bulk_insert(rows)
        by_page: dict[int, list] = {}
        for row in rows:
            by_page.setdefault(row.page_id, []).append(row)
        for page in pages:
            own = by_page[page.pk]
            page.child_rows = {name: [_serialisable(row) for row in own]}
            if isinstance(page, AuthoredMixin):
                page.authors = [row.person for row in own]

    def _some_people(self) -> Iterable[Any]:
        random = self.text.random
        first = random.randint(0, len(self.people.authors) - 2)
        return self.people.authors[first : first + random.randint(1, 2)]

    def _add_topics(self, pages: Sequence[Page]) -> None:
        """Give each page two adjacent topics."""
        through: type[Model] = HubPage.topics.through
        rows = []
        for page in pages:
            first = self.text.random.randint(0, max(0, len(self.topics) - 2))
            own = [topic.pk for topic in self.topics[first : first + 2]]
            rows += [through(hubpage_id=page.pk, topicpage_id=topic) for topic in own]
            page.child_rows = getattr(page, "child_rows", {}) | {"topics": own}
        bulk_insert(rows)


def _serialisable(row: Any) -> dict:
    data = {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {"pk": row.pk} | {name: value for name, value in data.items() if name != "id"}


def _fill_body(page: Any, text: TextGenerator) -> None:
    page.body = text.body()


def _interview(page: Any, text: TextGenerator) -> None:
    page.body, page.introduction = text.interview(), text.paragraph(40)


def _campaign(page: Any, text: TextGenerator) -> None:
    page.body, page.aim, page.next_steps = text.body(), text.phrase(20), "[]"


_FILLED: dict[type[Page], Callable[[Any, TextGenerator], None]] = {
    BlogPage: _fill_body,
    CampaignPage: _campaign,
    InterviewPage: _interview,
    ResourcePage: _fill_body,
}
_NAMED: dict[type[Page], tuple[Any, str, dict]] = {
    BlogPage: (Authorship, "authorships", {}),
    InterviewPage: (Interviewee, "interviewees", {"role": "Nurse"}),
    ResourcePage: (Authorship, "authorships", {}),
}
