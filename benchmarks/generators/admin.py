"""Fills a new hub."""

from django.db import transaction
from tqdm import tqdm
from wagtail.models import Page

from benchmarks.generators.accounts import generate_admin_users
from benchmarks.generators.pages import PageGenerator
from benchmarks.generators.records import RecordGenerator
from benchmarks.generators.sizes import AdminSize
from benchmarks.generators.text import TextGenerator
from benchmarks.generators.workflow import WorkflowGenerator
from config.initial_pages import create_site_structure


def has_admin_data(size: AdminSize) -> bool:
    """Return whether the database at hand holds a crowded hub of this size."""
    return Page.objects.count() >= size.pages


@transaction.atomic
def generate_admin_data(size: AdminSize, quiet: bool = False) -> None:
    """Fill an empty hub, wholly or not at all.

    Args:
        size: How crowded it becomes.
        quiet: Whether to show no bar.
    """
    create_site_structure()
    voice = TextGenerator("crowd")
    # Pages twice, for search; a review date and two entries for each; the records.
    everything = 5 * size.pages + 4 * size.records
    with tqdm(total=everything, unit=" rows", unit_scale=True, disable=quiet) as bar:
        people = generate_admin_users(size, voice)
        drafts = PageGenerator(size, people, voice, bar.update).fill()
        WorkflowGenerator(people, voice).send(drafts, bar.update)
        RecordGenerator(size, people, voice, bar.update).keep()
        bar.update(bar.total - bar.n)
