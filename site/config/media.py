"""Pictures for a hub on one's own machine; elsewhere a web server gives them out."""

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.views.static import serve


def picture(request: HttpRequest, path: str) -> FileResponse:
    """Give out a picture at a size that pages show.

    Raises:
        Http404: There is none at that path.
    """
    return serve(request, path, document_root=settings.MEDIA_ROOT)
