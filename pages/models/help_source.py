"""Sources of help for readers."""

import re

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from editorial.safety.published_records import PublishedRecordForm


class HelpSource(index.Indexed, models.Model):
    """An organisation that helps, listed in content notices."""

    name = models.CharField(max_length=100, unique=True)
    description = models.CharField(max_length=250, help_text="Who it helps, and when it is open.")
    telephone = models.CharField(max_length=30, blank=True)
    url = models.URLField("address", blank=True)

    base_form_class = PublishedRecordForm
    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("telephone"),
        FieldPanel("url"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = "source of help"
        verbose_name_plural = "sources of help"

    def __str__(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        """Return the telephone number for a ``tel:`` link."""
        return re.sub(r"[^\d+]", "", self.telephone)
