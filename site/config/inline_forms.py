"""Inline forms of the admin whose hidden fields are missing or malformed.

Wagtail and modelcluster read the id and the order of each inline form without checking for them,
and fail before a form field can report them. Each form makes its own formset class, so the base
class is changed.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.forms import ModelForm
from django.forms.formsets import ORDERING_FIELD_NAME
from modelcluster.forms import BaseChildFormSet, BaseTransientModelFormSet

_construct_form = BaseTransientModelFormSet._construct_form
_validate_unique = BaseChildFormSet.validate_unique
UNUSED_ID = "0"
"""An id that no row has; the field of the id reports it."""


def report_invalid_inline_forms() -> None:
    """Make inline forms report an id that no row has and a row that exists, and number them all.

    A row exists already where its inline form has lost its id: the database would refuse the copy.
    """
    BaseTransientModelFormSet._construct_form = construct_form
    BaseChildFormSet.validate_unique = validate_unique


def construct_form(formset: BaseTransientModelFormSet, i: int, **kwargs: Any) -> ModelForm:
    """Return an inline form, after the submitted data were repaired for the first one."""
    if i == 0 and formset.is_bound and (repairs := dict(find_repairs(formset))):
        formset.data = formset.data.copy()
        for name, value in repairs.items():
            formset.data[name] = value
    return _construct_form(formset, i, **kwargs)


def find_repairs(formset: BaseTransientModelFormSet) -> Iterator[tuple[str, str]]:
    """Yield the names and values of hidden fields, in place of those that cannot be read."""
    pk = formset.model._meta.pk
    for i in range(formset.total_form_count()):
        prefix = formset.add_prefix(i)
        id_name, order_name = f"{prefix}-{pk.name}", f"{prefix}-{ORDERING_FIELD_NAME}"
        if i < formset.initial_form_count() and not is_id(pk, formset.data.get(id_name)):
            yield id_name, UNUSED_ID
        if formset.can_order and order_name not in formset.data:
            yield order_name, str(i + 1)


def is_id(pk: Field, value: str | None) -> bool:
    """Return whether a submitted value can be an id, or is empty for a new row."""
    try:
        return value == "" or pk.to_python(value) is not None
    except ValidationError:
        return False


def validate_unique(formset: BaseChildFormSet) -> None:
    """Check that the rows are unique among each other, and among those that no form is about.

    Raises:
        ValidationError: They are not; the form concerned has an error too.
    """
    _validate_unique(formset)
    submitted = {form.instance.pk for form in formset.forms}
    others = [row for row in getattr(formset.instance, formset.rel_name).all() if row.pk]
    others = [row for row in others if row.pk not in submitted]
    if not others:
        return
    for form in formset.forms:
        if not form.is_valid() or form in formset.deleted_forms or not form.cleaned_data:
            continue
        checks, _ = form.instance._get_unique_checks(include_meta_constraints=True)
        for _, check in checks:
            names = [name for name in check if name in form.cleaned_data]
            values = [form.cleaned_data[name] for name in names]
            if names and any(values == [getattr(row, name) for name in names] for row in others):
                form.add_error(None, formset.get_form_error())
                raise ValidationError(formset.get_unique_error_message(check))
