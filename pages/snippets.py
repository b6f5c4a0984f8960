"""Snippet viewsets of people and sources of help."""

from typing import Any

from django import forms
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.models import HelpSource, Person


class DisabledCreateView(SnippetCreateView):
    """Chooser create view of a snippet that has no creation form in its chooser."""

    def can_create(self) -> bool:
        """Return False: Wagtail would look for a form otherwise."""
        return False


class ExistingOnlyChooserViewSet(SnippetChooserViewSet):
    """Chooser that offers existing snippets only."""

    create_view_class = DisabledCreateView


class PersonCreationForm(forms.ModelForm):
    """Creates a person in the chooser of authors and interviewees."""

    class Meta:
        model = Person
        fields = ["name", "role", "organisation"]

    def clean(self) -> dict[str, Any]:
        """Reject a second record of one person: pages name people by one record each."""
        cleaned = super().clean() or self.cleaned_data
        same = Person.objects.filter(
            name__iexact=cleaned.get("name", ""),
            organisation__iexact=cleaned.get("organisation", ""),
        )
        if same.exists():
            self.add_error("name", "There is already a record of this person. Search for the name.")
        return cleaned


class PersonChooserViewSet(SnippetChooserViewSet):
    """Chooser of people, which can create one."""

    creation_form_class = PersonCreationForm
    create_action_label = "Create a person"
    create_action_clicked_label = "Creating…"


class PersonViewSet(SnippetViewSet):
    """Admin views of authors and interviewees."""

    model = Person
    icon = "user"
    list_display = ["name", "role", "organisation"]
    search_fields = ["name", "role", "organisation"]
    ordering = ["name"]
    list_per_page = 50
    chooser_viewset_class = PersonChooserViewSet


class HelpSourceViewSet(SnippetViewSet):
    """Admin views of sources of help."""

    model = HelpSource
    icon = "help"
    list_display = ["name", "telephone", "url"]
    ordering = ["name"]
    chooser_viewset_class = ExistingOnlyChooserViewSet


class RecordsViewSetGroup(SnippetViewSetGroup):
    """The admin menu that groups these snippets."""

    menu_label = "Records"
    menu_icon = "list-ul"
    menu_order = 250
    items = (PersonViewSet, HelpSourceViewSet)
