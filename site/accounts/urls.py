"""The addresses of accounts, in plain words; the names are the library's where the views are."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts.views.account import AccountHomeView, CloseAccountView, sign_out_other_sessions
from accounts.views.invitation import InvitationView
from accounts.views.login_session import LoginSessionView, SignedInView
from accounts.views.personal_data import (
    PersonalDataErasureView,
    PersonalDataLinkFileView,
    PersonalDataLinkView,
    PersonalDataRequestView,
    personal_data,
    personal_data_file,
)
from accounts.views.profile import ProfileView, picture
from accounts.views.sign_in import (
    RecoveryCodesView,
    SecondFactorIndexView,
    SecondFactorView,
    SignInView,
)
from accounts.views.sign_up import SignUpCodeView, SignUpView

sign_in = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/enter/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-step/", SecondFactorView.as_view(), name="mfa_authenticate"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("signed-in/", SignedInView.as_view(), name="account_signed_in"),
    path("session/", LoginSessionView.as_view(), name="account_login_session"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", SignUpView.as_view(), name="account_signup"),
    path("sign-up/code/", SignUpCodeView.as_view(), name="account_sign_up_code"),
]

again = [
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

address = [
    path("address/", account.email, name="account_email"),
    path("address/code/", account.email_verification_sent, name="account_email_verification_sent"),
]

password = [
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"
    ),
    path(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

second = [
    path("second-step/", SecondFactorIndexView.as_view(), name="mfa_index"),
    path("second-step/app/", app.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes/", RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-step/codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "second-step/passkeys/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path("second-step/passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("second-step/passkeys/<int:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "second-step/passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"
    ),
]

held = [
    path("", personal_data, name="account_personal_data"),
    path("file/", personal_data_file, name="account_personal_data_file"),
    path("ask/", PersonalDataRequestView.as_view(), name="account_personal_data_request"),
    path("<str:token>/", PersonalDataLinkView.as_view(), name="account_personal_data_link"),
    path(
        "<str:token>/file/",
        PersonalDataLinkFileView.as_view(),
        name="account_personal_data_link_file",
    ),
    path(
        "<str:token>/erase/",
        PersonalDataErasureView.as_view(),
        name="account_personal_data_link_erase",
    ),
]

urlpatterns = [
    path("", AccountHomeView.as_view(), name="account_home"),
    path("invitation/<str:token>/", InvitationView.as_view(), name="account_invitation"),
    path("profile/", ProfileView.as_view(), name="account_profile"),
    path("people/<int:pk>/picture/", picture, name="account_picture"),
    path("sign-out/elsewhere/", sign_out_other_sessions, name="account_sign_out_other_sessions"),
    path("what-we-hold/", include(held)),
    path("close/", CloseAccountView.as_view(), name="account_close"),
    *sign_in,
    *again,
    *address,
    *password,
    *second,
]
