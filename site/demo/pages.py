"""Pages of the demonstration: all are created empty first, then filled and published.

So references between entries resolve in any order. An empty page is a draft without a revision, and
loading again continues from there.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from wagtail.models import Page

from campaigns.models import CampaignIndexPage, CampaignPage, Partner
from demo.body_blocks import BodyBuilder
from demo.content import ContentEntry, ContentError, read_folder, read_topics
from demo.editorial_records import declaration_fields, record_content_check, record_sign_offs
from demo.join_forms import join_form_ids
from demo.people import account, help_source_ids, person_ids
from demo.pictures import PictureLibrary
from demo.publishing import publish
from demo.references import References
from demo.rich_text import block_value, rich_text_field_value
from interviews.models import Interviewee, InterviewIndexPage, InterviewPage
from pages.models import (
    Audience,
    Authorship,
    BlogIndexPage,
    BlogPage,
    HomePage,
    HubPage,
    ResourceIndexPage,
    ResourcePage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)

# In loading order: the folder of `content/` (or the topics) and the page type of its entries.
PAGE_MODELS: dict[str, type[Page]] = {
    "topics": TopicPage,
    "campaigns": CampaignPage,
    "blogs": BlogPage,
    "resources": ResourcePage,
    "interviews": InterviewPage,
    "pages": StandardPage,
}
SECTIONS: dict[str, type[Page]] = {
    "topics": TopicIndexPage,
    "campaigns": CampaignIndexPage,
    "blogs": BlogIndexPage,
    "resources": ResourceIndexPage,
    "interviews": InterviewIndexPage,
    "pages": HomePage,
}


def read_entries(kind: str) -> list[ContentEntry]:
    """Return the entries of a kind."""
    return read_topics() if kind == "topics" else read_folder(kind)


def create_empty_pages(kind: str) -> int:
    """Create the missing pages of a kind, empty and unpublished. Returns how many were created."""
    section = SECTIONS[kind].objects.get()
    parents: dict[str, Page] = {kind: section}
    created = 0
    for entry in read_entries(kind):
        parent = _parent_of(entry, kind, parents)
        page = parent.get_children().filter(slug=entry.slug).first()
        if page is None:
            page = PAGE_MODELS[kind](title=entry["title"], slug=entry.slug, live=False)
            page.owner = account("editor")
            parent.add_child(instance=page)
            created += 1
        parents[entry.ref] = page
    return created


def _parent_of(entry: ContentEntry, kind: str, parents: dict[str, Page]) -> Page:
    if kind == "blogs" and (campaign := entry.get("campaign")):
        ref = f"campaigns/{campaign}"
        if ref not in parents:
            parents[ref] = CampaignPage.objects.get(slug=campaign)
        return parents[ref]
    above = entry.ref.rpartition("/")[0]
    if above not in parents:
        raise ContentError(entry.file, f"“{entry.ref}” has no parent")
    return parents[above]


class PageWriter:
    """Fills pages from their entries and publishes them on their dates.

    Args:
        pictures: Stores the pictures.
    """

    def __init__(self, pictures: PictureLibrary) -> None:
        self.pictures = pictures
        self.references = References()
        self.bodies = BodyBuilder(pictures, help_source_ids(), join_form_ids())
        self.people = person_ids()
        self.audiences = {audience.slug: audience for audience in Audience.objects.all()}
        self.editor = account("editor")

    @cached_property
    def topics(self) -> dict[str, TopicPage]:
        """Return the topics by path."""
        topics = TopicPage.objects.in_bulk()
        return {
            ref.removeprefix("topics/"): topics[pk]
            for ref, pk in self.references.pages.items()
            if pk in topics
        }

    def write(self, kind: str, progress: Callable[[int], None]) -> int:
        """Fill and publish the empty pages of a kind.

        Args:
            kind: A key of `PAGE_MODELS`.
            progress: Called with how many are done, after each.

        Returns:
            How many were filled.
        """
        waiting = PAGE_MODELS[kind].objects.filter(latest_revision=None).in_bulk()
        done = 0
        for entry in read_entries(kind):
            page = waiting.get(self.references.find(entry.ref, entry.file))
            if page is not None:
                self.fill(page, entry)
                publish(page, entry.day, self.editor)
                record_sign_offs(page)
                record_content_check(page, self.editor)
                done += 1
                progress(done)
        return done

    def fill(self, page: HubPage, entry: ContentEntry) -> None:
        """Set the fields of a page from its entry."""
        page.summary = entry["summary"]
        page.country = entry.get("country")
        self.illustrate(page, entry)
        if kind_topics := entry.get("topics", []):
            page.topics.set(self._look_up(self.topics, kind_topics, entry, "topic"))
        if names := entry.get("audiences", []):
            page.audiences.set(self._look_up(self.audiences, names, entry, "audience"))
        for name, value in self._fields(page, entry).items():
            setattr(page, name, value)
        if entry.get("body"):
            page.body = self.stream(page, "body", self.bodies.build(entry), entry)

    def illustrate(self, page: HubPage, entry: ContentEntry) -> None:
        """Set the picture of a page."""
        picture = entry["picture"]
        title = entry.get("title") or page.title
        page.image = self.pictures.store_scene(entry.name, title)
        page.image_alt = picture["alt"]
        page.image_is_decorative = not picture["alt"]

    def html(self, model: type[Page], field: str, entry: ContentEntry) -> str:
        """Return the value of a rich text field, with references replaced by page links."""
        html = self.references.resolve(entry.get(field), entry.file)
        return rich_text_field_value(model._meta.get_field(field), html)

    def stream(self, page: Page, field: str, raw: list[dict], entry: ContentEntry) -> Any:
        """Return a stream for a page's field, with its references made into links."""
        block = page._meta.get_field(field).stream_block
        stream = block.to_python(block_value(block, self.references.resolve(raw, entry.file)))
        list(stream)  # the values are made now, so that what is stored is in its full form
        return stream

    def _fields(self, page: HubPage, entry: ContentEntry) -> dict[str, Any]:
        match page:
            case TopicPage():
                return {"introduction": self.html(TopicPage, "introduction", entry)}
            case CampaignPage():
                return self._of_campaign(page, entry)
            case BlogPage():
                return self._of_blog(entry)
            case ResourcePage():
                return self._of_resource(entry)
            case InterviewPage():
                return self._of_interview(entry)
            case _:
                return {}

    def _of_campaign(self, page: CampaignPage, entry: ContentEntry) -> dict[str, Any]:
        steps = [
            {"type": "link", "value": {"page": None, "description": "", **step}}
            for step in entry.get("next_steps", [])
        ]
        return {
            "aim": entry["aim"],
            "status": entry["status"],
            "started": entry.get("started", None),
            "partners": [Partner(**partner) for partner in entry.get("partners", [])],
            "next_steps": self.stream(page, "next_steps", steps, entry),
        }

    def _of_blog(self, entry: ContentEntry) -> dict[str, Any]:
        return {
            "is_anonymous": entry.get("anonymous", False),
            "byline": entry.get("byline"),
            "authorships": self._authorships(entry),
            **({} if entry.get("authors", []) else declaration_fields(entry.data, entry)),
        }

    def _of_resource(self, entry: ContentEntry) -> dict[str, Any]:
        return {
            "form": entry["kind"],
            "link": entry.get("link"),
            "publisher": entry.get("publisher"),
            "published_on": entry.get("published_on", None),
            "authorships": self._authorships(entry),
        }

    def _of_interview(self, entry: ContentEntry) -> dict[str, Any]:
        rows = entry["interviewees"]
        people = self._look_up(self.people, [row["person"] for row in rows], entry, "person")
        return {
            "introduction": self.html(InterviewPage, "introduction", entry),
            "about": self.html(InterviewPage, "about", entry),
            "transcript": entry.get("video", {}).get("transcript", ""),
            "interviewees": [
                Interviewee(
                    person_id=person,
                    role=row["role"],
                    organisation=row.get("organisation", ""),
                    sort_order=place,
                    **declaration_fields(row, entry),
                )
                for place, (person, row) in enumerate(zip(people, rows, strict=True))
            ],
        }

    def _authorships(self, entry: ContentEntry) -> list[Authorship]:
        rows = entry.get("authors", [])
        people = self._look_up(self.people, [row["person"] for row in rows], entry, "person")
        return [
            Authorship(person_id=person, sort_order=place, **declaration_fields(row, entry))
            for place, (person, row) in enumerate(zip(people, rows, strict=True))
        ]

    @staticmethod
    def _look_up(
        table: dict[str, Any], names: Iterable[str], entry: ContentEntry, what: str
    ) -> list:
        names = list(names)
        if missing := [name for name in names if name not in table]:
            raise ContentError(entry.file, f"no {what} is called “{missing[0]}”")
        return [table[name] for name in names]
