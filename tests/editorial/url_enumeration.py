"""Every address of the hub, read from its own table of addresses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

DEFAULT_ARGUMENTS = {
    "content_type_app_name": ["pages"],
    "content_type_model_name": ["blogpage"],
    "app_label": ["pages"],
    "model_name": ["blogpage"],
    "wagtailadmin_workflows:add_task|app_label": ["editorial"],
    "wagtailadmin_workflows:add_task|model_name": ["reviewtask", "signofftask", "partnertask"],
    "wagtailadmin_tag_model_autocomplete|app_name": ["taggit"],
    "wagtailadmin_tag_model_autocomplete|model_name": ["tag"],
    "wagtailadmin_api:pages:action|action_name": sorted(PagesAdminAPIViewSet.actions),
    "action_name": ["approve", "reject"],
    "filter_spec": ["max-165x165"],
    "uidb64": ["MQ"],
    "uidb36": ["1"],
    "key": ["set-password"],
    "rest": ["done/"],
    "kind_id": [1],
    "editorial:snippet_undecided|pk": [1],
    "act": ["accept", "take"],
    "number": [1],
    "networks|slug": ["of-others"],
    "networks|pk": [1],
    "mfa|pk": [1],
    "token": ["set-password"],
    "session_id": [1],
    "uploaded_file_id": [1],
    "restriction_id": [1],
    "page_view_restriction_id": [1],
    "document_filename": ["notes.txt"],
    "path": ["images/none.png"],
    "topic_path": ["safer-ward"],
}
"""What stands for an argument: wherever it comes, or at addresses whose names begin so."""

POSITIONAL_ARGUMENT_NAMES = {
    "wagtailadmin_pages:revisions_compare": ["page_id", "first_version", "second_version"],
    "wagtaildocs_serve": ["document_id", "document_filename"],
    "wagtail_serve": ["page_path"],
}
"""The names of what is only counted in a pattern."""


class UnknownArgumentError(AssertionError):
    """The table of addresses has an argument that this walk does not know how to fill."""


@dataclass(frozen=True)
class UrlTemplate:
    """One pattern: its name, its path with arguments in angle brackets, and their names."""

    name: str
    path: str
    arguments: tuple[str, ...] = ()

    def fill(self, values: Mapping[str, list]) -> Iterator[str]:
        """Yield the address with every combination of arguments worth trying.

        Args:
            values: What to put for an argument, by its name alone, or by the beginning of an
                address's name, a bar and the argument's name; the longest beginning counts.

        Raises:
            UnknownArgumentError: There is nothing to put for an argument.
        """
        for filling in self._fillings(DEFAULT_ARGUMENTS | values):
            path = self.path
            for name, value in filling.items():
                path = path.replace(f"<{name}>", str(value))
            yield f"/{path}"

    def _fillings(self, values: Mapping[str, list]) -> Iterator[dict[str, object]]:
        if self.name == "wagtail_bulk_action":
            yield from _bulk_action_arguments()
            return
        choices = [self._choices(name, values) for name in self.arguments]
        for chosen in product(*choices):
            yield dict(zip(self.arguments, chosen, strict=True))

    def _choices(self, argument: str, values: Mapping[str, list]) -> list:
        fitting = [key for key in values if self._fits(key, argument)]
        if not fitting:
            raise UnknownArgumentError(f"{self.name} asks for {argument!r}: what is to be tried?")
        return values[max(fitting, key=len)]

    def _fits(self, key: str, argument: str) -> bool:
        beginning, _, name = key.rpartition("|")
        return name == argument and self.name.startswith(beginning)


def _bulk_action_arguments() -> Iterator[dict[str, object]]:
    """Yield every action on every kind of thing that there is in lists."""
    for app in apps.get_app_configs():
        for model in app.get_models():
            kind = {"app_label": app.label, "model_name": model._meta.model_name}
            for action in bulk_action_registry.get_bulk_actions_for_model(*kind.values()):
                yield kind | {"action": action.action_type}


def url_templates(beneath: str = "") -> Iterator[UrlTemplate]:
    """Yield every address, or those whose paths begin in a certain way."""
    for address in _walk_resolver(get_resolver(), "", ""):
        if address.path.startswith(beneath):
            yield address


def _walk_resolver(resolver: URLResolver, prefix: str, space: str) -> Iterator[UrlTemplate]:
    for entry in resolver.url_patterns:
        path = prefix + simplify_pattern(str(entry.pattern))
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (space, entry.namespace) if part)
            yield from _walk_resolver(entry, path, inner)
        else:
            yield _url_template(entry, path, space)


def simplify_pattern(pattern: str) -> str:
    """Write a pattern as a path with arguments in angle brackets."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return re.sub(r"<\w+:(\w+)>", r"<\1>", named).removeprefix("^").removesuffix("$")


def _url_template(entry: URLPattern, path: str, space: str) -> UrlTemplate:
    name = ":".join(part for part in (space, entry.name) if part)
    for argument in POSITIONAL_ARGUMENT_NAMES.get(name, []):
        path = re.sub(r"\((?:[^()]|\((?:[^()])*\))*\)", f"<{argument}>", path, count=1)
    return UrlTemplate(name, path.replace("\\.", "."), tuple(re.findall(r"<(\w+)>", path)))
