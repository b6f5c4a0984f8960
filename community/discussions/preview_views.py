"""Previews of posts while they are written. Nothing is stored."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.rate_limit import RateLimit
from community.discussions.forms import PostTextField
from community.rendering import render_markdown

PREVIEW_LIMIT = RateLimit("community-previews", max_attempts=120, seconds=60)
"""Rendering the longest text takes up to 0.2 seconds."""


class PreviewForm(forms.Form):
    """The text of a post."""

    text = PostTextField(required=False)


@never_cache
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Return the HTML of a text as a post would show it, for the script of the forms.

    A user who is not signed in gets 403, a text that is too long 422, and too many requests
    429, each without content: the script then keeps the last preview.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    identifier = str(request.user.pk)
    if PREVIEW_LIMIT.is_exceeded(identifier):
        return HttpResponse(status=429)
    PREVIEW_LIMIT.record(identifier)
    return HttpResponse(render_markdown(form.cleaned_data["text"]))
