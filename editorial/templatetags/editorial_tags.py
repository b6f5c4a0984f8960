"""Template tags of the admin: who can act on a workflow, guests, overridden templates."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from editorial.guests import permissions
from editorial.workflow.actors import describe_actors

register = template.Library()


@register.filter
def is_guest(user: Any) -> bool:
    """Return whether a user is a guest, to whom some of the admin's views are closed."""
    return permissions.is_guest(user)


@register.simple_tag(takes_context=True)
def workflow_actors(context: Context, content: Any) -> str:
    """Return the step that content has reached, and who can act on it."""
    request = context.get("request")
    return describe_actors(content, request.user) if request and content else ""


@register.simple_tag(takes_context=True)
def include_overridden(context: Context) -> SafeString:
    """Render the template that the current one overrides: the next of the same name."""
    current = context.render_context.template
    overridden, _ = current.engine.find_template(current.name, skip=[current.origin])
    return overridden.render(context)
