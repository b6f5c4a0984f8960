"""What could identify a patient is published by no job, command or model, wherever it stands."""

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
from scheduler.jobs import registered_jobs
from tests import factories as make

NUMBER = "943 476 5919"
WORDS = f"A chart with the NHS number {NUMBER}"

RUN = {
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
"""The commands of the hub and of Wagtail that touch pages, with what they are told."""

LEFT_OUT = {
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
OURS = {
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
def due(hub, people):
    """A draft with the number, that somebody gave a day which has come."""
    page = make.make_blog(
        hub.blogs,
        "Due",
        live=False,
        owner=people.writer,
        image=make.make_image("A chart"),
        image_alt=WORDS,
    )
    past = timezone.now() - timedelta(minutes=1)
    page.go_live_at = past
    page.save_revision(user=people.writer, approved_go_live_at=past, clean=False)
    return page


def nobody_reads_it():
    reader = Client()
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    for url in [*pages, "/feed/", "/sitemap.xml", f"/search/?q={NUMBER}", "/search/?q=Due"]:
        assert WORDS not in reader.get(url).content.decode(), url
    return not Page.objects.filter(title="Due", live=True).exists()


def test_by_no_job_of_the_worker(due):
    for job in registered_jobs():
        job.run()
        assert nobody_reads_it(), job.name


def test_every_command_was_thought_of():
    found = {
        name
        for name, app in get_commands().items()
        if str(app) in OURS or str(app).startswith("wagtail")
    }
    assert found <= RUN.keys() | LEFT_OUT.keys()


@pytest.mark.parametrize("name", sorted(RUN.keys() & get_commands().keys()))
def test_by_no_command(due, name):
    # Wagtail's own command stops where a page is refused; the worker first holds it back.
    with suppress(PermissionDenied):
        call_command(name, *RUN[name], stdout=StringIO(), stderr=StringIO())
    assert nobody_reads_it()


def doors(page, people):
    """Return the ways that lead to publication in the code, below every address."""
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


@pytest.mark.parametrize("door", ["revision", "page", "action", "live copy", "live alias"])
def test_by_no_door_below(due, people, door):
    with suppress(PermissionDenied, CreatePageAliasPermissionError):
        doors(due, people)[door]()
    assert nobody_reads_it()


def with_picture(**fields):
    def make_fields():
        picture = make.make_image("A chart")
        for name, value in fields.items():
            setattr(picture, name, value)
        picture.save()
        return {"image": picture, "image_is_decorative": True}

    return make_fields


def with_picture_in_body(**fields):
    def make_fields():
        image = {"image": make.make_image("A chart").pk, "alt_text": "", "decorative": False}
        value = {"image": image | fields.pop("image", {}), "caption": "", "credit": ""} | fields
        return {"body": [{"type": "picture", "value": value}]}

    return make_fields


def with_document(title, name):
    def make_fields():
        file = ContentFile(b"Notes", name=name)
        document = HubDocument.objects.create(title=title, file=file)
        value = {"document": document.pk, "description": ""}
        return {"body": [{"type": "document", "value": value}]}

    return make_fields


PLACES = {
    "title": lambda: {"title": WORDS},
    "slug": lambda: {"slug": "nhs-number-943-476-5919"},
    "title for search engines": lambda: {"seo_title": WORDS},
    "description for search engines": lambda: {"search_description": WORDS},
    "summary": lambda: {"summary": WORDS},
    "main picture’s description": lambda: {
        "image": make.make_image("A chart"),
        "image_alt": WORDS,
    },
    "picture in the text, alternative text": with_picture_in_body(image={"alt_text": WORDS}),
    "picture in the text, caption": with_picture_in_body(caption=WORDS),
    "picture in the text, credit": with_picture_in_body(credit=WORDS),
    "picture of the library, title": with_picture(title=WORDS),
    "picture of the library, description": with_picture(description=WORDS),
    "picture of the library, credit": with_picture(credit=WORDS),
    "document, title": with_document(WORDS, "notes.txt"),
    "document, file name": with_document("Notes", "nhs-number-943-476-5919.txt"),
    "text": lambda: {"body": [{"type": "text", "value": f"<p>{WORDS}</p>"}]},
    "byline": lambda: {"is_anonymous": True, "byline": WORDS},
    "declared interests": lambda: {"interests": WORDS},
}


@pytest.mark.parametrize("place", PLACES)
def test_wherever_the_number_stands(hub, people, place):
    fields = {"title": "Due", "owner": people.writer} | PLACES[place]()
    page = make.make_blog(hub.blogs, fields.pop("title"), live=False, **fields)
    with pytest.raises(PermissionDenied, match="NHS number"):
        page.get_latest_revision().publish(user=people.reviewer, skip_permission_checks=True)
    assert nobody_reads_it()


def test_a_tag_is_shown_to_no_reader(hub):
    picture = make.make_image("A chart")
    picture.tags.add(WORDS)
    page = make.make_blog(hub.blogs, "Out", image=picture, image_is_decorative=True)
    assert WORDS not in Client().get(page.url).content.decode()
    assert WORDS not in Client().get(f"/search/?q={NUMBER}").content.decode()
