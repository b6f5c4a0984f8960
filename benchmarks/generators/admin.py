"""Generates the pages and records that the admin lists."""

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
    """Return whether the database contains data of this size."""
    return Page.objects.count() >= size.pages


@transaction.atomic
def generate_admin_data(size: AdminSize, quiet: bool = False) -> None:
    """Generate all admin data in one transaction, in an empty database.

    Args:
        size: How crowded it becomes.
        quiet: Whether to show no bar.
    """
    create_site_structure()
    text = TextGenerator("crowd")
    # Pages twice, for search; a review date and two entries for each; the records.
    everything = 5 * size.pages + 4 * size.records
    with tqdm(total=everything, unit=" rows", unit_scale=True, disable=quiet) as bar:
        people = generate_admin_users(size, text)
        drafts = PageGenerator(size, people, text, bar.update).generate()
        WorkflowGenerator(people, text).start_workflows(drafts, bar.update)
        RecordGenerator(size, people, text, bar.update).generate()
        bar.update(bar.total - bar.n)
