"""Template tags for the people whom pages and cards name."""

from collections.abc import Iterable

from django import template
from django.utils.functional import SimpleLazyObject
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from pages.models import HubPage, Person
from pages.people.credits import people_by_page as fetch_people_by_page

register = template.Library()


@register.simple_tag
def people_by_page(pages: Iterable[HubPage]) -> SimpleLazyObject:
    """Return the people named on pages, fetched together when the first card needs them.

    In a cached fragment they cost no query: ``{% people_by_page items as people %}``.
    """
    return SimpleLazyObject(lambda: fetch_people_by_page(pages))


@register.filter
def get_people(people: dict[int, list[Person]], page: HubPage) -> list[Person]:
    """Return the people named on one of the pages: ``{{ people|get_people:item }}``."""
    return people.get(page.pk, [])


@register.simple_tag
def person_link(person: Person, is_linked: bool) -> SafeString:
    """Render a person's name, as a link to their page where they have one.

    Args:
        person: The person.
        is_linked: Whether the person is named on a page that the reader sees listed; otherwise
            the person's page might not exist for the reader.
    """
    if is_linked and person.page_url:
        return format_html('<a href="{}" rel="author">{}</a>', person.page_url, person.name)
    return conditional_escape(person.name)


@register.simple_tag
def person_links(people: Iterable[Person], is_linked: bool = True) -> SafeString:
    """Render the names of people, as `person_link` does, separated by commas."""
    return format_html_join(", ", "{}", ((person_link(person, is_linked),) for person in people))
