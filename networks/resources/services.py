"""Services that add, change, remove and purge resources; a form submitted twice acts once."""

from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from networks.models import Network, Resource, ResourceTag, ResourceVersion
from networks.optimistic_lock import EditConflictError, content_version

TEXT_FIELDS = ("title", "description", "link")
"""The fields of a resource that its owner or an organiser may change."""


def add_resource(network: Network, user: Any, values: dict[str, Any], key: str) -> Resource:
    """Add a file or a link to a network's space, or return the one already added.

    Args:
        network: The network.
        user: The member who adds it.
        values: The form's cleaned data: title, description, link, tags and file.
        key: The idempotency key of the form token and the submitted content.
    """
    fields = {name: values[name] for name in TEXT_FIELDS}
    try:
        with transaction.atomic():
            resource = Resource.objects.create(network=network, added_by=user, key=key, **fields)
            set_tags(resource, values["tags"])
            if values["file"]:
                _create_version(resource, user, values["file"], "", key)
    except IntegrityError:
        return Resource.objects.visible_to(user).get(key=key)
    return resource


def add_version(resource: Resource, user: Any, file: File, note: str, key: str) -> ResourceVersion:
    """Add a newer file to a resource, or return the version already added.

    Args:
        resource: The resource.
        user: The member who adds the file.
        file: The file.
        note: What is new in it.
        key: The idempotency key of the form token and the submitted content.
    """
    with transaction.atomic():
        # The row lock serialises versions: each takes the next number, and a duplicate submission
        # finds the first.
        locked = Resource.objects.visible_to(user).select_for_update().get(pk=resource.pk)
        if existing := ResourceVersion.objects.visible_to(user).filter(key=key).first():
            return existing
        version = _create_version(locked, user, file, note, key)
        locked.changed_at = timezone.now()
        locked.save(update_fields=["changed_at"])
    return version


def update_resource(resource: Resource, user: Any, values: dict[str, Any]) -> None:
    """Change the description of a resource, and its link if it has one.

    Args:
        resource: The resource.
        user: The member who changes it.
        values: The form's cleaned data: title, description, tags, the link if the resource has
            one, and `expected_version`, the resource's version when the member opened the form.

    Raises:
        DoesNotExist: The user may no longer change the resource.
        EditConflictError: Another member has saved the resource since.
    """
    with transaction.atomic():
        editable = Resource.objects.editable_by(user)
        locked = editable.select_for_update(of=("self",)).get(pk=resource.pk)
        fields = {name: values.get(name, getattr(locked, name)) for name in TEXT_FIELDS}
        new_version = content_version(*fields.values(), *sorted(values["tags"]))
        if locked.edit_version not in {values["expected_version"], new_version}:
            raise EditConflictError
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.changed_at = timezone.now()
        locked.save(update_fields=[*fields, "changed_at"])
        set_tags(locked, values["tags"])


def set_tags(resource: Resource, names: list[str]) -> None:
    """Replace the tags of a resource."""
    resource.tags.exclude(name__in=names).delete()
    tags = [ResourceTag(resource=resource, name=name) for name in names]
    resource.tags.bulk_create(tags, ignore_conflicts=True)


def remove_resource(resource: Resource) -> None:
    """Hide a resource from the space. It can be restored until it is purged."""
    resource.removed_at = timezone.now()
    resource.save(update_fields=["removed_at"])


def restore_resource(resource: Resource) -> None:
    """Show a removed resource again."""
    resource.removed_at = None
    resource.save(update_fields=["removed_at"])


def purge_removed_resources() -> int:
    """Delete the resources, and their files, whose time for restoring has passed.

    Returns:
        How many resources were deleted.
    """
    number = 0
    for resource in Resource.objects.purgeable():
        resource.delete()
        number += 1
    return number


def delete_version_file(instance: ResourceVersion, **kwargs: object) -> None:
    """Delete the file of a deleted version, after the transaction has committed."""
    file = instance.file
    transaction.on_commit(lambda: file.storage.delete(file.name))


def _create_version(
    resource: Resource, user: Any, file: File, note: str, key: str
) -> ResourceVersion:
    """Store a file as the next version; delete the file again if the row cannot be saved."""
    last = resource.versions.aggregate(last=Max("number"))["last"] or 0
    version = ResourceVersion(
        resource=resource,
        number=last + 1,
        name=file.name,
        size=file.size,
        note=note,
        added_by=user,
        key=key,
    )
    version.file.save(file.name, file, save=False)
    try:
        version.save()
    except BaseException:
        version.file.delete(save=False)
        raise
    return version
