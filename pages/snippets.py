"""The desk's records: people, and sources of help."""

from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.models import HelpSource, Person


class DisabledCreateView(SnippetCreateView):
    """The address to make a record while choosing one, where no form for that is drawn."""

    def can_create(self) -> bool:
        """Nobody: Wagtail takes it that there is a form."""
        return False


class ExistingOnlyChooserViewSet(SnippetChooserViewSet):
    """Offers the records there are."""

    create_view_class = DisabledCreateView


class PersonViewSet(SnippetViewSet):
    """People who write and speak on the hub."""

    model = Person
    icon = "user"
    list_display = ["name", "role", "organisation"]
    search_fields = ["name", "role", "organisation"]
    ordering = ["name"]
    list_per_page = 50
    chooser_viewset_class = ExistingOnlyChooserViewSet


class HelpSourceViewSet(SnippetViewSet):
    """Where a reader can find help."""

    model = HelpSource
    icon = "help"
    list_display = ["name", "telephone", "url"]
    ordering = ["name"]
    chooser_viewset_class = ExistingOnlyChooserViewSet


class RecordsViewSetGroup(SnippetViewSetGroup):
    """The records of the desk, in one menu."""

    menu_label = "Records"
    menu_icon = "list-ul"
    menu_order = 250
    items = (PersonViewSet, HelpSourceViewSet)
