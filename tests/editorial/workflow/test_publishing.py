"""Text that identifies a patient is published by no job, command or model method."""

from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command, get_commands
from django.test import Client
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasPermissionError
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from library.models import HubDocument
from pages.models import BlogPage
from scheduler.jobs import registered_jobs
from tests import factories as make
from tests.snapshots import snapshot

NHS_NUMBER = "943 476 5919"
IDENTIFYING_TEXT = f"A chart with the NHS number {NHS_NUMBER}"

COMMAND_ARGUMENTS = {
    "check_identifiers": ["--pages"],
    "create_log_entries_from_revisions": [],
    "deliver_notifications": [],
    "fixtree": ["--noinput"],
    "create_site_structure": [],
    "publish_scheduled": [],
    "publish_scheduled_pages": [],
    "purge_embeds": [],
    "purge_revisions": [],
    "rebuild_references_index": [],
    "rebuild_search_index": [],
    "replace_text": ["Due", "Due"],
    "run_schedule": ["--once"],
    "set_url_paths": [],
    "sync_roles": [],
    "sync_workflows": [],
    "update_index": [],
    "wagtail_update_index": [],
}
"""The commands of the hub and of Wagtail that write pages, with their arguments."""

EXCLUDED_COMMANDS = {
    "benchmark_admin": "fills a database of its own, to measure",
    "benchmark_networks": "fills a database of its own, to measure",
    "benchmark_pages": "reads pages, to measure",
    "convert_mariadb_uuids": "for another database",
    "enable_fuzzystrmatch": "adds to the database what search may use",
    "enable_trigram": "adds to the database what search may use",
    "enable_unaccent": "adds to the database what search may use",
    "remove_second_factor": "takes a second step of signing in from an account",
    "import_redirects": "redirects lead on, and say nothing",
    "load_demo": "loads invented people, and only on one's own machine",
    "move_pages": "moves, and asks for no more than the admin does",
    "show_references_index": "reads",
    "wagtail_update_image_renditions": "makes sizes of pictures anew",
}
HUB_APPS = {
    "accounts",
    "campaigns",
    "config",
    "demo",
    "editorial",
    "interviews",
    "library",
    "networks",
    "pages",
}


@pytest.fixture
@snapshot
def due_page(hub, people):
    """Create a draft with the NHS number whose scheduled publication is due."""
    page = make.make_blog(
        hub.blogs,
        "Due",
        live=False,
        owner=people.writer,
        image=make.make_image("A chart"),
        image_alt=IDENTIFYING_TEXT,
    )
    past = timezone.now() - timedelta(minutes=1)
    page.go_live_at = past
    page.save_revision(user=people.writer, approved_go_live_at=past, clean=False)
    return page


def is_unpublished() -> bool:
    """Return whether the draft, the only blog, is live neither itself nor as a copy."""
    return not BlogPage.objects.live().exists()


def public_urls_with_identifying_text() -> list[str]:
    """Return the public URLs whose content has the text of the draft."""
    reader = Client()
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    urls = [*pages, "/feed/", "/sitemap.xml", f"/search/?q={NHS_NUMBER}", "/search/?q=Due"]
    return [url for url in urls if IDENTIFYING_TEXT in reader.get(url).content.decode()]


def test_no_scheduled_job_publishes_identifying_text(due_page):
    for job in registered_jobs():
        job.run()
        assert is_unpublished(), job.name
    assert not public_urls_with_identifying_text()


def test_every_command_is_tested_or_excluded():
    found = {
        name
        for name, app in get_commands().items()
        if str(app) in HUB_APPS or str(app).startswith("wagtail")
    }
    assert found <= COMMAND_ARGUMENTS.keys() | EXCLUDED_COMMANDS.keys()


@pytest.mark.parametrize("name", sorted(COMMAND_ARGUMENTS.keys() & get_commands().keys()))
def test_no_command_publishes_identifying_text(due_page, name):
    run_command(name)
    assert is_unpublished()


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(COMMAND_ARGUMENTS.keys() & get_commands().keys()))
def test_no_url_has_identifying_text_after_command(due_page, name):
    run_command(name)
    assert not public_urls_with_identifying_text()


def run_command(name: str) -> None:
    """Run a command; Wagtail's stops at a blocked page, the worker cancels its schedule first."""
    with suppress(PermissionDenied):
        call_command(name, *COMMAND_ARGUMENTS[name], stdout=StringIO(), stderr=StringIO())


