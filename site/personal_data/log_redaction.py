"""Records whose title names a person, as in “Jo Smith, PSMN”: the desk's log keeps such titles.

The log stays when an account is closed, and so does what was done. Whose record it was does not.
"""

import re
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import ModelLogEntry

from accounts.models import User

REDACTED_LABEL = "A closed account"

_fields: dict[type[Model], str] = {}


def register_named_model(model: type[Model], field: str = "user") -> None:
    """Say that the title of a room's records names somebody.

    Args:
        model: The records.
        field: Which of their fields is the account that is named.
    """
    _fields[model] = field


def is_named_model(model: type[Model] | None) -> bool:
    """Return whether the titles of some records name people."""
    return model in _fields


def redact_log(user: User) -> None:
    """Take a person's name out of the log, while they and their records still bear it.

    That is from all that was logged of their records, whatever they were called then; and of
    records that are gone, where the title holds the name or the address of today.
    """
    for model, field in _fields.items():
        log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        theirs = model._default_manager.filter(**{field: user.pk}).values_list("pk", flat=True)
        log.filter(object_id__in=[str(pk) for pk in theirs]).update(label=REDACTED_LABEL)
        log.filter(pk__in=list(_entries_of_deleted_records(model, log, user))).update(
            label=REDACTED_LABEL
        )


def _entries_of_deleted_records(
    model: type[Model], log: QuerySet[ModelLogEntry], user: User
) -> Iterator[int]:
    """Yield the ids of the entries about records that are no more, which name the person."""
    names = [name for name in (user.get_full_name(), user.email) if name]
    holds = Q()
    for name in names:
        holds |= Q(label__icontains=name)
    found = list(log.filter(holds))
    there = model._default_manager.filter(pk__in=[entry.object_id for entry in found])
    kept = {str(pk) for pk in there.values_list("pk", flat=True)}
    whole = re.compile(rf"(?<![\w.+-])({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    for entry in found:
        if entry.object_id not in kept and whole.search(entry.label):
            yield entry.pk
