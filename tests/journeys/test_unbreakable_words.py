"""Words that no line can hold never widen a page at 320 px."""

import pytest
from django.utils import timezone

from accounts.models import Profile, User
from accounts.models.profile import PROFILE_FIELDS
from networks.enums import MembershipRole
from networks.models import Message, Network, Resource
from pages.models import HubPage, Person
from tests.networks.factories import make_form, make_member, make_network, make_session
from tests.pages.test_public_pages import URLS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
URL = f"https://www.example.org/{WORD.lower()}"
PHONE = {"width": 320, "height": 800}
SPACE = "/networks/psmn/space/"
TOO_WIDE = """() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    [...document.querySelectorAll("body *")]
        .filter((each) => each.getBoundingClientRect().right > 321)
        .filter((each) => getComputedStyle(each).position !== "absolute")
        .slice(-2).map((each) => each.outerHTML.slice(0, 90)),
]"""


def too_wide(reader, urls):
    """Return the URLs of pages that are wider than a phone, and what makes them so."""
    found = []
    for url in urls:
        pixels, elements = reader.visit(url).evaluate(TOO_WIDE)
        if pixels > 0:
            found.append(f"{url}: {pixels}px {elements}")
    return found


@pytest.fixture
def hub_with_long_words(hub_with_staff):
    """Long words in every title, name, summary and address that public pages show."""
    hub = hub_with_staff
    HubPage.objects.update(title=WORD, summary=WORD)
    Person.objects.update(name=WORD, role=WORD, organisation=WORD, about=f"<p>{URL}</p>")
    body = [
        {"type": "heading", "value": {"text": WORD, "level": "h2"}},
        {"type": "text", "value": f'<p><a href="{URL}">{URL}</a></p><ul><li>{WORD}</li></ul>'},
        {"type": "quote", "value": {"text": WORD, "attribution": WORD, "role": WORD}},
        {"type": "callout", "value": {"tone": "warning", "heading": WORD[:120], "text": WORD}},
        {"type": "link", "value": {"title": WORD, "url": URL, "description": WORD}},
        {"type": "question", "value": {"question": WORD, "answer": f"<p>{WORD}</p>"}},
    ]
    for page in (hub.blog, hub.standard, hub.campaign, hub.interview):
        page.refresh_from_db()
        page.body = body
        page.save()
    hub.campaign.partners.create(name=WORD, url=URL)
    type(hub.resource).objects.update(link=URL, publisher=WORD[:100])
    return hub


def test_public_pages_hold_long_words(hub_with_long_words, open_browser):
    network = make_network(WORD, "psmn", join_form=make_form())
    Network.objects.update(summary=WORD, purpose=f"<p>{URL}</p>", intended_members=WORD)
    make_session(network, WORD, is_open=True)
    urls = [*URLS, f"/search/?q={WORD}", "/networks/psmn/", "/networks/forms/join-a-network/"]
    assert not (found := too_wide(open_browser(viewport=PHONE), urls)), "\n".join(found)


def test_space_holds_long_words(hub_with_staff, open_browser):
    network = make_network(WORD, "psmn", join_form=make_form())
    lead = make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    User.objects.update(first_name=WORD[:150], last_name=WORD[:150])
    visible = {f"{field}_visibility": "networks" for field in PROFILE_FIELDS}
    Profile.objects.update_or_create(
        user=lead, defaults={"name": WORD, "role": WORD, "organisation": WORD, **visible}
    )
    resource = Resource.objects.create(
        network=network, title=WORD, description=URL, link=URL, added_by=lead
    )
    resource.tags.create(name=WORD[:40])
    session = make_session(network, WORD, about=URL, guest=WORD[:100], join_link=URL)
    Message.objects.create(network=network, subject=WORD[:120], text=URL, sent_at=timezone.now())
    paths = ["", "sessions/", f"sessions/{session.pk}/", "resources/", f"resources/{resource.pk}/"]
    paths += ["people/", "membership/", "run/", "run/members/", "run/messages/"]
    urls = ["/account/", "/account/profile/", *(SPACE + path for path in paths)]
    reader = open_browser("lead@hub.example", viewport=PHONE)
    assert not (found := too_wide(reader, urls)), "\n".join(found)
