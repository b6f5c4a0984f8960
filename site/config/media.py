"""Pictures for a hub on one's own machine; elsewhere a web server gives them out."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.views.static import serve


def picture(request: HttpRequest, path: str) -> FileResponse:
    """Give out a picture at a size that pages show.

    The folder is the limit, not the address: a path may climb out of the one it begins with.

    Raises:
        Http404: There is none at that path.
        SuspiciousFileOperation: The path leads out of the folder.
    """
    return serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
