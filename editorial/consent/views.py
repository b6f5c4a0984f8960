"""The page behind a link: the words as they will look, and the person's answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from accounts.rate_limit import RateLimit
from accounts.views.personal_link import PersonalLinkView
from editorial.consent import services
from editorial.consent.fingerprint import fingerprint
from editorial.consent.forms import SignOffAnswerForm
from editorial.consent.models import SignOff

CONTENT_CHANGED_ERROR = (
    "Something on the page was changed while you were reading. Please read it once more."
)


# The token in the address is what a forger cannot know. A token in a cookie would add nothing,
# and could not be checked: this page tells browsers to name no referrer and no origin.
@method_decorator(csrf_exempt, name="dispatch")
class SignOffView(PersonalLinkView):
    """Shows whoever holds the link the page, and takes the answer."""

    wrong_links = RateLimit("sign-off", times=30, seconds=600)

    def find(self, token: str) -> SignOff | None:
        """Return the sign-off that a token opens."""
        return SignOff.objects.by_token(token)

    def get(self, request: HttpRequest, found: SignOff) -> HttpResponse:
        """Show the page, and below it the form or what was agreed."""
        return self._page(request, found, SignOffAnswerForm(found))

    def post(self, request: HttpRequest, found: SignOff) -> HttpResponse:
        """Take the answer, or the agreement back."""
        withdraws = "withdraw" in request.POST
        return self._withdraw(request, found) if withdraws else self._answer(request, found)

    def _answer(self, request: HttpRequest, sign_off: SignOff) -> HttpResponse:
        form = SignOffAnswerForm(sign_off, request.POST)
        if not form.is_valid():
            return self._page(request, sign_off, form, status=422)
        try:
            self._take(sign_off, request.POST.get("seen", ""), **form.cleaned_data)
        except services.StaleSignOff:
            return redirect(request.path)
        except services.ContentChanged:
            form.add_error("answer", CONTENT_CHANGED_ERROR)
            return self._page(request, sign_off, form, status=422)
        sign_off.refresh_from_db()
        return render(request, "editorial/consent/sign_off_thanks.html", {"sign_off": sign_off})

    def _take(
        self, sign_off: SignOff, seen: str, answer: str, remarks: str, uses: tuple[str, ...] = ()
    ) -> None:
        if answer == SignOffAnswerForm.AGREE:
            services.record_agreement(sign_off, uses, remarks, seen_as=seen)
        else:
            services.record_objection(sign_off, answer, remarks)

    def _withdraw(self, request: HttpRequest, sign_off: SignOff) -> HttpResponse:
        if not request.POST.get("sure"):
            unsure = "Tick the box first, so that nothing is taken down by mistake."
            return self._page(request, sign_off, SignOffAnswerForm(sign_off), unsure, status=422)
        if hasattr(sign_off, "consent"):
            services.withdraw_consent(sign_off.consent)
        return render(request, "editorial/consent/withdrawn.html", {"sign_off": sign_off})

    def _page(
        self,
        request: HttpRequest,
        sign_off: SignOff,
        form: SignOffAnswerForm,
        unsure: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Return the revision as it will look, with the person's part beneath it."""
        page = sign_off.revision.as_object()
        # So that what the page shows is kept for no other reader.
        request.is_preview = True
        context = page.get_context(request) | {
            "sign_off": sign_off,
            "consent": getattr(sign_off, "consent", None),
            "form": form,
            "unsure": unsure,
            "seen": fingerprint(page),
        }
        return TemplateResponse(request, page.get_template(request), context, status=status)
