"""Many pages at once, each with the people it names."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from pages.models import HubPage


def fetch_specific_with_people(pages: Iterable[HubPage]) -> list[HubPage]:
    """Return pages in their own types, in the same order, with the people whom they name.

    The number of queries depends on the types of the pages, and not on how many there are.

    Args:
        pages: Pages of any type that were found for a reader.
    """
    keys = [page.pk for page in pages]
    found = {page.pk: page for page in HubPage.objects.filter(pk__in=keys).specific()}
    by_type: dict[type[HubPage], list[HubPage]] = defaultdict(list)
    for page in found.values():
        by_type[type(page)].append(page)
    for model, same in by_type.items():
        if model.people_relation:
            rows = getattr(model, model.people_relation).rel.related_model
            named = rows.objects.select_related("person")
            prefetch_related_objects(
                same, Prefetch(model.people_relation, named, to_attr="people_rows")
            )
    return [found[key] for key in keys if key in found]
