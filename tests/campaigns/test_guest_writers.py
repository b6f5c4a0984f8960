"""Guest writers: their permissions, authorship and admin list."""

import io
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from openpyxl import load_workbook

from accounts.roles import EDITOR, PARTNER, REVIEWER
from campaigns.models import CampaignWorkspace, GuestWriter
from campaigns.services import sync_workspace
from pages.models import BlogPage, Person
from tests import factories as make

LIST_URL = "/admin/campaigns/guestwriter/"


def group_names(user):
    return set(user.groups.values_list("name", flat=True))


def test_workspace_is_created_once_with_its_permissions(hub):
    workspace = sync_workspace(hub.campaign)
    assert sync_workspace(hub.campaign) == workspace
    assert CampaignWorkspace.objects.count() == 1
    assert workspace.group.name == f"Guest writers: Safer ward ({hub.campaign.pk})"
    pages = workspace.group.page_permissions.values_list("page_id", "permission__codename")
    assert list(pages) == [(hub.campaign.pk, "add_page")]
    files = workspace.group.collection_permissions.values_list("permission__codename", flat=True)
    assert set(files) == {
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "choose_document",
    }


def test_sync_removes_other_permissions_from_the_workspace(hub):
    workspace = sync_workspace(hub.campaign)
    permission = workspace.group.page_permissions.get()
    permission.pk, permission.page_id = None, hub.home.pk
    permission.save()
    sync_workspace(hub.campaign)
    assert workspace.group.page_permissions.get().page_id == hub.campaign.pk


def test_group_name_of_a_long_title_fits(hub):
    campaign = make.make_campaign(hub.campaigns, "L" * 250)
    assert len(sync_workspace(campaign).group.name) <= Group._meta.get_field("name").max_length


def test_guest_writer_gains_access_and_loses_the_role_with_the_last_campaign(hub):
    first = GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    second = GuestWriter.objects.create(campaign=hub.second, user=hub.user)
    assert group_names(hub.user) == {
        PARTNER,
        hub.campaign.workspace.group.name,
        hub.second.workspace.group.name,
    }
    first.delete()
    assert group_names(hub.user) == {PARTNER, hub.second.workspace.group.name}
    second.delete()
    assert group_names(hub.user) == set()


def test_changing_the_campaign_moves_the_access(hub):
    guest = GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    guest.campaign = hub.second
    guest.save()
    assert group_names(hub.user) == {PARTNER, hub.second.workspace.group.name}


def test_guest_is_the_author_of_their_blog(hub):
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    client = Client()
    client.force_login(hub.user)
    url = f"/admin/pages/add/pages/blogpage/{hub.campaign.pk}/"
    assert "authorships" not in client.get(url).content.decode()
    client.post(url, new_blog())
    blog = BlogPage.objects.get(title="By a guest")
    assert [author.name for author in blog.authors] == ["Ama Boateng"]
    named = blog.get_latest_revision_as_object().authorships.all()
    assert [row.person.user for row in named] == [hub.user]


def test_guest_cannot_submit_another_author(hub):
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    other = make.make_person("Somebody else")
    client = Client()
    client.force_login(hub.user)
    forged = {
        "authorships-TOTAL_FORMS": 1,
        "authorships-0-person": other.pk,
        "authorships-0-ORDER": 1,
    }
    url = f"/admin/pages/add/pages/blogpage/{hub.campaign.pk}/"
    client.post(url, new_blog(**forged))
    blog = BlogPage.objects.get(title="By a guest")
    assert [author.user for author in blog.authors] == [hub.user]


def test_anonymous_blog_of_a_guest_has_no_author(hub):
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    client = Client()
    client.force_login(hub.user)
    client.post(f"/admin/pages/add/pages/blogpage/{hub.campaign.pk}/", new_blog(is_anonymous="on"))
    assert not BlogPage.objects.get(title="By a guest").authorships.exists()


def test_editors_blog_gets_no_author(hub):
    make.make_blog(hub.blogs, "By the desk", owner=hub.editor)
    assert not Person.objects.exists()


def new_blog(**changes):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    forms = {f"{name}-{key}": n for name in ("authorships", "comments") for key, n in empty.items()}
    return {
        **forms,
        "title": "By a guest",
        "slug": "by-a-guest",
        "summary": "A summary.",
        "body-count": 0,
        **changes,
    }


def test_editor_can_add_a_guest_writer(hub, editor):
    response = editor.post(f"{LIST_URL}create/", {"campaign": hub.campaign.pk, "user": hub.user.pk})
    assert response.status_code == 302
    assert PARTNER in group_names(hub.user)


@pytest.mark.parametrize("role", [EDITOR, REVIEWER])
def test_user_with_an_editorial_role_cannot_be_a_guest_writer(hub, editor, role):
    colleague = make.make_user("colleague@hub.example", role)
    editor.post(f"{LIST_URL}create/", {"campaign": hub.campaign.pk, "user": colleague.pk})
    assert not GuestWriter.objects.exists()


def test_administrator_cannot_be_a_guest_writer(hub, editor):
    admin = make.make_admin()
    response = editor.post(f"{LIST_URL}create/", {"campaign": hub.campaign.pk, "user": admin.pk})
    assert "belongs to a member of staff" in response.content.decode()
    assert not GuestWriter.objects.exists()


def test_list_can_be_searched_by_email_and_filtered_by_campaign(hub, editor):
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    other = make.make_user("other@campaign.example", first_name="Otto")
    GuestWriter.objects.create(campaign=hub.second, user=other)
    by_address = editor.get(f"{LIST_URL}?q=guest@").content.decode()
    assert "Ama Boateng" in by_address
    assert "Otto" not in by_address
    listed = editor.get(LIST_URL).content.decode()
    [link] = re.findall(rf'href="(\?campaign[^"]*={hub.second.pk})"', listed)
    by_campaign = editor.get(f"{LIST_URL}{link}").content.decode()
    assert "Otto" in by_campaign
    assert "Ama Boateng" not in by_campaign


def test_exports_contain_no_formulas(hub, editor):
    hub.user.first_name = "=1+1"
    hub.user.save()
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    csv = b"".join(editor.get(f"{LIST_URL}?export=csv").streaming_content).decode()
    assert "'=1+1 Boateng" in csv
    xlsx = b"".join(editor.get(f"{LIST_URL}?export=xlsx").streaming_content)
    cells = [cell for row in load_workbook(io.BytesIO(xlsx)).active for cell in row]
    assert "=1+1 Boateng" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}


def test_reviewers_and_guests_cannot_open_the_list(hub):
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.user)
    for user in (hub.user, make.make_user("reviewer@hub.example", REVIEWER)):
        client = Client()
        client.force_login(user)
        assert client.get(LIST_URL).status_code in {302, 403}
