"""Validation of uploaded files by name and content."""

import pytest
from django.core.exceptions import ValidationError

from library.uploads import FileUploadField
from tests.networks.resources.upload_samples import (
    MISLABELLED_UPLOADS,
    REFUSED_NAMES,
    VALID_UPLOADS,
)
from tests.networks.space_client import uploaded_file


@pytest.mark.parametrize("name", VALID_UPLOADS)
def test_allowed_file_is_valid(name):
    upload = FileUploadField().clean(uploaded_file(name, VALID_UPLOADS[name]))
    assert upload.name.lower() == name.lower()


@pytest.mark.parametrize("name", MISLABELLED_UPLOADS)
def test_file_with_mismatching_content_is_invalid(name):
    with pytest.raises(ValidationError):
        FileUploadField().clean(uploaded_file(name, MISLABELLED_UPLOADS[name]))


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_file_of_another_type_is_invalid(name):
    with pytest.raises(ValidationError, match="You cannot upload this type of file"):
        FileUploadField().clean(uploaded_file(name, b"<html>"))
