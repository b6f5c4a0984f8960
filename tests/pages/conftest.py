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
    hub = make.make_hub()
    hub.topic = make.make_topic(hub.topics, "Culture")
    hub.subtopic = make.make_topic(hub.topic, "Speaking up")
    hub.person = make.make_person()
    hub.blog = make.tag(make.make_blog(hub.blogs, "A near miss", hub.person), hub.subtopic)
    hub.resource = make.tag(make.make_resource(hub.resources, "A checklist"), hub.topic)
    hub.campaign = make.tag(make.make_campaign(hub.campaigns, "On time"), hub.topic)
    hub.guest_blog = make.tag(make.make_blog(hub.campaign, "Ten past eight", hub.person), hub.topic)
    hub.interview = make.tag(
        make.make_interview(hub.interviews, "Spotlight: Zoë", hub.person), hub.topic
    )
    hub.standard = make.make_standard(hub.home, "About the hub")
    hub.impact = make.make_impact(hub.home)
    return hub


@pytest.fixture
def restricted_page(hub: SimpleNamespace) -> HubPage:
    """A blog that only signed-in users may read."""
    page = make.tag(make.make_blog(hub.blogs, "Zanzibarine", hub.person), hub.subtopic)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page
