"""How people sign in: settings of django-allauth, and of what the hub adds to it."""

from typing import Any

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# Address and password are changed in one place, where both are proven first.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# On shared computers a session ends with the browser, unless one ticks the box.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Letters tell people what has changed about their account, with where it came from.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Who is invited has proven the address, and an administrator answers for one typed in at the desk:
# `accounts.addresses` marks those as proven. One that people change to is stored nowhere before
# they have typed the code sent to it; stored, it would open the account for whoever reads its mail.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# By source and by account. What an account may be tried with, and asked for, is counted for each
# source by itself, so that nobody elsewhere can use it up (see `accounts.adapter`). What all
# sources together may do is more than one of them can.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "login_failed_anywhere": "100/h/key",
    "request_login_code": "20/m/ip,40/h/key",
    "request_login_code_here": "5/10m/key",
    "reset_password": "20/m/ip,40/h/key",
    "reset_password_here": "5/10m/key",
}
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.account.ChangeEmailForm",
    "change_password": "accounts.forms.account.ChangePasswordForm",
    "confirm_email_verification_code": "accounts.forms.account.EmailVerificationCodeForm",
    "confirm_login_code": "accounts.forms.sign_in.ConfirmLoginCodeForm",
    "login": "accounts.forms.sign_in.SignInForm",
    "reauthenticate": "accounts.forms.sign_in.PasswordReauthenticationForm",
    "request_login_code": "accounts.forms.sign_in.RequestLoginCodeForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.account.ResetPasswordKeyForm",
    "set_password": "accounts.forms.account.SetPasswordForm",
}

# The second step is for everybody who may open the desk or sees personal data.
HUB_SECOND_FACTOR_REQUIRED = True
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS: dict[str, Any] = {
    "activate_totp": "accounts.forms.second_factor.TOTPActivationForm",
    "add_webauthn": "accounts.forms.second_factor.PasskeyForm",
    "authenticate": "accounts.forms.second_factor.SecondFactorForm",
    "edit_webauthn": "accounts.forms.second_factor.PasskeyNameForm",
    "reauthenticate": "accounts.forms.second_factor.SecondFactorReauthenticationForm",
}
