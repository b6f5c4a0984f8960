"""View that serves the files of resources to the members of their network."""

import mimetypes
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views import View

from networks.models import ResourceVersion
from networks.resources.views import SingleResourceMixin


class ResourceFileView(SingleResourceMixin, View):
    """Serves the file of one version as a whole and as an attachment, never inline.

    The permission is checked before any conditional header is read, so that a user without access
    gets 404 in every case. The view answers neither range nor conditional requests.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        """Return the file.

        Raises:
            Http404: There is no such version, or its file is missing from the storage.
        """
        versions = ResourceVersion.objects.visible_to(request.user)
        version = get_object_or_404(versions, resource=self.resource, number=kwargs["number"])
        try:
            file = version.file.open("rb")
        except FileNotFoundError as missing:
            raise Http404 from missing
        media_type = mimetypes.guess_type(version.name)[0] or "application/octet-stream"
        response = FileResponse(
            file, as_attachment=True, filename=version.name, content_type=media_type
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response
