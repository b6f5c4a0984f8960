"""Who may do what is one table, and the database agrees with it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from accounts.roles import EDITOR, PARTNER, ROLES

pytestmark = pytest.mark.django_db


def test_every_role_is_there_after_migrate():
    assert {role.name for role in ROLES} <= set(Group.objects.values_list("name", flat=True))


def test_no_group_may_publish():
    publishers = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert not publishers.exists()


def test_a_changed_group_is_put_right_and_nothing_is_doubled():
    group = Group.objects.get(name=EDITOR)
    before = group.page_permissions.count()
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(
        group=group, page=Page.objects.get(depth=1), permission=publish
    )
    group.permissions.clear()
    for _ in range(2):
        call_command("sync_roles", verbosity=0)
    assert group.page_permissions.count() == before
    assert group.permissions.filter(codename="access_admin").exists()


def test_a_partner_has_no_permission_on_pages_by_the_role_alone():
    assert not Group.objects.get(name=PARTNER).page_permissions.exists()


def test_an_address_is_one_account_however_it_is_typed():
    User.objects.create_user("Zoe@Hub.Example", "patient-safety")
    assert User.objects.get_by_natural_key("ZOE@hub.example").email == "zoe@hub.example"


def test_an_account_needs_an_address():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")
