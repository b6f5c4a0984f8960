"""Edit panels for authors and their declared interests."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel

from pages.links import LinkReference, broken_references


class BrokenLinksPanel(Panel):
    """Panel that names the links of a page that readers do not get, with the reason."""

    class BoundPanel(Panel.BoundPanel):
        """Finds the links in the page that is being edited."""

        template_name = "pages/broken_links_panel.html"

        @cached_property
        def references(self) -> list[LinkReference]:
            """Return the links inside the hub whose target is not public."""
            is_saved = self.instance is not None and self.instance.pk
            return broken_references(self.instance) if is_saved else []

        def is_shown(self) -> bool:
            """Return whether there are such links."""
            return super().is_shown() and bool(self.references)


class AuthorsPanel(InlinePanel):
    """Inline panel for authors, hidden where the form leaves them out."""

    def __init__(self, **kwargs: object) -> None:
        kwargs = {"relation_name": "authorships", "label": "Author", "heading": "Authors", **kwargs}
        super().__init__(**kwargs)

    class BoundPanel(InlinePanel.BoundPanel):
        """Binds the panel to a form that may lack the authors formset."""

        def __init__(self, **kwargs: Any) -> None:
            form = kwargs["form"]
            self.has_formset = form is None or kwargs["panel"].relation_name in form.formsets
            if self.has_formset:
                super().__init__(**kwargs)
            else:
                # Skips InlinePanel's initialiser, which reads the missing formset.
                Panel.BoundPanel.__init__(self, **kwargs)

        def is_shown(self) -> bool:
            """Return whether the form has the authors formset."""
            return self.has_formset and super().is_shown()


class UnnamedAuthorInterestsPanel(MultiFieldPanel):
    """Panel for the declaration of an unnamed author; for a guest writer, their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"heading": "Interests of an author who is not named", **kwargs}
        super().__init__(*args, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Binds the panel to a form and adapts its heading to guest writers."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.form.declares_own_interests:
                self.heading = "Your interests"
