"""Roles: groups and permissions are synchronised from one table."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from accounts.roles import EDITOR, PARTNER, ROLES

pytestmark = pytest.mark.django_db


def test_migrate_creates_all_roles():
    assert {role.name for role in ROLES} <= set(Group.objects.values_list("name", flat=True))


def test_no_group_has_the_publish_permission():
    publishers = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert not publishers.exists()


def test_sync_restores_a_changed_group_without_duplicates():
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


def test_the_partner_role_has_no_page_permissions():
    assert not Group.objects.get(name=PARTNER).page_permissions.exists()


def test_emails_are_case_insensitive():
    User.objects.create_user("Zoe@Hub.Example", "patient-safety")
    assert User.objects.get_by_natural_key("ZOE@hub.example").email == "zoe@hub.example"


def test_a_user_requires_an_email():
    with pytest.raises(ValueError, match="email"):
        User.objects.create_user("")
