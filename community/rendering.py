"""Rendering of posts: Markdown to sanitised HTML, when a post is written."""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags
from markdown_it import MarkdownIt

RENDERER_VERSION = 1
"""Stored with each post; raise it when the output changes."""

_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_HREF = re.compile(r'<a href="([^"]*)"')
REDACTION_MARK = "[removed by a moderator]"
"""Stands in a text in place of words that a moderator removed."""
_LINK_REL = "nofollow ugc noopener noreferrer"

# No raw HTML, no images, which would make browsers request files of other sites, and no headings.
_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    .enable("linkify")
    .disable(["image", "heading", "lheading", "html_block", "html_inline"])
)


def render_markdown(text: str) -> str:
    """Return Markdown as HTML that contains nothing but text, simple markup and links."""
    html = nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=_LINK_REL,
    )
    # In the address of a link the brackets and spaces are percent-encoded.
    return html.replace(REDACTION_MARK, f"<mark>{REDACTION_MARK}</mark>")


def find_links(html: str) -> set[str]:
    """Return the targets of the links in rendered HTML."""
    return set(_HREF.findall(html))


def to_plain_text(html: str) -> str:
    """Return the words of rendered HTML, in one line."""
    spaced = html.replace("<br>", " ").replace("</p>", " ").replace("</li>", " ")
    return " ".join(unescape(strip_tags(spaced)).split())
