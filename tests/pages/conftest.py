"""Fixtures of pages: one page of each type, and a restricted one."""

from types import SimpleNamespace

import pytest
from wagtail.models import PageViewRestriction

from pages.models import HubPage
from tests import factories as make
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def hub(db: None) -> SimpleNamespace:
    """A hub with one page of each type."""
    made = make.make_hub()
    made.topic = make.make_topic(made.topics, "Culture")
    made.subtopic = make.make_topic(made.topic, "Speaking up")
    made.person = make.make_person()
    made.blog = make.tag(make.make_blog(made.blogs, "A near miss", made.person), made.subtopic)
    made.resource = make.tag(make.make_resource(made.resources, "A checklist"), made.topic)
    made.campaign = make.tag(make.make_campaign(made.campaigns, "On time"), made.topic)
    made.guest_blog = make.tag(
        make.make_blog(made.campaign, "Ten past eight", made.person), made.topic
    )
    made.interview = make.tag(
        make.make_interview(made.interviews, "Spotlight: Zoë", made.person), made.topic
    )
    made.standard = make.make_standard(made.home, "About the hub")
    made.impact = make.make_impact(made.home)
    return made


@pytest.fixture
def restricted_page(hub: SimpleNamespace) -> HubPage:
    """A blog that only signed-in users may read."""
    page = make.tag(make.make_blog(hub.blogs, "Zanzibarine", hub.person), hub.subtopic)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page
