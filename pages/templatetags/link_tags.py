"""Template tags for links inside the hub, which readers get only to what they may see."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.templatetags.wagtailcore_tags import richtext

from pages.links import Link, LinkReference, LinkResolver, expand_links, references_in

register = template.Library()


def _resolver(context: RequestContext) -> LinkResolver:
    """Return the request's resolver, with the targets of the rendered object loaded."""
    request: Any = context.get("request")
    resolver = getattr(request, "link_resolver", None)
    if resolver is None:
        user = getattr(request, "user", AnonymousUser())
        host = request.get_host().split(":")[0] if request is not None else ""
        resolver = LinkResolver(user, host)
        for name in ("page", "network", "join_form"):
            if isinstance(rendered := context.get(name), Model):
                resolver.load(references_in(rendered))
        if request is not None:
            request.link_resolver = resolver
    return resolver


@register.simple_tag(takes_context=True)
def rich_text(context: RequestContext, value: RichText | str | None) -> SafeString:
    """Render rich text: ``{% rich_text page.introduction %}``."""
    source = value.source if isinstance(value, RichText) else value or ""
    return richtext(expand_links(source, _resolver(context)))


@register.simple_tag(takes_context=True)
def resolve_link(context: RequestContext, value: Any) -> Link:
    """Return where a link leads: ``{% resolve_link value as link %}``.

    Args:
        context: The context of the template.
        value: A page, or the value of a link block with a page or a URL.
    """
    if isinstance(value, Page):
        reference = LinkReference("", value.pk)
    elif not value:
        return Link()
    else:
        page = value.get("page")
        reference = LinkReference("", page.pk if page else None, value.get("url") or "")
    return _resolver(context).resolve(reference)
