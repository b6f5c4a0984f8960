"""A slug that another page took while a draft was reviewed."""

from pages.models import BlogPage
from tests import factories as make
from tests.editorial.consent.sign_off_helpers import current_task_name, start_workflow
from tests.editorial.editor_actions import decide


def test_slug_conflict_blocks_publication_with_explanation(hub, people, as_user):
    page = make.make_blog(hub.blogs, "Ours", slug="once", owner=people.writer)
    page.slug = "twice"
    page.save_revision(user=people.writer)
    page = BlogPage.objects.get(pk=page.pk)
    start_workflow(page, people.writer)
    make.make_blog(hub.blogs, "Other", slug="twice")
    response = decide(as_user(people.reviewer), page, "approve")
    assert response["Location"] == f"/admin/desk/{page.pk}/before-publication/"
    body = as_user(people.reviewer).get(response["Location"]).content.decode()
    assert "already uses the web address “twice”" in body
    page.refresh_from_db()
    assert page.slug == "once"
    assert current_task_name(page) == "Review and safety check"
