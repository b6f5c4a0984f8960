"""Queries of credits: which people have a page of their own, and which pages it lists."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import get_page_models

from pages.models import Credit, HubPage, Person
from pages.querysets import HubPageQuerySet


@cache
def credit_models() -> tuple[type[Credit], ...]:
    """Return the models whose rows credit people on pages, those of authors first."""
    relations = (
        model._meta.get_field(model.people_relation)
        for model in get_page_models()
        if getattr(model, "people_relation", "")
    )
    models = {relation.related_model for relation in relations}
    return tuple(sorted(models, key=lambda model: model._meta.app_label != "pages"))


def people_with_page(user: Any) -> QuerySet[Person]:
    """Return the people who are named on a page that a user may see, and agree to a page."""
    visible = HubPage.objects.visible_to(user).items().values("pk")
    credited = Q()
    for model in credit_models():
        named = model.named().filter(page_id__in=visible)
        credited |= Q(pk__in=named.order_by().values("person"))
    people = Person.objects.filter(credited, no_page_since=None, current_slug__isnull=False)
    return people.select_related("current_slug")


def pages_crediting(person: Person, user: Any) -> HubPageQuerySet:
    """Return the items that name a person and that a user may see."""
    credited = Q()
    for model in credit_models():
        named = model.named().filter(person=person)
        credited |= Q(pk__in=named.order_by().values("page_id"))
    return HubPage.objects.visible_to(user).items().filter(credited)


def public_credit(person: Person, pages: HubPageQuerySet) -> Credit | None:
    """Return the newest credit that shows a person's affiliation and portrait to readers.

    Those of the person's record are public where they are an author. An interview shows what they
    were at the time, and the record may say more than the interviewee agreed to.

    Args:
        person: The person.
        pages: The pages that a reader sees.
    """
    for model in credit_models():
        rows = model.named().filter(person=person, page_id__in=pages.order_by().values("pk"))
        newest = rows.select_related("person__portrait").order_by(
            "-page__first_published_at", "-pk"
        )
        if credit := newest.first():
            return credit
    return None


def people_by_page(pages: Iterable[HubPage]) -> dict[int, list[Person]]:
    """Return the people named on each of some pages, by the page's id and in order."""
    keys = [page.pk for page in pages]
    people = defaultdict(list)
    for model in credit_models():
        rows = model.named().filter(page_id__in=keys).select_related("person__current_slug")
        for row in rows.order_by("page_id", "sort_order", "pk"):
            people[row.page_id].append(row.person)
    return people


def person_ids_on_pages(pages: Any) -> set[int]:
    """Return the ids of the people who are credited on pages, given as a queryset of ids."""
    return {
        pk
        for model in credit_models()
        for pk in model._default_manager.filter(page_id__in=pages).values_list("person", flat=True)
    }


def page_ids_crediting(person_pks: Iterable[int]) -> set[int]:
    """Return the ids of the pages that credit some people."""
    pks = list(person_pks)
    return {
        page_id
        for model in credit_models()
        for page_id in model._default_manager.filter(person__in=pks).values_list(
            "page_id", flat=True
        )
    }
