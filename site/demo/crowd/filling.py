"""Fills a new hub."""

from django.db import transaction
from tqdm import tqdm
from wagtail.models import Page

from config.initial_pages import create_site_structure
from demo.crowd.flow import Flow
from demo.crowd.people import gather
from demo.crowd.records import Records
from demo.crowd.shelves import Shelves
from demo.crowd.size import Size
from demo.crowd.voices import Voice


def is_filled(size: Size) -> bool:
    """Return whether the database at hand holds a crowded hub of this size."""
    return Page.objects.count() >= size.pages


@transaction.atomic
def fill(size: Size, quiet: bool = False) -> None:
    """Fill an empty hub, wholly or not at all.

    Args:
        size: How crowded it becomes.
        quiet: Whether to show no bar.
    """
    create_site_structure()
    voice = Voice("crowd")
    # Pages twice, for search; a review date and two entries for each; the records.
    everything = 5 * size.pages + 4 * size.records
    with tqdm(total=everything, unit=" rows", unit_scale=True, disable=quiet) as bar:
        people = gather(size, voice)
        drafts = Shelves(size, people, voice, bar.update).fill()
        Flow(people, voice).send(drafts, bar.update)
        Records(size, people, voice, bar.update).keep()
        bar.update(bar.total - bar.n)
