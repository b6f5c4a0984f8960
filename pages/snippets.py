"""Snippet viewsets of people and sources of help."""

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


class PersonViewSet(SnippetViewSet):
    """Admin views of authors and interviewees."""

    model = Person
    icon = "user"
    list_display = ["name", "role", "organisation"]
    search_fields = ["name", "role", "organisation"]
    ordering = ["name"]
    list_per_page = 50
    chooser_viewset_class = ExistingOnlyChooserViewSet


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
