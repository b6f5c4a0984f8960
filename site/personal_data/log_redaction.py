"""Redaction of the names of people in Wagtail's model log, such as “Jo Smith, PSMN”.

A log entry stores the title of its object as a label. When an account is closed the entries stay,
with what was done and when, but their labels no longer name the person. An app answers the hook
`log_label_user_fields` with its models whose labels name a user.
"""

import re
from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail import hooks
from wagtail.models import ModelLogEntry

HOOK = "log_label_user_fields"
REDACTED_LABEL = "A closed account"


def _user_fields() -> dict[type[Model], str]:
    """Return the models whose labels name a user, each with its field for the user."""
    fields: dict[type[Model], str] = {}
    for get_models in hooks.get_hooks(HOOK):
        fields |= get_models()
    return fields


def log_label_names_user(model: type[Model] | None) -> bool:
    """Return whether the labels of a model's log entries name a user."""
    return model in _user_fields()


def redact_log(user: AbstractUser) -> None:
    """Redact the name of a user in the log, while the user still bears it.

    Redacts every entry about their present records, and those entries about deleted records whose
    label contains the user's present name or e-mail address.
    """
    for model, field in _user_fields().items():
        log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        records = model._default_manager.filter(**{field: user.pk}).values_list("pk", flat=True)
        log.filter(object_id__in=[str(pk) for pk in records]).update(label=REDACTED_LABEL)
        deleted = list(_entries_of_deleted_records(model, log, user))
        log.filter(pk__in=deleted).update(label=REDACTED_LABEL)


def _entries_of_deleted_records(
    model: type[Model], log: QuerySet[ModelLogEntry], user: AbstractUser
) -> Iterator[int]:
    """Yield the ids of the log entries about deleted records whose label names the user."""
    names = [name for name in (user.get_full_name(), user.email) if name]
    names_user = Q()
    for name in names:
        names_user |= Q(label__icontains=name)
    entries = list(log.filter(names_user))
    records = model._default_manager.filter(pk__in=[entry.object_id for entry in entries])
    existing = {str(pk) for pk in records.values_list("pk", flat=True)}
    pattern = re.compile(rf"(?<![\w.+-])({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    for entry in entries:
        if entry.object_id not in existing and pattern.search(entry.label):
            yield entry.pk
