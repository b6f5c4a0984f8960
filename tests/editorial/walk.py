"""Every address of the admin, read from its own table of addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver

WORDS = {
    "app_label": ["wagtailcore", "pages"],
    "app_name": ["pages"],
    "content_type_app_name": ["pages"],
    "content_type_model_name": ["blogpage"],
    "model_name": ["page", "blogpage"],
    "action": ["publish", "delete", "move", "unpublish"],
    "action_name": ["approve", "reject"],
    "filter_spec": ["max-165x165"],
    "uidb64": ["MQ"],
    "token": ["set-password"],
}


@dataclass
class Address:
    """One pattern of the admin: its name, its path, its arguments."""

    name: str
    path: str
    arguments: dict = field(default_factory=dict)

    def fill(self, numbers: dict[str, list[int]]) -> Iterator[str]:
        """Yield the address with every combination of arguments worth trying."""
        every = numbers["pk"]
        choices = [WORDS.get(name, numbers.get(name, every)) for name in self.arguments]
        for values in product(*choices):
            path = self.path
            for (name, converter), value in zip(self.arguments.items(), values, strict=True):
                path = path.replace(f"<{converter}:{name}>", str(value))
                path = path.replace(f"<{name}>", str(value))
            yield f"/{path}"


def addresses() -> Iterator[Address]:
    """Yield every address beneath /admin/."""
    for address in _walk(get_resolver(), "", ""):
        if address.path.startswith("admin/"):
            yield address


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = prefix + plain(str(entry.pattern))
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (space, entry.namespace) if part)
            yield from _walk(entry, path, inner)
        else:
            yield _address(entry, path, space)


def plain(pattern: str) -> str:
    """Write a pattern that is a regular expression as a path with arguments."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", pattern)
    return named.removeprefix("^").removesuffix("$")


def _address(entry: URLPattern, path: str, space: str) -> Address:
    name = ":".join(part for part in (space, entry.name) if part)
    arguments = {}
    for piece in path.split("<")[1:]:
        converter, _, argument = piece.split(">")[0].rpartition(":")
        arguments[argument] = converter
    return Address(name, path, arguments)
