"""Signing off: sending in, asking by a link, agreeing by it, and so to publication."""

import re

from django.test import Client
from wagtail.models import Page

from editorial.models import SignOff
from editorial.sign_offs.asking import ask
from tests.editorial.editor_actions import decide, is_live

ANYBODY = Client


def send_in(page, user):
    """Submit, without the editor's form, whose blocks a script draws."""
    page.get_workflow().start(page, user)


def step_of(page):
    return Page.objects.get(pk=page.pk).current_workflow_task.name


def link_for(page, number=0, user=None, **fields):
    """Ask one of the people a page speaks of; return the path of the link."""
    page = Page.objects.get(pk=page.pk).specific
    about, name = list(page.speaks_of.items())[number]
    fields.setdefault("uses_asked", ["social", "training"])
    sign_off = SignOff(about=about, name=name, relation="interviewee", **fields)
    return "/" + ask(page, sign_off, days=14, user=user).split("/", 3)[3]


def agree(link, **data):
    """Read the page behind a link, and agree to it."""
    return ANYBODY().post(link, {"answer": "agreed", "seen": seen_at(link)} | data)


def seen_at(link):
    """Open a link; return what its form says was seen."""
    found = re.search(r'name="seen" value="(\w+)"', ANYBODY().get(link).content.decode())
    return found[1] if found else ""


def publish(page, people, as_user):
    """Let everybody agree, and the safety check pass."""
    links = [link_for(page, number) for number in (0, 1)]
    for link in links:
        agree(link)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)
    return links
