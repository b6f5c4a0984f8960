"""Factories of pages, users and people."""

from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Page, Site

from accounts.models import User
from campaigns.models import CampaignIndexPage, CampaignPage
from interviews.models import Interviewee, InterviewIndexPage, InterviewPage
from library.models import HubImage
from pages.models import (
    Authorship,
    BlogIndexPage,
    BlogPage,
    HomePage,
    ImpactPage,
    Person,
    ResourceIndexPage,
    ResourcePage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)
from tests.snapshots import snapshot

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/London"))
BODY = [{"type": "text", "value": "<p>We moved the two boxes apart.</p>"}]


def add(parent: Page, model: type[Page], title: str, **fields: object) -> Page:
    """Publish a page below another, as if approved by the workflow."""
    fields.setdefault("slug", slugify(title)[:80] or "page")
    fields.setdefault("summary", f"What {title} is about.")
    if fields.get("live", True):
        fields.setdefault("first_published_at", NOON)
        fields.setdefault("last_published_at", NOON)
    page = parent.add_child(instance=model(title=title, **fields))
    page.save_revision()
    return page


@snapshot
def make_hub() -> SimpleNamespace:
    """Create the home page and the index pages."""
    root = Page.objects.get(depth=1)
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    home = add(root, HomePage, "Home", slug="hub", heading="Safer care", introduction="Read on.")
    site.root_page = home
    site.save()
    if welcome.pk != home.pk:
        Page.objects.get(pk=welcome.pk).delete()
        home = HomePage.objects.get(pk=home.pk)
    sections = {
        "topics": (TopicIndexPage, "Topics"),
        "blogs": (BlogIndexPage, "Blogs"),
        "resources": (ResourceIndexPage, "Resources"),
        "campaigns": (CampaignIndexPage, "Campaigns"),
        "interviews": (InterviewIndexPage, "Spotlight interviews"),
    }
    hub = {
        slug: add(home, model, title, slug=slug, show_in_menus=True)
        for slug, (model, title) in sections.items()
    }
    return SimpleNamespace(home=home, **hub)


def make_user(email: str, *roles: str, **fields: object) -> User:
    """Create a user with roles, named as in `accounts.roles`."""
    user = User.objects.create_user(email, "patient-safety", **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_admin(email: str = "admin@hub.example") -> User:
    """Create a superuser."""
    return User.objects.create_superuser(email, "patient-safety")


def make_person(name: str = "Zoë O’Connor", **fields: object) -> Person:
    """Create the record of an author or interviewee."""
    return Person.objects.create(name=name, role="Nurse", organisation="A trust", **fields)


def make_image(title: str) -> HubImage:
    """Create a small image."""
    file = BytesIO()
    Image.new("RGB", (800, 500), "teal").save(file, "PNG")
    return HubImage.objects.create(
        title=title, file=ContentFile(file.getvalue(), name=f"{slugify(title)}.png")
    )


def make_topic(parent: Page, title: str, **fields: object) -> TopicPage:
    """Publish a topic."""
    return add(parent, TopicPage, title, **fields)


def tag(page: Page, *topics: TopicPage) -> Page:
    """Set a page's topics."""
    page.topics.set(topics)
    page.save()
    return page


def make_blog(parent: Page, title: str, author: Person | None = None, **fields: object) -> BlogPage:
    """Publish a blog below an index page or a campaign; its author has nothing to declare."""
    fields.setdefault("body", BODY)
    fields.setdefault("nothing_to_declare", author is None)
    blog = add(parent, BlogPage, title, **fields)
    if author:
        Authorship.objects.create(page=blog, person=author, nothing_to_declare=True)
        blog = BlogPage.objects.get(pk=blog.pk)
        blog.save()
        blog.save_revision()
    return blog


def make_resource(parent: Page, title: str, **fields: object) -> ResourcePage:
    """Publish a resource."""
    return add(parent, ResourcePage, title, **fields)


def make_campaign(parent: Page, title: str, **fields: object) -> CampaignPage:
    """Publish a campaign."""
    fields.setdefault("aim", "Something should change.")
    return add(parent, CampaignPage, title, **fields)


def make_interview(parent: Page, title: str, person: Person, **fields: object) -> InterviewPage:
    """Publish an interview with an interviewee who has nothing to declare."""
    fields.setdefault("introduction", "<p>An introduction.</p>")
    fields.setdefault(
        "body",
        [{"type": "question", "value": {"question": "Who are you?", "answer": "<p>A nurse.</p>"}}],
    )
    interview = add(parent, InterviewPage, title, **fields)
    Interviewee.objects.create(
        page=interview, person=person, role="Nurse", sort_order=0, nothing_to_declare=True
    )
    return interview


def make_standard(parent: Page, title: str, **fields: object) -> StandardPage:
    """Publish a plain page."""
    fields.setdefault("body", BODY)
    return add(parent, StandardPage, title, **fields)


def make_impact(parent: Page, title: str = "Impact", **fields: object) -> ImpactPage:
    """Publish an impact page."""
    return add(parent, ImpactPage, title, **fields)
