"""The partner's desk: what was sent back, the comments in the editor, and links that open."""

import re

import pytest

from tests.editorial.editor_actions import create_draft, decide, submit_for_review

REMARK = "Say <b>which</b> ward."


@pytest.fixture
def sent_back(hub, people, as_user):
    """A blog of the partner that an editor sent back."""
    page = create_draft(people.guest, hub.campaign, "Ten past eight")
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "reject", REMARK)
    return page


def test_dashboard_shows_what_was_sent_back_and_why(sent_back, people, as_user):
    dashboard = as_user(people.guest).get("/admin/").content.decode()
    panel = dashboard.split("Sent back to you")[1].split("Waiting for your review")[0]
    assert f"/admin/pages/{sent_back.pk}/edit/" in panel
    assert "Say &lt;b&gt;which&lt;/b&gt; ward." in panel
    assert "Ten past eight" not in dashboard.split("Sent for review")[1].split("</table>")[0]
    submit_for_review(as_user(people.guest), sent_back)
    assert "Sent back to you" not in as_user(people.guest).get("/admin/").content.decode()


def test_editor_shows_the_comment_of_the_decision(sent_back, people, as_user):
    client = as_user(people.guest)
    url = f"/admin/pages/{sent_back.pk}/edit/"
    assert "Say &lt;b&gt;which&lt;/b&gt; ward." in client.get(url).content.decode()
    submit_for_review(client, sent_back)
    assert "which" not in client.get(url).content.decode()


def test_links_of_the_partners_pages_open(sent_back, hub, people, as_user):
    client = as_user(people.guest)
    pages = ("/admin/", f"/admin/pages/{hub.campaign.pk}/", f"/admin/pages/{sent_back.pk}/edit/")
    links = {
        link
        for page in pages
        for link in re.findall(r'href="(/admin/[^"#?]*)', client.get(page).content.decode())
        if not re.search(r"/logout/$", link)
    }
    assert len(links) > 5
    refused = {link for link in links if client.get(link).status_code not in (200, 302)}
    assert not refused
