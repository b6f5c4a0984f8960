"""Views in which members of a network send sealed questions, and organisers decide about them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from accounts.models.profile import Profile
from community.discussions.views import sign_in_or_not_found
from community.enums import DeclineReason, SpaceKind
from community.models import SealedQuestion, Space
from community.moderation.suspensions import get_active_suspension
from community.sealed_questions import services
from community.sealed_questions.forms import PUBLISH, SealedDecisionForm, SealedQuestionForm

FULL = (
    "Your question was not sent: {number} sealed questions are waiting already, which is as many "
    "as we hold for a network. Your words are still here. Copy them, and try again in a few days."
)
DECLINED_LOG_ROWS = 20


@method_decorator(never_cache, name="dispatch")
class SealedQuestionsView(View):
    """Base of the pages about the sealed questions of a network, for its members.

    Such a request stores nothing about the member: no login session, no message of
    `django.contrib.messages`, no count of a rate limit, no form token.
    """

    request: HttpRequest
    space: Space

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the space; a visitor is asked to sign in.

        Raises:
            Http404: The user is signed in, and does not see a private space with this address.
        """
        found = self.get_spaces().filter(kind=SpaceKind.NETWORK, slug=kwargs["space"]).first()
        if found is None:
            response = sign_in_or_not_found(request)
        elif suspension := self.get_suspension():
            context = {"suspension": suspension}
            response = render(request, "community/suspended.html", context, status=403)
        else:
            self.space = found
            response = super().dispatch(request, *args, **kwargs)
        # The web server logs the referrer of the files that a page loads: only the origin, so that
        # it logs nothing of this page. “no-referrer” would make browsers send “Origin: null”,
        # which the CSRF check refuses.
        response["Referrer-Policy"] = "strict-origin"
        return response

    def get_spaces(self) -> QuerySet[Space]:
        """Return the spaces in which the user may open the page."""
        return Space.objects.visible_to(self.request.user)

    def get_suspension(self) -> Any:
        """Return the suspension that keeps the user from the page, if there is one."""
        return None


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SendSealedQuestionView(SealedQuestionsView, FormView):
    """Stores a sealed question without its author.

    A form with errors has status 200, not 422: Django logs each error status with its address.
    """

    form_class = SealedQuestionForm
    template_name = "community/sealed_questions/form.html"

    def get_suspension(self) -> Any:
        """Return the suspension of the user, who cannot write."""
        return get_active_suspension(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the names of the member, which the form refuses in the text."""
        user = self.request.user
        names = set(Profile.objects.filter(user=user).values_list("name", flat=True))
        return super().get_form_kwargs() | {"own_names": names | {user.get_full_name(), user.email}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the space, and whether a question can be sent now."""
        return super().get_context_data(**kwargs) | {
            "space": self.space,
            "is_full": services.is_full(self.space),
            "max_waiting": services.MAX_WAITING,
            "retention_days": services.RETENTION.days,
        }

    def form_valid(self, form: SealedQuestionForm) -> HttpResponse:
        """Store the question."""
        try:
            services.send_question(self.space, **form.cleaned_data)
        except services.TooManyWaitingError:
            form.add_error(None, FULL.format(number=services.MAX_WAITING))
            return self.form_invalid(form)
        return redirect("community:sealed_question_sent", self.space.slug)


class SealedQuestionSentView(SealedQuestionsView, TemplateView):
    """Says what happens with a sealed question. It is the same page for every member."""

    template_name = "community/sealed_questions/confirmation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the space."""
        return super().get_context_data(**kwargs) | {
            "space": self.space,
            "retention_days": services.RETENTION.days,
        }


class DecideQuestionsView(SealedQuestionsView):
    """Shows organisers the waiting questions in random order, and applies their decision."""

    def get_spaces(self) -> QuerySet[Space]:
        """Return the spaces that the user moderates."""
        return Space.objects.moderated_by(self.request.user)

    def get(self, request: HttpRequest, space: str) -> HttpResponse:
        """Show the questions."""
        return self._render(SealedDecisionForm(self._get_readable()))

    def post(self, request: HttpRequest, space: str) -> HttpResponse:
        """Publish or decline the ticked questions."""
        form = SealedDecisionForm(self._get_readable(), request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        pks = [question.pk for question in form.cleaned_data["questions"]]
        if form.cleaned_data["decision"] == PUBLISH:
            number = len(services.publish_questions(self.space, pks, request.user))
            done = "published"
        else:
            reason = DeclineReason(form.cleaned_data["reason"])
            number = services.decline_questions(self.space, pks, request.user, reason)
            done = "declined and deleted"
        noun = "question" if number == 1 else "questions"
        messages.success(request, f"{number} {noun} {done}.")
        return redirect("community:sealed_questions", self.space.slug)

    def _get_readable(self) -> QuerySet[SealedQuestion]:
        return SealedQuestion.objects.readable().filter(space=self.space)

    def _render(self, form: SealedDecisionForm, status: int = 200) -> HttpResponse:
        declined = self.space.declined_sealed_questions.select_related("actor")
        context = {
            "form": form,
            "space": self.space,
            "questions": services.get_readable_questions(self.space),
            "ticked": form.data.getlist("questions") if form.is_bound else [],
            "declined": declined[:DECLINED_LOG_ROWS],
            "retention_days": services.RETENTION.days,
        }
        return render(
            self.request, "community/sealed_questions/decide.html", context, status=status
        )
