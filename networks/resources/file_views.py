"""A file of a room, given out to its members and to nobody else."""

import mimetypes
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views import View

from networks.models import ResourceVersion
from networks.resources.views import SingleResourceMixin


class ResourceFileView(SingleResourceMixin, View):
    """Gives out one version's file, whole and to be saved: no browser opens it here.

    Whoever may not have it is told that there is nothing, before any header they sent is looked
    at. Nothing here is answered with a part, or with "not modified".
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        """Give the file.

        Raises:
            Http404: There is no such version, or its file is missing.
        """
        versions = ResourceVersion.objects.visible_to(request.user)
        version = get_object_or_404(versions, resource=self.resource, number=kwargs["number"])
        try:
            file = version.file.open("rb")
        except FileNotFoundError as missing:
            raise Http404 from missing
        kind = mimetypes.guess_type(version.name)[0] or "application/octet-stream"
        response = FileResponse(file, as_attachment=True, filename=version.name, content_type=kind)
        response["X-Content-Type-Options"] = "nosniff"
        return response
