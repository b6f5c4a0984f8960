"""Signing off: sending in, asking by a link, agreeing by it, and so to publication."""

import re

from django.test import Client
from wagtail.models import Page

from editorial.consent.models import SignOff
from editorial.consent.services import request_sign_off
from tests.editorial.editor_actions import decide, is_live

AnonymousClient = Client


def start_workflow(page, user):
    """Submit, without the editor's form, whose blocks a script draws."""
    page.get_workflow().start(page, user)


def current_task_name(page):
    return Page.objects.get(pk=page.pk).current_workflow_task.name


def request_sign_off_path(page, number=0, user=None, **fields):
    """Ask one of the people a page speaks of; return the path of the link."""
    page = Page.objects.get(pk=page.pk).specific
    person_key, name = list(page.people_concerned.items())[number]
    fields.setdefault("requested_uses", ["social", "training"])
    sign_off = SignOff(person_key=person_key, name=name, relation="interviewee", **fields)
    return "/" + request_sign_off(page, sign_off, days=14, user=user).split("/", 3)[3]


def agree_by_link(link, **data):
    """Read the page behind a link, and agree to it."""
    return AnonymousClient().post(
        link, {"answer": "agreed", "shown_fingerprint": shown_fingerprint(link)} | data
    )


def shown_fingerprint(link):
    """Open a link; return what its form says was seen."""
    found = re.search(
        r'name="shown_fingerprint" value="(\w+)"', AnonymousClient().get(link).content.decode()
    )
    return found[1] if found else ""


def publish_with_agreement(page, people, as_user):
    """Let everybody agree, and the safety check pass."""
    links = [request_sign_off_path(page, number) for number in (0, 1)]
    for link in links:
        agree_by_link(link)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)
    return links
