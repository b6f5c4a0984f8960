"""People's pages: what they wrote and said, and nothing that a reader may not see."""

import json

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects
from wagtail.models import PageViewRestriction

from accounts.roles import MEMBER
from editorial.consent.models import SignOff
from pages.models import BlogPage, HubPage, Person, PersonSlug
from personal_data import registry
from tests import factories as make

URL = "/people/zoe-oconnor/"


def read(client, url: str) -> str:
    """Return the body of a page that must exist."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_page_lists_what_a_person_wrote_and_said(client, hub):
    content = read(client, URL)
    for page in (hub.blog, hub.guest_blog, hub.interview):
        assert f'href="{page.url}"' in content
    assert hub.resource.url not in content
    assert "Nurse, A trust" in content
    assert '"ProfilePage"' in content and f"{URL}feed/" in content
    assert hub.blog.title in read(client, f"{URL}feed/")
    assert f"{URL}</loc>" in read(client, "/sitemap.xml")


def test_names_lead_to_the_page(client, hub):
    link = f'<a href="{URL}" rel="author">Zoë O’Connor</a>'
    for url in (hub.blog.url, hub.interview.url, "/", "/blogs/", "/search/?q=miss", URL):
        assert link in read(client, url), url
    blog = read(client, hub.blog.url)
    data = blog.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(data)["author"][0]["url"].endswith(URL)
    assert '<meta name="author" content="Zoë O’Connor">' in blog
    api = client.get(f"/api/v2/pages/{hub.blog.pk}/").json()
    assert api["authors"][0]["html_url"].endswith(URL)


def test_page_exists_only_with_something_public(client, hub):
    for page in (hub.guest_blog, hub.interview):
        HubPage.objects.get(pk=page.pk).unpublish()
    content = read(client, URL)
    assert hub.guest_blog.title not in content and hub.interview.title not in content
    restriction = PageViewRestriction.objects.create(
        page=hub.blog, restriction_type=PageViewRestriction.LOGIN
    )
    for url in (URL, f"{URL}feed/", f"/feeds{URL}", "/people/nobody/"):
        assert client.get(url).status_code == 404, url
    assert "zoe-oconnor" not in read(client, "/sitemap.xml")
    client.force_login(make.make_user("member@hub.example", MEMBER))
    assert hub.blog.title in read(client, URL)
    assert client.get(f"{URL}feed/").status_code == 404
    restriction.delete()
    assert read(client, URL)


def test_restricted_page_is_not_listed(client, hub, restricted_page):
    assert restricted_page.title not in read(client, URL)
    assert restricted_page.title not in read(client, f"{URL}feed/")


def test_anonymous_blog_does_not_lead_to_its_stored_author(client, hub):
    BlogPage.objects.filter(pk__in=[hub.blog.pk, hub.guest_blog.pk]).update(is_anonymous=True)
    content = read(client, URL)
    assert hub.blog.title not in content and hub.interview.title in content
    assert "zoe-oconnor" not in read(client, "/blogs/")
    hub.interview.unpublish()
    assert client.get(URL).status_code == 404


def test_interviewee_is_shown_as_they_were_at_the_time(client, hub):
    BlogPage.objects.all().delete()
    content = read(client, URL)
    assert '<p class="lead">Nurse</p>' in content and "A trust" not in content


def test_slug_follows_the_name_and_previous_ones_redirect(client, hub):
    person = hub.person
    person.name = "Zoë Achebe"
    person.save()
    for url in (URL, f"{URL}feed/", f"/feeds{URL}"):
        # A browser that keeps a permanent redirect would not come back to a slug given back.
        new_url = url.replace("zoe-oconnor", "zoe-achebe")
        assertRedirects(client.get(url), new_url, status_code=302)
        assert "Zoë Achebe" in read(client, new_url)
    person.name = "Zoë O’Connor"
    person.save()
    assertRedirects(client.get("/people/zoe-achebe/feed/"), f"{URL}feed/", status_code=302)
    assert "Zoë" in read(client, URL)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Zoë O’Connor", "zoe-oconnor-2"),
        ("Anna Å. Øst", "anna-a-ost"),
        ("李小龙", ""),
        ("•", "person"),
    ],
)
def test_slug_is_unique_and_made_from_a_name_in_any_script(hub, name, slug):
    person = make.make_person(name)
    person.refresh_from_db()
    assert person.current_slug.slug.isascii()
    assert person.current_slug.slug == slug or not slug
    person.save()
    assert PersonSlug.objects.filter(person=person).count() == 1
    assert not person.previous_slugs.exists()


def test_previous_slug_of_another_person_is_not_given_away(hub):
    hub.person.name = "Zoë Achebe"
    hub.person.save()
    assert make.make_person().page_url == "/people/zoe-oconnor-2/"


def test_person_without_a_page_is_named_without_a_link(client, hub):
    hub.person.no_page_since = "2026-12-01"
    hub.person.save()
    assert client.get(URL).status_code == 404
    for url in (hub.blog.url, "/blogs/", "/sitemap.xml"):
        assert "zoe-oconnor" not in read(client, url), url
    assert "Zoë O’Connor" in read(client, hub.blog.url)


def test_erasure_removes_the_page(client, hub):
    user = make.make_user("zoe@hub.example", MEMBER)
    Person.objects.filter(pk=hub.person.pk).update(user=user)
    assert registry.collect_for_user(user)["author"]["page"] == URL
    registry.erase_for_user(user)
    assert client.get(URL).status_code == 404
    assert client.get(hub.blog.url).status_code == 200


def test_erasure_by_email_removes_the_page_of_an_interviewee(client, hub):
    [(key, name)] = hub.interview.people_concerned.items()
    SignOff.objects.create(
        page=hub.interview,
        revision=hub.interview.save_revision(),
        person_key=key,
        name=name,
        email="zoe@home.example",
        relation="self",
        expires_at=timezone.now(),
    )
    assert registry.collect_for_email("zoe@home.example")["page about you"][0]["page"] == URL
    registry.erase_for_email("zoe@home.example")
    assert client.get(URL).status_code == 404


def test_page_is_paginated(client, hub):
    for number in range(12):
        make.make_blog(hub.blogs, f"Blog {number}", hub.person)
    assert hub.blog.title not in read(client, URL)
    assert hub.blog.title in read(client, f"{URL}?page=2")
