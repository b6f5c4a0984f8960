"""The public page behind a sign-off link: the revision as it would look, and the answer form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from accounts.rate_limit import RateLimit
from accounts.views.personal_link import PersonalLinkView
from editorial.consent import services
from editorial.consent.forms import SignOffAnswerForm
from editorial.consent.models import SignOff
from editorial.workflow.fingerprint import fingerprint

CONTENT_CHANGED_ERROR = (
    "The page was changed while you were reading it. Read it again before you answer."
)


# A forger does not know the token in the URL. A token in a cookie would add nothing, and its
# check would fail: this page instructs browsers to send neither referrer nor origin.
@method_decorator(csrf_exempt, name="dispatch")
class SignOffView(PersonalLinkView):
    """Shows the page to the holder of the link, and records the answer or a withdrawal."""

    invalid_link_rate_limit = RateLimit("sign-off", max_attempts=30, seconds=600)

    def get_object(self, token: str) -> SignOff | None:
        """Return the sign-off that a token opens."""
        return SignOff.objects.get_by_token(token)

    def get(self, request: HttpRequest, linked_object: SignOff) -> HttpResponse:
        """Render the page, and below it the answer form or the consent."""
        return self._render(request, linked_object, SignOffAnswerForm(linked_object))

    def post(self, request: HttpRequest, linked_object: SignOff) -> HttpResponse:
        """Record the answer, or the withdrawal of the consent."""
        if "withdraw" in request.POST:
            return self._withdraw(request, linked_object)
        return self._answer(request, linked_object)

    def _answer(self, request: HttpRequest, sign_off: SignOff) -> HttpResponse:
        form = SignOffAnswerForm(sign_off, request.POST)
        if not form.is_valid():
            return self._render(request, sign_off, form, status=422)
        shown_fingerprint = request.POST.get("shown_fingerprint", "")
        try:
            self._save_answer(sign_off, shown_fingerprint, **form.cleaned_data)
        except services.StaleSignOff:
            return redirect(request.path)
        except services.ContentChanged:
            form.add_error("answer", CONTENT_CHANGED_ERROR)
            return self._render(request, sign_off, form, status=422)
        sign_off.refresh_from_db()
        return render(request, "editorial/consent/sign_off_thanks.html", {"sign_off": sign_off})

    @staticmethod
    def _save_answer(
        sign_off: SignOff,
        shown_fingerprint: str,
        answer: str,
        remarks: str,
        uses: tuple[str, ...] = (),
    ) -> None:
        if answer == SignOffAnswerForm.AGREE:
            services.save_agreement(sign_off, uses, remarks, shown_fingerprint)
        else:
            services.save_objection(sign_off, answer, remarks)

    def _withdraw(self, request: HttpRequest, sign_off: SignOff) -> HttpResponse:
        if not request.POST.get("sure"):
            error = "Tick the box to confirm that you want to withdraw your consent."
            form = SignOffAnswerForm(sign_off)
            return self._render(request, sign_off, form, error, status=422)
        if hasattr(sign_off, "consent"):
            services.withdraw_consent(sign_off.consent)
        return render(request, "editorial/consent/withdrawn.html", {"sign_off": sign_off})

    def _render(
        self,
        request: HttpRequest,
        sign_off: SignOff,
        form: SignOffAnswerForm,
        withdrawal_error: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Render the revision with the page's own template, which includes the sign-off panel."""
        page = sign_off.revision.as_object()
        request.is_preview = True  # excludes the response from the fragment cache
        context = page.get_context(request) | {
            "sign_off": sign_off,
            "consent": getattr(sign_off, "consent", None),
            "form": form,
            "withdrawal_error": withdrawal_error,
            "shown_fingerprint": fingerprint(page),
        }
        return TemplateResponse(request, page.get_template(request), context, status=status)
