"""A form in a room: errors stand beside their fields, and what was typed is kept."""

from functools import cached_property
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.generic import FormView

from networks.join_forms.form_token import FormToken

MEANWHILE = (
    "Somebody else changed this while you were writing. Look at it in another tab; "
    "what you wrote stands below, and replaces theirs when you save once more."
)


class WritingView(FormView):
    """Shows a form, and takes it once however often it is sent."""

    template_name = "networks/space/form.html"
    heading = ""
    button = "Save"
    explanation = ""

    @cached_property
    def showing(self) -> FormToken:
        """Return the showing of the form that was sent; a member's may be as old as it likes."""
        return (
            FormToken.read(self.request.POST.get("showing", ""), open_for=None) or FormToken.new()
        )

    def get_back_url(self) -> str:
        """Return where somebody goes who leaves all as it is."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the words around the form."""
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "button": self.button,
            "explanation": self.explanation,
            "back": self.get_back_url(),
            "showing": self.showing.token(),
        }

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Show what is amiss."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def changed_meanwhile(self, form: BaseForm, version: str) -> HttpResponse:
        """Show what was typed once more, over what somebody else saved meanwhile.

        Args:
            form: What was typed.
            version: What it would replace when it is saved once more.
        """
        form.data = form.data.copy()
        form.data["seen"] = version
        form.add_error(None, MEANWHILE)
        return self.form_invalid(form)
