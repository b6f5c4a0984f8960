"""Links inside the hub: where they lead, and whether a reader may see what is there.

A link whose target the reader may not see (a draft, unpublished, deleted or restricted page)
keeps its words and loses its link. An absolute URL of the hub itself is a link inside it.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Field, ForeignKey, Model, Q
from django.urls import Resolver404, resolve
from django.utils.html import escape
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import hooks
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

HOOK = "pages_hidden_paths"
PAGE_VIEW_NAME = "wagtail_serve"
_ANCHOR = re.compile(r'<a\b((?:[^>"]|"[^"]*")*)>(.*?)</a>', re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_OWN_PATH = re.compile(r"/(?!/)[^\x00-\x1f\x7f]*")


@dataclass(frozen=True)
class Link:
    """Where a link leads for one reader.

    Attributes:
        url: The URL; empty if the reader may not see the target.
        is_external: Whether it leads to another site.
    """

    url: str = ""
    is_external: bool = False


@dataclass(frozen=True)
class LinkReference:
    """A link in the content of an object.

    Attributes:
        words: The words that are linked.
        page_id: The id of the chosen page; None if an address was typed.
        url: The address typed.
    """

    words: str
    page_id: int | None = None
    url: str = ""


class LinkResolver:
    """Resolves links for one reader; all links of an object take the same few queries.

    Args:
        user: The reader.
        host: The host name of the request, which is the hub's too.
    """

    def __init__(self, user: Any, host: str = "") -> None:
        self.user = user
        self._hosts = {host, *own_hosts()} - {""}
        self._urls_by_id: dict[int, str] = {}
        self._visible_paths: dict[str, bool] = {}

    def resolve(self, reference: LinkReference) -> Link:
        """Return where a link leads."""
        self.load([reference])
        if reference.page_id is not None:
            return Link(self._urls_by_id[reference.page_id])
        path = self._own_path(reference.url)
        if path is None:
            return Link(reference.url, is_external=urlsplit_or_none(reference.url) is not None)
        return Link(reference.url if self._visible_paths[path] else "")

    def load(self, references: Iterable[LinkReference]) -> None:
        """Fetch the targets of links that are not known yet."""
        references = list(references)
        ids = {each.page_id for each in references if each.page_id is not None}
        paths = {self._own_path(each.url) for each in references if each.page_id is None}
        self._load(ids - self._urls_by_id.keys(), paths - self._visible_paths.keys() - {None})

    def _load(self, ids: set[int], paths: set[Any]) -> None:
        if not ids and not paths:
            return
        root = _root_url_path()
        tree_paths = {path: f"{root}{path.strip('/')}/".replace("//", "/") for path in paths}
        condition = Q(pk__in=ids) | Q(url_path__in=set(tree_paths.values()))
        # Resolved by label: page models import this module.
        pages = apps.get_model("pages", "HubPage").objects
        visible = list(pages.visible_to(self.user).filter(condition))
        by_id = {page.pk: page.url or "" for page in visible}
        self._urls_by_id |= {pk: by_id.get(pk, "") for pk in ids}
        visible_paths = {page.url_path for page in visible}
        missing = {path for path in paths if tree_paths[path] not in visible_paths}
        hidden = {path for path in missing if _is_page_path(path)}
        for find_hidden in hooks.get_hooks(HOOK) if missing else ():
            hidden |= find_hidden(missing, self.user)
        self._visible_paths |= {path: path not in hidden for path in paths}
        self._follow_redirects(hidden)

    def _follow_redirects(self, hidden: set[str]) -> None:
        """Show the paths that are redirected to what the reader may see; a loop leads nowhere."""
        if not hidden:
            return
        old_paths = {path: Redirect.normalise_path(path) for path in hidden}
        redirects = Redirect.objects.filter(old_path__in=set(old_paths.values()))
        targets = {
            redirect.old_path: LinkReference("", redirect.redirect_page_id, redirect.redirect_link)
            for redirect in redirects
        }
        self.load(targets.values())
        for path, old_path in old_paths.items():
            if old_path in targets and self.resolve(targets[old_path]).url:
                self._visible_paths[path] = True

    def _own_path(self, url: str) -> str | None:
        """Return the path of a URL of the hub; None for other sites and other schemes."""
        parts = urlsplit_or_none(url)
        if parts is None:
            path = url.split("#")[0].split("?")[0]
        elif parts.hostname in self._hosts:
            path = parts.path or "/"
        else:
            return None
        path = unquote(path)
        return path if _OWN_PATH.fullmatch(path) else None


def urlsplit_or_none(url: str) -> Any:
    """Return the parts of an absolute URL of a web page; None for any other text."""
    try:
        parts = urlsplit(url.strip())
        is_web = parts.scheme in ("http", "https", "") and parts.hostname
    except ValueError:  # such as a URL with [ and no ]
        return None
    return parts if is_web else None


def expand_links(html: str, resolver: LinkResolver) -> str:
    """Return stored rich text with resolved links; those without a visible target are words.

    Links to documents and other schemes stay for Wagtail to expand.
    """
    resolver.load(reference for reference, _ in _anchors(html))

    def replace(match: re.Match) -> str:
        reference = _reference(match)
        if reference is None:
            return match[0]
        link = resolver.resolve(reference)
        if not link.url:
            return match[2]
        if link.is_external or reference.page_id is None:
            return match[0]
        return f'<a href="{escape(link.url)}">{match[2]}</a>'

    return _ANCHOR.sub(replace, html)


def references_in(obj: Model) -> Iterator[LinkReference]:
    """Yield the links in the fields and the blocks of an object."""
    for field in obj._meta.concrete_fields:
        value = field.value_from_object(obj)
        if isinstance(field, RichTextField):
            yield from _references_in_value(value)
        elif isinstance(field, StreamField) and isinstance(value, StreamValue):
            yield from _references_in_value(value.get_prep_value())
        elif value and _is_chosen_page(field):
            yield LinkReference(str(field.verbose_name), value)


def _is_chosen_page(field: Field) -> bool:
    """Return whether editors choose a page in a field, which the object then links to."""
    return (
        isinstance(field, ForeignKey)
        and field.editable
        and issubclass(field.related_model, Page)
        and not isinstance(field, ParentalKey)
        and not field.remote_field.parent_link
        and field.name != "alias_of"
    )


def broken_references(obj: Model) -> list[LinkReference]:
    """Return the links inside the hub, in an object and its child rows, to what is not public."""
    resolver = LinkResolver(AnonymousUser())
    references = list(references_in(obj))
    for relation in get_all_child_relations(obj):
        for row in getattr(obj, relation.get_accessor_name()).all():
            references += references_in(row)
    resolver.load(references)
    return [reference for reference in references if not resolver.resolve(reference).url]


def _references_in_value(value: Any) -> Iterator[LinkReference]:
    """Yield the links in a text or in the stored data of a block, at any depth."""
    match value:
        case str():
            yield from (reference for reference, _ in _anchors(value))
        case {"title": str() as words, "page": int() as page_id}:
            yield LinkReference(words, page_id)
        case {"title": str() as words, "url": str() as url} if url:
            yield LinkReference(words, url=url)
        case {"evidence": list() as items, **rest}:
            for item in items:
                if isinstance(page_id := item.get("value"), int):
                    yield LinkReference(str(rest.get("claim", "")), page_id)
        case dict():
            for part in value.values():
                yield from _references_in_value(part)
        case list():
            for part in value:
                yield from _references_in_value(part)


def _anchors(html: str) -> Iterator[tuple[LinkReference, re.Match]]:
    for match in _ANCHOR.finditer(html):
        if (reference := _reference(match)) is not None:
            yield reference, match


def _reference(match: re.Match) -> LinkReference | None:
    """Return the link of an anchor element; None for a link to a document or another scheme."""
    attributes = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
    words = unescape(_TAG.sub("", match[2])).strip()
    if attributes.get("linktype") == "page" and attributes.get("id", "").isdecimal():
        return LinkReference(words, int(attributes["id"]))
    href = attributes.get("href", "")
    if "linktype" in attributes or not (href.startswith("/") or urlsplit_or_none(href)):
        return None
    return LinkReference(words, url=href)


def own_hosts() -> set[str]:
    """Return the host names of the hub; one may be empty."""
    urls = [settings.WAGTAILADMIN_BASE_URL, *(site.root_url for site in Site.get_site_root_paths())]
    return {urlsplit(url).hostname or "" for url in urls}


def _root_url_path() -> str:
    roots = Site.get_site_root_paths()
    return roots[0].root_path if roots else "/"


def _is_page_path(path: str) -> bool:
    """Return whether only a page could be at a path of the hub."""
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return False
    # Django redirects a path to the one with a slash at its end.
    for each in dict.fromkeys([path, f"{path.removesuffix('/')}/"]):
        with suppress(Resolver404):
            return resolve(each).view_name == PAGE_VIEW_NAME
    return True
