"""The forms in which members add, change and renew what they share."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from library.uploads import FileUploadField, allowed_extensions
from networks.models import Resource
from networks.optimistic_lock import OptimisticLockForm
from networks.patient_identifiers import RejectPatientIdentifiersMixin

MAX_TAGS = 10
MAX_TAG_LENGTH = 40
FILE_OR_LINK = "Choose a file, or write the address of a page: one of the two."
FILE_HELP = (
    f"One of these kinds: {', '.join(allowed_extensions())}, of "
    f"{filesizeformat(settings.HUB_UPLOAD_BYTES)} at most. "
    "Pictures lose what they say about place and camera; a PDF or a document keeps what it says "
    "about its author. Nothing about patients who could be recognised."
)


_TEXT_FIELD = forms.CharField(required=False)


class TagsField(forms.Field):
    """Words with commas between them."""

    def to_python(self, value: Any) -> list[str]:
        """Return the words: in lower case, each one once, as they were written first.

        Raises:
            ValidationError: There are too many, or one is too long.
        """
        words = [" ".join(word.split()).lower() for word in _TEXT_FIELD.clean(value).split(",")]
        tags = list(dict.fromkeys(word for word in words if word))
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(f"These are {len(tags)} tags. {MAX_TAGS} is the most.")
        if long := next((tag for tag in tags if len(tag) > MAX_TAG_LENGTH), None):
            raise forms.ValidationError(
                f"“{long[:MAX_TAG_LENGTH]}…” is too long for a tag: {MAX_TAG_LENGTH} letters "
                "at most. Put commas between tags."
            )
        return tags

    def prepare_value(self, value: Any) -> Any:
        """Show tags as one writes them."""
        return ", ".join(value) if isinstance(value, list) else value


class ResourceForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """What a resource is called and what it is good for."""

    link = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="The address of a page on another site.",
    )
    tags = TagsField(
        required=False,
        help_text=f"Words by which others find it, with commas between them; {MAX_TAGS} at most.",
    )

    class Meta:
        model = Resource
        fields = ["title", "description", "link"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    field_order = ["title", "description", "file", "link", "tags"]

    def clean_title(self) -> str:
        """Return the title in one line."""
        return " ".join(self.cleaned_data["title"].split())

    def said(self) -> list[dict[str, Any]]:
        """Return what was sent, so that two sendings can be told apart."""
        cleaned = self.cleaned_data
        names = ("title", "description", "link", "tags", "note")
        said: dict[str, Any] = {name: cleaned.get(name, "") for name in names}
        if file := cleaned.get("file"):
            said |= {"name": file.name, "content": file_digest(file)}
        return [said]


class ResourceCreateForm(ResourceForm):
    """Adds a file, or a link."""

    file = FileUploadField(required=False, help_text=FILE_HELP)

    def clean(self) -> dict[str, Any]:
        """Ask for a file or a link, not both."""
        cleaned = super().clean()
        both_could_be = not ({"file", "link"} & self.errors.keys())
        if both_could_be and bool(cleaned.get("file")) == bool(cleaned.get("link")):
            self.add_error("file", FILE_OR_LINK)
        return cleaned


class ResourceUpdateForm(ResourceForm, OptimisticLockForm):
    """Changes the words of a resource, and where its link leads; a file changes by a version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.link:
            self.fields["link"].required = True
        else:
            del self.fields["link"]


class ResourceVersionForm(RejectPatientIdentifiersMixin, forms.Form):
    """A newer file in place of the one that members get now."""

    file = FileUploadField(help_text=FILE_HELP)
    note = forms.CharField(
        label="What is new",
        max_length=200,
        help_text="One line, for example “Section 3 follows the new guidance”.",
    )

    said = ResourceForm.said


def file_digest(file: Any) -> str:
    """Return what tells a file's content from any other's."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