def publishing_calls(page, people):
    """Return the calls of model methods and actions that publish a page."""
    revision = page.get_latest_revision()
    return {
        "revision": lambda: revision.publish(),
        "page": lambda: page.publish(revision),
        "action": lambda: PublishPageRevisionAction(revision, user=people.admin).execute(),
        "live copy": lambda: page.copy(
            update_attrs={"slug": "a-copy"}, keep_live=True, user=people.admin
        ),
        "live alias": lambda: page.create_alias(update_slug="an-alias", user=people.admin),
    }


@pytest.mark.parametrize("call", ["revision", "page", "action", "live copy", "live alias"])
def test_no_model_method_publishes_identifying_text(due_page, people, call):
    with suppress(PermissionDenied, CreatePageAliasPermissionError):
        publishing_calls(due_page, people)[call]()
    assert is_unpublished()


def library_image_fields(**fields):
    def make_fields():
        picture = make.make_image("A chart")
        for name, value in fields.items():
            setattr(picture, name, value)
        picture.save()
        return {"image": picture, "image_is_decorative": True}

    return make_fields


def image_block_fields(**fields):
    def make_fields():
        image = {"image": make.make_image("A chart").pk, "alt_text": "", "decorative": False}
        value = {"image": image | fields.pop("image", {}), "caption": "", "credit": ""} | fields
        return {"body": [{"type": "picture", "value": value}]}

    return make_fields


def document_block_fields(title, name):
    def make_fields():
        file = ContentFile(b"Notes", name=name)
        document = HubDocument.objects.create(title=title, file=file)
        value = {"document": document.pk, "description": ""}
        return {"body": [{"type": "document", "value": value}]}

    return make_fields


TEXT_LOCATIONS = {
    "title": lambda: {"title": IDENTIFYING_TEXT},
    "slug": lambda: {"slug": "nhs-number-943-476-5919"},
    "title for search engines": lambda: {"seo_title": IDENTIFYING_TEXT},
    "description for search engines": lambda: {"search_description": IDENTIFYING_TEXT},
    "summary": lambda: {"summary": IDENTIFYING_TEXT},
    "main picture’s description": lambda: {
        "image": make.make_image("A chart"),
        "image_alt": IDENTIFYING_TEXT,
    },
    "picture in the text, alternative text": image_block_fields(
        image={"alt_text": IDENTIFYING_TEXT}
    ),
    "picture in the text, caption": image_block_fields(caption=IDENTIFYING_TEXT),
    "picture in the text, credit": image_block_fields(credit=IDENTIFYING_TEXT),
    "picture of the library, title": library_image_fields(title=IDENTIFYING_TEXT),
    "picture of the library, description": library_image_fields(description=IDENTIFYING_TEXT),
    "picture of the library, credit": library_image_fields(credit=IDENTIFYING_TEXT),
    "document, title": document_block_fields(IDENTIFYING_TEXT, "notes.txt"),
    "document, file name": document_block_fields("Notes", "nhs-number-943-476-5919.txt"),
    "text": lambda: {"body": [{"type": "text", "value": f"<p>{IDENTIFYING_TEXT}</p>"}]},
    "byline": lambda: {"is_anonymous": True, "byline": IDENTIFYING_TEXT},
    "declared interests": lambda: {"interests": IDENTIFYING_TEXT},
}


@pytest.mark.parametrize("location", TEXT_LOCATIONS)
def test_identifying_text_blocks_publication_in_every_field(hub, people, location):
    fields = {"title": "Due", "owner": people.writer} | TEXT_LOCATIONS[location]()
    page = make.make_blog(hub.blogs, fields.pop("title"), live=False, **fields)
    with pytest.raises(PermissionDenied, match="NHS number"):
        page.get_latest_revision().publish(user=people.reviewer, skip_permission_checks=True)
    assert is_unpublished()


def test_image_tags_are_not_public(hub):
    picture = make.make_image("A chart")
    picture.tags.add(IDENTIFYING_TEXT)
    page = make.make_blog(hub.blogs, "Out", image=picture, image_is_decorative=True)
    assert IDENTIFYING_TEXT not in Client().get(page.url).content.decode()
    assert IDENTIFYING_TEXT not in Client().get(f"/search/?q={NHS_NUMBER}").content.decode()
