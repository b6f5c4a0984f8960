"""Clients that submit the forms of a network's space and read its pages."""

from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from networks.models import Resource
from tests.pdf_samples import make_pdf

SPACE_URL = "/networks/psmn/space/"
RESOURCE_LIST_URL, RESOURCE_ADD_URL = f"{SPACE_URL}resources/", f"{SPACE_URL}resources/add/"
PDF = make_pdf()


def uploaded_file(name: str = "Checklist.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a file to submit."""
    return SimpleUploadedFile(name, content)


def submit_form(client: Client, url: str, **values: Any) -> Any:
    """Get a form of the space and submit it with its hidden fields, as a browser does."""
    page = client.get(url)
    assert page.status_code == 200, url
    hidden = {field.name: field.value() or "" for field in page.context["form"].hidden_fields()}
    return client.post(url, {**hidden, "form_token": page.context["form_token"], **values})


def add_resource(client: Client, title: str = "Checklist", **values: Any) -> Resource:
    """Add a resource through the form."""
    if not {"file", "link"} & values.keys():
        values["file"] = uploaded_file()
    response = submit_form(client, RESOURCE_ADD_URL, title=title, **values)
    assert response.status_code == 302, response.context["form"].errors
    return Resource.objects.order_by("-pk")[0]


def response_text(response: Any) -> str:
    """Return the decoded content of a response, streaming or not."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")


def listed_titles(response: Any) -> list[str]:
    """Return the titles in a list of resources."""
    return [resource.title for resource in response.context["listing"].page]


def stored_files() -> list[Path]:
    """Return the paths of the uploaded files in the private storage."""
    return [path for path in Path(storages["private"].location).rglob("*") if path.is_file()]
