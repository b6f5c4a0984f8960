"""Optimistic locking of edit forms: a change based on an outdated version is not saved."""

import hashlib
from typing import Any

from django import forms


class EditConflictError(Exception):
    """Another user changed the record since the form was opened."""


def content_version(*values: Any) -> str:
    """Return a hash that identifies the content of a record.

    Args:
        values: The values that the edit form shows.
    """
    content = "\0".join(str(value) for value in values)
    return hashlib.sha256(content.encode(errors="replace")).hexdigest()[:16]


class OptimisticLockForm(forms.ModelForm):
    """Form of a record with an `edit_version`; it submits the version with which it was opened."""

    expected_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["expected_version"] = self.instance.edit_version
