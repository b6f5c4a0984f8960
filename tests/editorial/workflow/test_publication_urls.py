"""What could identify a patient is published by no route: everybody tries every address."""

from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.models import Page

from campaigns.models import GuestWriter
from tests import factories as make
from tests.editorial.editor_actions import decide
from tests.editorial.forged_forms import forged_forms
from tests.editorial.rollback_client import EXCLUDED_URL_NAMES, RollbackClient
from tests.editorial.url_arguments import create_url_arguments
from tests.editorial.url_enumeration import url_templates

NUMBER = "943 476 5919"
OF_A_PATIENT = f"A chart with the NHS number {NUMBER}"
OF_NOBODY = "A chart that hangs beside the door"


@pytest.fixture
def world(hub, people, as_user):
    """Return pages with a picture described in certain words, at every stage of their way."""

    def make_world(words: str) -> SimpleNamespace:
        picture = make.make_image("A chart")

        def draft(title: str, parent: Page) -> Page:
            page = make.make_blog(
                parent, title, live=False, owner=people.writer, image=picture, image_alt=words
            )
            page.save_revision(user=people.writer)
            return page

        checked, waiting = draft("Checked", hub.blogs), draft("Waiting", hub.blogs)
        for page in (checked, waiting):
            page.get_workflow().start(page, people.writer)
        decide(as_user(people.editor), checked, "approve")
        public = make.make_blog(hub.blogs, "Public", owner=people.writer)
        public.image, public.image_alt = picture, words
        public.save_revision(user=people.writer)
        alias = waiting.create_alias(parent=hub.campaign, update_slug="alias")
        pages = [checked, waiting, public, alias]
        values = create_url_arguments(
            "Norwich",
            pages,
            GuestWriter.objects.get(user=people.guest),
            hub.campaign.desk.collection,
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

    return make_world


def walk(world: SimpleNamespace, visitor: RollbackClient, words: str, names: str = "") -> list[str]:
    """Try every address; return where a page became public, or its words were found."""
    wrong = []

    def look(request: str) -> None:
        if visitor.has_written:
            wrong.extend(f"{request}: {place}" for place in where_readers_find(words))

    for address in url_templates():
        if address.name in EXCLUDED_URL_NAMES or not address.name.startswith(names):
            continue
        for path in address.fill(world.values):
            url = f"{path}?{world.query}"
            with visitor.at("get", url) as answer:
                look(f"get {url}")
            for form in forged_forms(answer, **world.added):
                with visitor.at("post", url, form) as said:
                    look(f"post {url} {dict(form)}")
                if said.status_code == 405:
                    break
    return wrong


def where_readers_find(words: str) -> list[str]:
    """Return the addresses at which anybody reads some words, or finds a page that holds them."""
    # Whoever administers the hub can also take its site away; then nobody reads anything.
    reader = Client(raise_request_exception=False)
    pages = [page.url for page in Page.objects.live().filter(depth__gt=2) if page.url]
    signs = {url: words for url in [*pages, "/", "/feed/"]}
    for title in ("checked", "waiting"):
        signs |= {f"/search/?q={title}": f'"/blogs/{title}/"'}
        signs |= {f"/sitemap.xml?{title}": f"/blogs/{title}/<"}
    return [url for url, sign in signs.items() if sign in reader.get(url).content.decode()]


@pytest.mark.parametrize("who", ["admin", "editor", "reviewer", "guest", "member", None])
def test_an_nhs_number_in_an_alternative_text_reaches_no_reader(world, people, who):
    made = world(OF_A_PATIENT)
    visitor = RollbackClient(getattr(people, who) if who else None)
    wrong = walk(made, visitor, OF_A_PATIENT)
    assert not wrong, "\n".join(wrong)
    assert not visitor.broken, "\n".join(visitor.broken)
    assert visitor.tried > 500
    assert not where_readers_find(OF_A_PATIENT)


def test_the_same_walk_finds_the_way_of_what_may_be_published(world, people):
    found = walk(
        world(OF_NOBODY),
        RollbackClient(people.reviewer),
        OF_NOBODY,
        "wagtailadmin_pages:workflow_action",
    )
    assert any("/blogs/checked/" in line for line in found)
    assert any("/search/" in line for line in found)
    assert any("/sitemap.xml" in line for line in found)
