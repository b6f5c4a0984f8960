"""Loading of many specific pages together with the people they name."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from pages.models import HubPage


def fetch_specific_with_people(pages: Iterable[HubPage]) -> list[HubPage]:
    """Return specific pages in the given order, with the people they name prefetched.

    The number of queries grows with the number of page types, not of pages.

    Args:
        pages: Pages of any type that the reader may see.
    """
    keys = [page.pk for page in pages]
    specific = {page.pk: page for page in HubPage.objects.filter(pk__in=keys).specific()}
    by_type: dict[type[HubPage], list[HubPage]] = defaultdict(list)
    for page in specific.values():
        by_type[type(page)].append(page)
    for model, instances in by_type.items():
        if model.people_relation:
            through = getattr(model, model.people_relation).rel.related_model
            rows = through.objects.select_related("person__current_slug")
            prefetch_related_objects(
                instances, Prefetch(model.people_relation, rows, to_attr="people_rows")
            )
    return [specific[key] for key in keys if key in specific]
