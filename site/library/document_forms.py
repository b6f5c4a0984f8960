"""The form of documents in the public library."""

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from library.file_types import file_extension
from library.uploads import clean_filename, validate_document


class HubDocumentForm(BaseDocumentForm):
    """The admin's form for a document, wherever it is added or its file replaced."""

    def clean_file(self) -> File:
        """Check the content of a new file as that of a file in a private space.

        Raises:
            ValidationError: It is damaged, protected by a password, or not what its name says.
        """
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            file.name = clean_filename(file.name)
            # The model names the extensions that are allowed.
            if file_extension(file.name) in settings.WAGTAILDOCS_EXTENSIONS:
                validate_document(file)
        return file
