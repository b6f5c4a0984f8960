"""What robots are asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def robots(request: HttpRequest) -> HttpResponse:
    """Name the sitemap, and keep robots out of the admin."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain")
