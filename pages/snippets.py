"""The desk's records: people, and sources of help."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.models import HelpSource, Person


class PersonViewSet(SnippetViewSet):
    """People who write and speak on the hub."""

    model = Person
    icon = "user"
    list_display = ["name", "role", "organisation"]
    search_fields = ["name", "role", "organisation"]
    ordering = ["name"]
    list_per_page = 50


class HelpSourceViewSet(SnippetViewSet):
    """Where a reader can find help."""

    model = HelpSource
    icon = "help"
    list_display = ["name", "telephone", "url"]
    ordering = ["name"]


class RecordsGroup(SnippetViewSetGroup):
    """The records of the desk, in one menu."""

    menu_label = "Records"
    menu_icon = "list-ul"
    menu_order = 250
    items = (PersonViewSet, HelpSourceViewSet)
