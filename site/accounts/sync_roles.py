"""Synchronisation of groups and permissions with the table of roles. Can be repeated."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission

from accounts.roles import ROLES, Role


def is_last_migrated_app(sender: object) -> bool:
    """Return whether post_migrate has come to the last app that has models."""
    return sender == [app for app in apps.get_app_configs() if app.models_module][-1]


def sync_roles() -> list[str]:
    """Set the permissions of every role's group to exactly those of the table.

    Returns:
        The names of the groups, in the order of the table.
    """
    for role in ROLES:
        _sync_role(role)
    _remove_publish_permissions()
    return [role.name for role in ROLES]


def _sync_role(role: Role) -> None:
    group, _ = Group.objects.get_or_create(name=role.name)
    group.permissions.set(_model_permissions(role))
    _sync_page_permissions(group, role)
    _sync_collection_permissions(group, role)


def _remove_publish_permissions() -> None:
    """Remove Wagtail's Moderators group, and every permission to publish."""
    from wagtail.models import GroupPagePermission

    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    Group.objects.filter(name="Moderators", user=None).delete()


def _model_permissions(role: Role) -> list[Permission]:
    names = (
        [*role.model_permissions, "wagtailadmin.access_admin"]
        if role.has_admin_access
        else list(role.model_permissions)
    )
    permissions = []
    for name in names:
        app, codename = name.split(".")
        permissions.append(Permission.objects.get(content_type__app_label=app, codename=codename))
    return permissions


def _sync_page_permissions(group: Group, role: Role) -> None:
    from wagtail.models import GroupPagePermission, Page

    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    permission_ids = []
    for act in role.page_permissions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{act}_page"
        )
        permission_ids.append(
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=permission
            )[0].pk
        )
    group.page_permissions.exclude(pk__in=permission_ids).delete()


def _sync_collection_permissions(group: Group, role: Role) -> None:
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.objects.filter(depth=1).first()
    if root is None:
        return
    permission_ids = []
    for act in role.file_permissions:
        # Wagtail keeps these permissions on its own models, even where a project replaces these.
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            permission = Permission.objects.get(
                content_type__app_label=app, codename=f"{act}_{model}"
            )
            permission_ids.append(
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=root, permission=permission
                )[0].pk
            )
    group.collection_permissions.exclude(pk__in=permission_ids).delete()
