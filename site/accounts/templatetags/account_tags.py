"""Template tags about the user who is signed in."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.interrupted_forms import FORM_AUTHOR_FIELD, form_author
from accounts.second_factor.middleware import is_second_factor_missing
from accounts.spaces import SpaceLink, spaces_for_user

register = template.Library()


@register.simple_tag(takes_context=True)
def user_spaces(context: RequestContext) -> list[SpaceLink]:
    """Return links to the private spaces of the user: ``{% user_spaces as spaces %}``.

    None before the user has set up a second factor that they must have.
    """
    request = context["request"]
    return [] if is_second_factor_missing(request) else spaces_for_user(request.user)


@register.simple_tag(takes_context=True)
def form_author_field(context: RequestContext) -> SafeString:
    """Return the hidden field that names the user to whom a form is shown."""
    author = form_author(context["request"].user)
    return format_html('<input type="hidden" name="{}" value="{}">', FORM_AUTHOR_FIELD, author)
