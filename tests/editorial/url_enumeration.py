"""Every URL of the site, read from the URL configuration."""

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
    "content_type_id": [1],
    "editorial:snippet_decision_refused|pk": [1],
    "editorial:guide_picture|name": ["home.png"],
    "action": ["accept", "take"],
    "number": [1],
    "community|space": ["of-others"],
    "community|discussion": ["of-others"],
    "community|pk": [1],
    "networks|slug": ["of-others"],
    "networks|pk": [1],
    "guest": [1],
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
"""Default values by argument; a prefix before a bar restricts one to views of that name."""

POSITIONAL_ARGUMENT_NAMES = {
    "wagtailadmin_pages:revisions_compare": ["page_id", "first_version", "second_version"],
    "wagtaildocs_serve": ["document_id", "document_filename"],
    "wagtail_serve": ["page_path"],
}
"""Names of the unnamed groups in a pattern, by view."""


class UnknownArgumentError(AssertionError):
    """A URL pattern has an argument without a value."""


@dataclass(frozen=True)
class UrlTemplate:
    """A URL pattern: view name, path with arguments in angle brackets, argument names."""

    name: str
    path: str
    arguments: tuple[str, ...] = ()

    def fill(self, values: Mapping[str, list]) -> Iterator[str]:
        """Yield the URL with every combination of values.

        Args:
            values: Values by argument name, or by a prefix of the view's name, a bar and the
                argument's name; the longest matching prefix applies.

        Raises:
            UnknownArgumentError: There are no values for an argument.
        """
        for combination in self._combinations(DEFAULT_ARGUMENTS | values):
            path = self.path
            for name, value in combination.items():
                path = path.replace(f"<{name}>", str(value))
            yield f"/{path}"

    def _combinations(self, values: Mapping[str, list]) -> Iterator[dict[str, object]]:
        if self.name == "wagtail_bulk_action":
            yield from _bulk_action_arguments()
            return
        choices = [self._values_for(name, values) for name in self.arguments]
        for chosen in product(*choices):
            yield dict(zip(self.arguments, chosen, strict=True))

    def _values_for(self, argument: str, values: Mapping[str, list]) -> list:
        matching = [key for key in values if self._matches(key, argument)]
        if not matching:
            raise UnknownArgumentError(f"{self.name} has no values for {argument!r}")
        return values[max(matching, key=len)]

    def _matches(self, key: str, argument: str) -> bool:
        prefix, _, name = key.rpartition("|")
        return name == argument and self.name.startswith(prefix)


def _bulk_action_arguments() -> Iterator[dict[str, object]]:
    """Yield the arguments of every bulk action on every model."""
    for app in apps.get_app_configs():
        for model in app.get_models():
            model_arguments = {"app_label": app.label, "model_name": model._meta.model_name}
            for action in bulk_action_registry.get_bulk_actions_for_model(
                *model_arguments.values()
            ):
                yield model_arguments | {"action": action.action_type}


def url_templates(path_prefix: str = "") -> Iterator[UrlTemplate]:
    """Yield every URL template, or those whose path starts with a prefix."""
    for template in _walk_resolver(get_resolver(), "", ""):
        if template.path.startswith(path_prefix):
            yield template


def _walk_resolver(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[UrlTemplate]:
    for entry in resolver.url_patterns:
        path = prefix + simplify_pattern(str(entry.pattern))
        if isinstance(entry, URLResolver):
            nested_namespace = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from _walk_resolver(entry, path, nested_namespace)
        else:
            yield _url_template(entry, path, namespace)


def simplify_pattern(pattern: str) -> str:
    """Return a pattern as a path with arguments in angle brackets."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return re.sub(r"<\w+:(\w+)>", r"<\1>", named).removeprefix("^").removesuffix("$")


def _url_template(entry: URLPattern, path: str, namespace: str) -> UrlTemplate:
    name = ":".join(part for part in (namespace, entry.name) if part)
    for argument in POSITIONAL_ARGUMENT_NAMES.get(name, []):
        path = re.sub(r"\((?:[^()]|\((?:[^()])*\))*\)", f"<{argument}>", path, count=1)
    return UrlTemplate(name, path.replace("\\.", "."), tuple(re.findall(r"<(\w+)>", path)))
