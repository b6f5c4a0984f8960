"""Admin forms of pages and records, read as they stand: without validation, and not saved."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, FieldDoesNotExist, PermissionDenied
from django.db import models
from django.forms import ModelForm
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch, resolve
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.fields import StreamField
from wagtail.models import Page, RevisionMixin
from wagtail.snippets.models import get_snippet_models

from editorial.safety.models import IdentifierFreeMixin
from editorial.safety.published_records import PublishedRecordFormMixin
from editorial.workflow.snippet_views import is_pending_for
from editorial.workflow.snippets import WorkflowSnippet


def bind_editor_form(request: HttpRequest, path: str) -> WagtailAdminModelForm | None:
    """Return the form that the editor at a path posts, bound to the data of a request.

    Args:
        request: The request with the data of the form.
        path: The path that the form is posted to when it is saved.

    Returns:
        The form, or None if its texts are not scanned for identifiers.

    Raises:
        Http404: There is no such path, page or record.
        PermissionDenied: The user may not edit it.
    """
    match = resolve(path)
    if match.view_name == "wagtailadmin_pages:edit":
        return _page_form(request, match.kwargs["page_id"])
    if match.view_name == "wagtailadmin_pages:add":
        return _new_page_form(request, **match.kwargs)
    for model in get_snippet_models():
        if match.namespaces == model.snippet_viewset.url_namespace.split(":"):
            return _snippet_form(request, model, match)
    return None


def _page_form(request: HttpRequest, page_id: int) -> WagtailAdminModelForm:
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    page = page.get_latest_revision_as_object()
    form_class = type(page).get_edit_handler().get_form_class()
    return form_class(
        request.POST, instance=page, parent_page=page.get_parent(), for_user=request.user
    )


def _new_page_form(
    request: HttpRequest,
    content_type_app_name: str,
    content_type_model_name: str,
    parent_page_id: int,
) -> WagtailAdminModelForm:
    try:
        model = apps.get_model(content_type_app_name, content_type_model_name)
    except LookupError as error:
        raise Http404 from error
    parent = get_object_or_404(Page, pk=parent_page_id).specific
    permissions = parent.permissions_for_user(request.user)
    if not permissions.can_add_subpage() or model not in parent.creatable_subpage_models():
        raise PermissionDenied
    page = model(owner=request.user, locale=parent.locale)
    form_class = model.get_edit_handler().get_form_class()
    return form_class(request.POST, instance=page, parent_page=parent, for_user=request.user)


def _snippet_form(
    request: HttpRequest, model: Any, match: ResolverMatch
) -> WagtailAdminModelForm | None:
    form_class = model.snippet_viewset.get_form_class(for_update=match.url_name == "edit")
    is_scanned = issubclass(model, IdentifierFreeMixin) or issubclass(
        form_class, PublishedRecordFormMixin
    )
    if not is_scanned or match.url_name not in ("add", "edit"):
        return None
    policy = model.snippet_viewset.permission_policy
    if match.url_name == "add":
        instance = model()
        is_allowed = policy.user_has_permission(request.user, "add")
    else:
        instance = get_object_or_404(model, pk=unquote(str(match.kwargs["pk"])))
        is_allowed = policy.user_has_permission_for_instance(request.user, "change", instance) or (
            isinstance(instance, WorkflowSnippet) and is_pending_for(instance, request.user)
        )
    if not is_allowed:
        raise PermissionDenied
    if isinstance(instance, RevisionMixin) and instance.pk is not None:
        instance = instance.get_latest_revision_as_object()
    return form_class(request.POST, instance=instance, for_user=request.user)


def apply_form(form: WagtailAdminModelForm) -> models.Model:
    """Return the page or record of a bound form with what was typed, valid or not.

    A preview needs a valid form; a text is scanned while a required field is still empty, too.

    Raises:
        BadRequest: The numbering of inline forms was tampered with.
    """
    form.defer_required_fields()
    form.is_valid()
    for formset in _formsets(form):
        if not formset.management_form.is_valid():
            raise BadRequest("The form is incomplete.")
    for part in _forms(form):
        if {"ORDER", "DELETE", "id"} & part.errors.keys():
            raise BadRequest("The form is incomplete.")
        for name in part.errors:
            if _is_text_field(part, name):
                typed = part.fields[name].widget.value_from_datadict(
                    part.data, part.files, part.add_prefix(name)
                )
                setattr(part.instance, name, typed)
        part.errors.clear()
    for formset in _formsets(form):
        formset.non_form_errors().clear()
    form.save(commit=False)
    return form.instance


def inline_form_prefixes(form: WagtailAdminModelForm) -> dict[str, str]:
    """Return the prefix of each inline form by the accessor and the number of its record.

    The key is that of `page_passages`, such as “authorships.1”.
    """
    return {
        f"{formset.rel_name}.{number}": inline_form.prefix
        for formset in form.formsets.values()
        for number, record in enumerate(getattr(form.instance, formset.rel_name).all(), start=1)
        for inline_form in formset.forms
        if inline_form.instance is record
    }


def _formsets(form: ModelForm) -> Iterator[Any]:
    for formset in getattr(form, "formsets", {}).values():
        yield formset
        for inline_form in formset.forms:
            yield from _formsets(inline_form)


def _forms(form: ModelForm) -> Iterator[ModelForm]:
    yield form
    for formset in _formsets(form):
        yield from formset.forms


def _is_text_field(form: ModelForm, name: str) -> bool:
    if name not in form.fields:
        return False
    try:
        field = form.instance._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return isinstance(field, models.CharField | models.TextField | StreamField)
