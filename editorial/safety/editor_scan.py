"""The identifier scan while an editor writes: of the form as it stands, before it is saved."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from modelcluster.models import get_all_child_relations
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page

from editorial.safety.editor_forms import apply_form, bind_editor_form, inline_form_prefixes
from editorial.safety.models import AllowedContact, IdentifierFreeMixin
from editorial.safety.page_scan import PageFinding, scan_passages
from editorial.safety.page_text import page_passages, record_passages
from editorial.safety.passages import Passage

MAX_SCANNED_LENGTH = 400_000
"""The number of characters that are scanned; the rest is scanned before publication."""


def identifier_scan_script() -> str:
    """Return the script element that adds the identifier scan to the editors of the admin."""
    return format_html(
        '<script src="{}" data-url="{}" defer></script>',
        versioned_static("js/identifier-scan.js"),
        reverse("editorial:scan_form"),
    )


@require_POST
def scan_form(request: HttpRequest) -> HttpResponse:
    """Return the identifiers in the form of a page or record as JSON; nothing is stored.

    The body is the form's data; the parameter `form` is the path that the form is posted to. The
    form is read as it would be saved, so that the texts are those which are scanned before
    publication. The response is empty for a form whose texts are not scanned.
    """
    form = bind_editor_form(request, request.GET.get("form", ""))
    if form is None:
        return HttpResponse(status=204)
    record = apply_form(form)
    passages = page_passages(record) if isinstance(record, Page) else _form_passages(record)
    scanned = list(_within_limit(passages))
    prefixes = inline_form_prefixes(form)
    return JsonResponse(
        {
            "findings": [
                _finding_data(finding, prefixes)
                for finding in scan_passages(scanned, AllowedContact.objects.as_allow_list())
            ],
            "complete": len(scanned) == len(passages),
        }
    )


def _form_passages(record: Any) -> list[Passage]:
    """Return the passages of a record and of its inline records that are shown to readers."""
    passages = record_passages(record)
    for relation in get_all_child_relations(type(record)):
        if issubclass(relation.related_model, IdentifierFreeMixin):
            accessor = relation.get_accessor_name()
            for number, child in enumerate(getattr(record, accessor).all(), start=1):
                label = f"{relation.related_model._meta.verbose_name} {number}"
                passages += record_passages(child, f"{accessor}.{number}", label)
    return passages


def _within_limit(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the first passages, up to the number of characters that are scanned."""
    length = 0
    for passage in passages:
        length += len(passage.text)
        if length > MAX_SCANNED_LENGTH:
            return
        yield passage


def _finding_data(finding: PageFinding, prefixes: dict[str, str]) -> dict[str, Any]:
    """Return a finding for the script: what it is, and where the form shows it."""
    passage = finding.passage
    accessor_and_number = ".".join(passage.field.split(".")[:2])
    return {
        "text": finding.text,
        "advice": finding.advice,
        "blocking": finding.is_blocking,
        "label": passage.label,
        "field": passage.field,
        "block": passage.block_id,
        "inline": prefixes.get(accessor_and_number),
    }
