"""Registers what pages bring to the admin."""

from wagtail.snippets.models import register_snippet

from pages.snippets import RecordsGroup

register_snippet(RecordsGroup)
