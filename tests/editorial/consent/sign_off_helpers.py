"""Helpers for sign-off: start a workflow, request a link, agree by it."""

import re

from django.test import Client
from wagtail.models import Page

from editorial.consent.models import SignOff
from editorial.consent.services import request_sign_off


def start_workflow(page, user):
    """Submit a page, without the edit form, which needs a script."""
    page.get_workflow().start(page, user)


def current_task_name(page):
    """Return the name of the task that a page's workflow has reached."""
    return Page.objects.get(pk=page.pk).current_workflow_task.name


def request_sign_off_path(page, number=0, user=None, **fields):
    """Request the sign-off of one of the people a page concerns; return the path of the link."""
    page = Page.objects.get(pk=page.pk).specific
    person_key, name = list(page.people_concerned.items())[number]
    fields.setdefault("requested_uses", ["social", "training"])
    sign_off = SignOff(person_key=person_key, name=name, relation="interviewee", **fields)
    return "/" + request_sign_off(page, sign_off, days=14, user=user).split("/", 3)[3]


def agree_by_link(link, **data):
    """Open a link, and agree to the content shown."""
    return Client().post(
        link, {"answer": "agreed", "shown_fingerprint": shown_fingerprint(link)} | data
    )


def shown_fingerprint(link):
    """Open a link; return the fingerprint in its form."""
    match = re.search(
        r'name="shown_fingerprint" value="(\w+)"', Client().get(link).content.decode()
    )
    return match[1] if match else ""
