"""How what members share is kept: once, however often it was sent."""

from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from networks.models import Network, Resource, ResourceTag, ResourceVersion
from networks.optimistic_lock import EditConflictError, content_version

TEXT_FIELDS = ("title", "description", "link")
"""The fields of a resource that whoever cares for it may change."""


def add_resource(network: Network, user: Any, said: dict[str, Any], key: str) -> Resource:
    """Add a file or a link to a network's room, or find the one added already.

    Args:
        network: The network.
        user: Who adds it.
        said: What the form holds: title, description, link, tags and file.
        key: Of the showing and of what was sent; sent again, it is the same resource.
    """
    words = {name: said[name] for name in TEXT_FIELDS}
    try:
        with transaction.atomic():
            resource = Resource.objects.create(network=network, added_by=user, key=key, **words)
            set_tags(resource, said["tags"])
            if said["file"]:
                _create_version(resource, user, said["file"], "", key)
    except IntegrityError:
        return Resource.objects.visible_to(user).get(key=key)
    return resource


def add_version(resource: Resource, user: Any, file: File, note: str, key: str) -> ResourceVersion:
    """Add a newer file, or find the one added already.

    Args:
        resource: What it is a version of.
        user: Who adds it.
        file: The file.
        note: What is new in it.
        key: Of the showing and of what was sent; sent again, it is the same version.
    """
    with transaction.atomic():
        # One version after the other: each takes the next number, and a twin finds the first.
        held = Resource.objects.visible_to(user).select_for_update().get(pk=resource.pk)
        if found := ResourceVersion.objects.visible_to(user).filter(key=key).first():
            return found
        version = _create_version(held, user, file, note, key)
        held.changed_at = timezone.now()
        held.save(update_fields=["changed_at"])
    return version


def update_resource(resource: Resource, user: Any, said: dict[str, Any]) -> None:
    """Change the words of a resource, and its link if it is one.

    Args:
        resource: The resource.
        user: Who changes it.
        said: What the form holds: title, description, tags, the link if it is one, and the
            version of the resource that this person has seen.

    Raises:
        DoesNotExist: The person does not care for it any more.
        ChangedMeanwhileError: Somebody else was faster.
    """
    with transaction.atomic():
        cared_for = Resource.objects.editable_by(user)
        held = cared_for.select_for_update(of=("self",)).get(pk=resource.pk)
        words = {name: said.get(name, getattr(held, name)) for name in TEXT_FIELDS}
        if held.version not in {
            said["seen"],
            content_version(*words.values(), *sorted(said["tags"])),
        }:
            raise EditConflictError
        for name, value in words.items():
            setattr(held, name, value)
        held.changed_at = timezone.now()
        held.save(update_fields=[*words, "changed_at"])
        set_tags(held, said["tags"])


def set_tags(resource: Resource, tags: list[str]) -> None:
    """Give a resource its tags, in place of those it had."""
    resource.tags.exclude(name__in=tags).delete()
    made = [ResourceTag(resource=resource, name=name) for name in tags]
    resource.tags.bulk_create(made, ignore_conflicts=True)


def remove_resource(resource: Resource) -> None:
    """Take a resource out of the room. It can be put back for a while."""
    resource.removed_at = timezone.now()
    resource.save(update_fields=["removed_at"])


def restore_resource(resource: Resource) -> None:
    """Put a removed resource back."""
    resource.removed_at = None
    resource.save(update_fields=["removed_at"])


def purge_removed_resources() -> int:
    """Delete what was removed so long ago that nobody can put it back, and its files.

    Returns:
        How many resources were deleted.
    """
    number = 0
    for resource in Resource.objects.purgeable():
        resource.delete()
        number += 1
    return number


def delete_version_file(instance: ResourceVersion, **kwargs: object) -> None:
    """Delete the file of a version that was deleted, once the database has let go of it."""
    file = instance.file
    transaction.on_commit(lambda: file.storage.delete(file.name))


def _create_version(
    resource: Resource, user: Any, file: File, note: str, key: str
) -> ResourceVersion:
    """Store a file as the next version; where that fails, no file stays behind."""
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
