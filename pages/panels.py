"""Panels of the editor."""

from typing import Any

from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel


class AuthorsPanel(InlinePanel):
    """The authors of a page, for those who may choose them."""

    def __init__(self, **kwargs: object) -> None:
        kwargs = {"relation_name": "authorships", "label": "Author", "heading": "Authors", **kwargs}
        super().__init__(**kwargs)

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel on one form, which may leave the authors out."""

        def __init__(self, **kwargs: Any) -> None:
            form = kwargs["form"]
            self.is_offered = form is None or kwargs["panel"].relation_name in form.formsets
            if self.is_offered:
                super().__init__(**kwargs)
            else:
                # Past the inline panel's own start, which looks for the form's authors.
                Panel.BoundPanel.__init__(self, **kwargs)

        def is_shown(self) -> bool:
            """Show it where the form asks for authors."""
            return self.is_offered and super().is_shown()


class UnnamedAuthorInterestsPanel(MultiFieldPanel):
    """What the author of a page declares whom it does not name; for a guest, what they declare."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"heading": "Interests of an author who is not named", **kwargs}
        super().__init__(*args, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel on one form."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.form.asks_own_interests:
                self.heading = "Your interests"
