"""Forms in which members add a resource, change its description, and add versions."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from library.document_forms import REMOVED_HELP, DocumentFormMixin
from library.uploads import FileUploadField, allowed_extensions
from networks.models import Resource
from networks.optimistic_lock import OptimisticLockForm

MAX_TAGS = 10
MAX_TAG_LENGTH = 40
FILE_OR_LINK = "Choose a file or enter a link."
NOT_BOTH = "Choose a file or enter a link, not both. To add both, add two resources."
FILE_HELP = (
    f"File types: {', '.join(allowed_extensions())}. "
    f"Largest size: {filesizeformat(settings.HUB_UPLOAD_BYTES)}. "
    f"{REMOVED_HELP} Do not share anything that could identify a patient."
)
_TEXT_FIELD = forms.CharField(required=False)


class TagsField(forms.Field):
    """A comma-separated list of tags."""

    def to_python(self, value: Any) -> list[str]:
        """Return the tags in lower case, without duplicates, in the order they were entered.

        Raises:
            ValidationError: There are too many tags, or one is too long.
        """
        entries = [" ".join(tag.split()).lower() for tag in _TEXT_FIELD.clean(value).split(",")]
        tags = list(dict.fromkeys(tag for tag in entries if tag))
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(
                f"You entered {len(tags)} tags. Enter no more than {MAX_TAGS}."
            )
        if long := next((tag for tag in tags if len(tag) > MAX_TAG_LENGTH), None):
            raise forms.ValidationError(
                f"“{long[:MAX_TAG_LENGTH]}…” is too long. Each tag must be {MAX_TAG_LENGTH} "
                "characters or fewer. Put commas between tags."
            )
        return tags

    def prepare_value(self, value: Any) -> Any:
        """Return tags as comma-separated text."""
        return ", ".join(value) if isinstance(value, list) else value


class ResourceForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """The title, description, link and tags of a resource."""

    link = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="The address of a web page.",
    )
    tags = TagsField(
        required=False,
        help_text=f"Words that help others find it, with commas between them. {MAX_TAGS} at most.",
    )

    class Meta:
        model = Resource
        fields = ["title", "description", "link"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    field_order = ["title", "description", "file", "link", "tags"]

    def clean_title(self) -> str:
        """Return the title with whitespace collapsed to one line."""
        return " ".join(self.cleaned_data["title"].split())

    def submitted_content(self) -> list[dict[str, Any]]:
        """Return the submitted values, with a file by its digest, for the idempotency key."""
        names = ("title", "description", "link", "tags", "note")
        content: dict[str, Any] = {name: self.cleaned_data.get(name, "") for name in names}
        if file := self.cleaned_data.get("file"):
            content |= {"name": file.name, "content": file_digest(file)}
        return [content]


class ResourceCreateForm(DocumentFormMixin, ResourceForm):
    """Adds a file or a link."""

    file = FileUploadField(required=False, help_text=FILE_HELP)

    def clean(self) -> dict[str, Any]:
        """Require a file or a link, not both."""
        cleaned = super().clean()
        both_are_valid = not ({"file", "link"} & self.errors.keys())
        if both_are_valid and bool(cleaned.get("file")) == bool(cleaned.get("link")):
            self.add_error("file", NOT_BOTH if cleaned.get("file") else FILE_OR_LINK)
        return cleaned


class ResourceUpdateForm(ResourceForm, OptimisticLockForm):
    """Changes the description of a resource, and its link; a file changes by a new version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.link:
            self.fields["link"].required = True
        else:
            del self.fields["link"]


class ResourceVersionForm(DocumentFormMixin, RejectPatientIdentifiersMixin, forms.Form):
    """Adds a file as the latest version of a resource."""

    file = FileUploadField(help_text=FILE_HELP)
    note = forms.CharField(
        label="What has changed",
        max_length=200,
        help_text="One line, for example “Section 3 follows the new guidance”.",
    )

    submitted_content = ResourceForm.submitted_content


def file_digest(file: Any) -> str:
    """Return the SHA-256 digest of a file's content."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
