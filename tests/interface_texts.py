"""The texts that people read: of templates, of emails, of Python code, and of static pages."""

import ast
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from django.template.base import DebugLexer, TokenType

ROOT = Path(__file__).parent.parent
APPS = ("campaigns", "editorial", "interviews", "networks", "pages", "site")
# Patterns of the identifier scan, and what invented people say.
_NOT_INTERFACE = ("migrations", "identifiers", "demo")
_READ_ATTRIBUTES = frozenset({"alt", "aria-label", "content", "placeholder", "title"})
_TAG_ARGUMENT = re.compile(r'\b(?:(?:label|title|heading|text|alt)=|default:|add:)"([^"]*)"')
_COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)
_STATIC_PAGES = ("home.toml", "help.toml", "impact.toml", "pages/*.toml")
_PAGE_TEXT_KEYS = ("title", "summary", "introduction", "heading", "text", "html", "description")


class InterfaceText(NamedTuple):
    """A text with its place.

    Attributes:
        path: The file, relative to the root of the repository.
        line: The line on which the text, or the HTML element around it, starts.
        text: The text. What code inserts is given as `{}`.
    """

    path: str
    line: int
    text: str


class _TextParser(HTMLParser):
    """Collects text nodes, and attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[int, str]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        self.texts += [
            (self.getpos()[0], value) for name, value in attrs if name in _READ_ATTRIBUTES and value
        ]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            leading_space = data[: len(data) - len(data.lstrip())]
            self.texts.append((self.getpos()[0] + leading_space.count("\n"), data))


def template_texts(path: str, source: str) -> Iterator[InterfaceText]:
    """Yield the texts of a template, and the quoted arguments of its tags and filters."""
    source = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), source)
    static: list[str] = []
    for token in DebugLexer(source).tokenize():
        if token.token_type == TokenType.TEXT:
            static.append(token.contents)
            continue
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            for argument in _TAG_ARGUMENT.findall(token.contents):
                yield InterfaceText(path, token.lineno, argument)
        inserted = "{}" if token.token_type == TokenType.VAR else ""
        start, end = token.position
        static.append(inserted + "\n" * source.count("\n", start, end))
    if not path.endswith(".html"):
        for number, line in enumerate("".join(static).split("\n"), start=1):
            yield InterfaceText(path, number, line)
        return
    parser = _TextParser()
    parser.feed("".join(static))
    parser.close()
    for number, text in parser.texts:
        yield InterfaceText(path, number, text)


def python_texts(path: str, source: str) -> Iterator[InterfaceText]:
    """Yield the strings of a module that could be read by people: no docstrings, no log messages.

    A string of one word in lower case is a value, such as a slug.
    """
    tree = ast.parse(source)
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        is_log = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("logger.")
        if is_log or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            skipped.update(ast.walk(node))
        elif isinstance(node, ast.JoinedStr) and node not in skipped:
            skipped.update(node.values)
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            yield InterfaceText(path, node.lineno, "".join(map(str, parts)))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in skipped:
            continue
        if " " in node.value.strip() or node.value[:1].isupper():
            yield InterfaceText(path, node.lineno, node.value)


def _static_page_texts(path: Path) -> Iterator[InterfaceText]:
    """Yield the texts of a static page of the demonstration."""
    lines = path.read_text().split("\n")

    def walk(value: object, key: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for name, item in value.items():
                yield from walk(item, name)
        elif isinstance(value, list):
            for item in value:
                yield from walk(item, key)
        elif isinstance(value, str) and key in _PAGE_TEXT_KEYS:
            yield value

    for text in walk(tomllib.loads(path.read_text())):
        line = next((n for n, line in enumerate(lines, start=1) if text in line), 1)
        yield InterfaceText(str(path.relative_to(ROOT)), line, re.sub(r"<[^>]+>", " ", text))


def interface_texts() -> Iterator[InterfaceText]:
    """Yield all texts of the interface, the emails and the demonstration's static pages."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield from template_texts(str(path.relative_to(ROOT)), path.read_text())
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not set(_NOT_INTERFACE) & set(path.relative_to(ROOT).parts):
                yield from python_texts(str(path.relative_to(ROOT)), path.read_text())
    for path in ("site/identifiers/finding.py", "site/identifiers/allow_list.py"):
        yield from python_texts(path, (ROOT / path).read_text())
    for pattern in _STATIC_PAGES:
        for path in sorted((ROOT / "site/demo/content").glob(pattern)):
            yield from _static_page_texts(path)
