"""Two people at one form: the second one is told of the first, and loses nothing they wrote."""

import hashlib
from typing import Any

from django import forms


class EditConflictError(Exception):
    """Somebody else changed it since this person began to write."""


def content_version(*held: Any) -> str:
    """Return what tells what a record holds from anything else that it could hold.

    Args:
        held: What somebody who changes it is shown of it.
    """
    said = "\0".join(str(one) for one in held)
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:16]


class OptimisticLockForm(forms.ModelForm):
    """A form of a record that knows its `version`: it says which one the person was shown."""

    expected_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["expected_version"] = self.instance.version
