"""Markdown becomes harmless HTML."""

import pytest

from community.rendering import find_links, render_markdown, to_plain_text

ABUSES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://tracker.example/p.gif)",
    "![x][y]\n\n[y]: https://tracker.example/p.gif",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "<a href='javascript:alert(1)'>x</a>",
    "<javascript:alert(1)>",
    "[x](https://ok.example \"onmouseover='alert(1)'\")",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<style>@import '//evil.example'</style>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "> " * 2000 + "deep",
    "[" * 3000,
    "*_" * 3000,
]


@pytest.mark.parametrize("text", ABUSES)
def test_nothing_runs_and_nothing_is_loaded(text):
    html = render_markdown(text)
    for forbidden in ("<script", "<img", "<svg", "<iframe", "<style", "<math", "<form", 'title="'):
        assert forbidden not in html
    assert not [url for url in find_links(html) if not url.startswith(("http", "mailto:", "//"))]


def test_links_are_marked_and_addresses_become_links():
    html = render_markdown("See www.example.org or [this](https://example.org/a).\nNext line")
    assert html.count('rel="nofollow ugc noopener noreferrer"') == 2
    assert find_links(html) == {"http://www.example.org", "https://example.org/a"}
    assert "<br>" in html


def test_plain_text_has_the_words_alone():
    assert to_plain_text(render_markdown("**Fish** &\n\n- chips < peas")) == "Fish & chips < peas"
