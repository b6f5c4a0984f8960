"""View in which a member reads a warning and confirms it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from community.models import MemberWarning
from community.moderation.warnings import confirm_warning


@method_decorator(never_cache, name="dispatch")
class WarningView(LoginRequiredMixin, TemplateView):
    """Shows a member their warning; they confirm it before they write again."""

    template_name = "community/warning.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the warning, and where the member goes from here."""
        return super().get_context_data(**kwargs) | {
            "warning": self._get_warning(),
            "next": self.request.GET.get("next", ""),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm the warning."""
        confirm_warning(self._get_warning())
        messages.success(request, "Thank you. You can write in discussions again.")
        url = request.POST.get("next", "")
        is_safe = url_has_allowed_host_and_scheme(url, {request.get_host()})
        return redirect(url if is_safe else reverse("community:index"))

    def _get_warning(self) -> MemberWarning:
        own = MemberWarning.objects.filter(user=self.request.user)
        warnings = own.select_related("action__post__discussion")
        return get_object_or_404(warnings, pk=self.kwargs["pk"])
