"""The editors' guide in the admin: `docs/editors.md`, with its pictures, under Help."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from wagtail.admin.menu import MenuItem

GUIDE_VIEW, GUIDE_LABEL = "editorial:guide", "Guide to the hub"
_FOLDER = Path(settings.ROOT) / "docs"
_PICTURES = "pictures/"


def guide_menu_item(order: int = 10) -> MenuItem:
    """Return the first item of the Help menu, or an item of a guest's main menu, which has none."""
    url = reverse(GUIDE_VIEW)
    return MenuItem(GUIDE_LABEL, url, name="hub-guide", icon_name="doc-full", order=order)


def guide(request: HttpRequest) -> HttpResponse:
    """Render the guide with the list of its sections."""
    html, sections = render_guide((_FOLDER / "editors.md").read_text())
    return render(request, "editorial/guide.html", {"guide": html, "sections": sections})


@cache_control(private=True, max_age=86400)
def guide_picture(request: HttpRequest, name: str) -> FileResponse:
    """Serve a picture of the guide.

    Raises:
        Http404: The guide has no such picture.
    """
    pictures = {path.name: path for path in (_FOLDER / _PICTURES).glob("*.png")}
    if name not in pictures:
        raise Http404
    return FileResponse(pictures[name].open("rb"), content_type="image/png")


@lru_cache(maxsize=1)
def render_guide(text: str) -> tuple[SafeString, list[tuple[str, str]]]:
    """Return a guide as HTML, and the address and title of each section.

    Args:
        text: Markdown, of which HTML is shown as text. Its first heading is left out: the page has
            one already.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    tokens = markdown.parse(text)
    if tokens and tokens[0].tag == "h1":
        tokens = tokens[3:]
    sections = []
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", slugify(inline.content))
            if heading.tag == "h2":
                sections.append((slugify(inline.content), inline.content))
    for token in (child for parent in tokens for child in parent.children or ()):
        source = str(token.attrGet("src") or "")
        if source.startswith(_PICTURES):
            name = source.removeprefix(_PICTURES)
            token.attrSet("src", reverse("editorial:guide_picture", args=[name]))
            token.attrSet("loading", "lazy")
    return SafeString(markdown.renderer.render(tokens, markdown.options, {})), sections


def _open_table(self: RendererHTML, *args: Any) -> str:
    return '<div class="scrollable-table" tabindex="0"><table class="listing">'


def _close_table(self: RendererHTML, *args: Any) -> str:
    return "</table></div>"
