"""Registers what pages bring to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from pages import admin_look
from pages.snippets import RecordsGroup

register_snippet(RecordsGroup)
hooks.register("insert_global_admin_css", admin_look.stylesheet)
