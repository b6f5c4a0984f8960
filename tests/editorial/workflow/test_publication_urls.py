"""Text that identifies a patient is published by no URL: every user requests every URL."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.models import Page, get_page_models

from campaigns.models import GuestWriter
from tests import factories as make
from tests.editorial.forged_forms import forged_forms
from tests.editorial.rollback_client import EXCLUDED_URL_NAMES, RollbackClient
from tests.editorial.url_arguments import create_url_arguments
from tests.editorial.url_enumeration import url_templates

NHS_NUMBER = "943 476 5919"
IDENTIFYING_TEXT = f"A chart with the NHS number {NHS_NUMBER}"
HARMLESS_TEXT = "A chart that hangs beside the door"
WORKFLOW_ACTIONS = ("/admin/pages/workflow/action/",)
BULK_ACTIONS = tuple(
    f"/admin/bulk/wagtailcore/page/{action}/" for action in ("move", "publish", "unpublish")
)
NOT_PUBLIC_FIELDS = {
    "numchild",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_id",
    "latest_revision_created_at",
}
pytestmark = pytest.mark.same_on_both


@pytest.fixture
def create_pages(hub, people):
    """Return a function that creates pages with an image description at every workflow stage."""

    def build(text: str) -> SimpleNamespace:
        picture = make.make_image("A chart")

        def draft(title: str, parent: Page) -> Page:
            page = make.make_blog(
                parent, title, live=False, owner=people.writer, image=picture, image_alt=text
            )
            page.save_revision(user=people.writer)
            return page

        checked, waiting = draft("Checked", hub.blogs), draft("Waiting", hub.blogs)
        for page in (checked, waiting):
            page.get_workflow().start(page, people.writer)
        public = make.make_blog(hub.blogs, "Public", owner=people.writer)
        public.image, public.image_alt = picture, text
        public.save_revision(user=people.writer)
        alias = waiting.create_alias(parent=hub.campaign, update_slug="alias")
        pages = [checked, waiting, public, alias]
        values = create_url_arguments(
            "Norwich",
            pages,
            GuestWriter.objects.get(user=people.guest),
            hub.campaign.workspace.collection,
        )
        values["parent_page_id"] = [hub.blogs.pk, hub.campaign.pk]
        values["destination_id"] = [hub.campaign.pk]
        return SimpleNamespace(
            pages=pages,
            values=values,
            query="&".join(f"id={page.pk}" for page in pages),
            added={
                "new_parent_page": hub.campaign.pk,
                "new_title": "A copy",
                "new_slug": "a-copy",
                "destination": hub.campaign.pk,
            },
        )

    return build


def publications_by_every_url(
    pages: SimpleNamespace, client: RollbackClient, text: str, prefixes: tuple[str, ...] = ()
) -> Iterator[tuple[str, list[str]]]:
    """Request every URL; yield each request that published a page or its text, and where.

    With prefixes of URLs, only those are requested, and the public URLs are read only after a
    request that added or changed a live page.
    """
    before = live_content()

    def publication(request: str) -> Iterator[tuple[str, list[str]]]:
        if not client.has_written or (prefixes and all(row in before for row in live_content())):
            return
        if urls := public_urls_with(text):
            yield request, urls

    for address in url_templates():
        if address.name in EXCLUDED_URL_NAMES:
            continue
        for path in address.fill(pages.values):
            if prefixes and not path.startswith(prefixes):
                continue
            url = f"{path}?{pages.query}"
            with client.request("get", url) as answer:
                yield from publication(f"get {url}")
            for form in forged_forms(answer, **pages.added):
                with client.request("post", url, form) as said:
                    yield from publication(f"post {url} {dict(form)}")
                if said.status_code == 405:
                    break


def live_content() -> list[tuple]:
    """Return the public fields of every live page."""
    rows = []
    for model in get_page_models():
        fields = {field.attname for field in model._meta.concrete_fields} - NOT_PUBLIC_FIELDS
        rows.extend(model.objects.live().values_list(*sorted(fields)))
    return rows


def public_urls_with(text: str) -> list[str]:
    """Return the public URLs that contain a text, or list a page with it."""
    # A superuser's request may have deleted the site: then every response is an error.
    reader = Client(raise_request_exception=False)
    pages = [page.url for page in Page.objects.live().filter(depth__gt=2) if page.url]
    expected_by_url = {url: text for url in [*pages, "/", "/feed/"]}
    for title in ("checked", "waiting"):
        expected_by_url |= {f"/search/?q={title}": f'"/blogs/{title}/"'}
        expected_by_url |= {f"/sitemap.xml?{title}": f"/blogs/{title}/<"}
    return [
        url
        for url, expected in expected_by_url.items()
        if expected in reader.get(url).content.decode()
    ]


@pytest.mark.parametrize(
    ("role", "prefixes", "least"),
    [
        ("reviewer", WORKFLOW_ACTIONS, 10),
        ("admin", BULK_ACTIONS, 10),
        *(
            pytest.param(role, (), 500, marks=pytest.mark.soak)
            for role in ("admin", "editor", "reviewer", "guest", "member", None)
        ),
    ],
)
def test_identifying_image_description_is_published_by_no_url(
    create_pages, people, role, prefixes, least
):
    pages = create_pages(IDENTIFYING_TEXT)
    client = RollbackClient(getattr(people, role) if role else None)
    publications = list(publications_by_every_url(pages, client, IDENTIFYING_TEXT, prefixes))
    assert not publications, "\n".join(map(str, publications))
    assert not client.errors, "\n".join(client.errors)
    assert client.request_count > least
    assert not public_urls_with(IDENTIFYING_TEXT)


def test_harmless_image_description_is_published_by_workflow_action(create_pages, people):
    publications = publications_by_every_url(
        create_pages(HARMLESS_TEXT),
        RollbackClient(people.reviewer),
        HARMLESS_TEXT,
        WORKFLOW_ACTIONS,
    )
    _, urls = next(publications)
    assert {"/blogs/checked/", "/search/?q=checked", "/sitemap.xml?checked"} <= set(urls)
