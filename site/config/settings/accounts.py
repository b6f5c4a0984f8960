"""Settings of sign-in: django-allauth and the hub's additions to it."""

from typing import Any

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# Email address and password are changed on the account pages only, after reauthentication.
# Nobody sets the password of another person: staff are invited.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# The session ends with the browser, unless the user ticks “Keep me signed in on this device”.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Users are emailed when their account changes, with the IP address and browser of the request.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Addresses of invited users, and those that administrators enter, are marked as verified (see
# `accounts.receivers`). A new address is stored only after its code was entered: an unverified
# stored address would give access to the account to anyone who reads its mail.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Limits by IP address and by account. Attempts at an account are counted for each IP address
# separately, so that no one else can use up the owner's attempts (see `accounts.adapter`). The
# limit for all IP addresses together is higher.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    "login_failed_anywhere": "100/h/key",
    "request_login_code": "20/m/ip,40/h/key",
    "request_login_code_here": "5/10m/key",
    "reset_password": "20/m/ip,40/h/key",
    "reset_password_here": "5/10m/key",
    "sign_up": "20/h/ip,10/h/key",
    "sign_up_here": "5/10m/key",
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

# Required of users with access to the admin or to personal data of others.
HUB_SECOND_FACTOR_REQUIRED = True
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Accepts the codes of the previous and the next half minute: clocks of phones differ.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS: dict[str, Any] = {
    "activate_totp": "accounts.forms.second_factor.TOTPActivationForm",
    "add_webauthn": "accounts.forms.second_factor.PasskeyForm",
    "authenticate": "accounts.forms.second_factor.SecondFactorForm",
    "authenticate_webauthn": "accounts.forms.second_factor.PasskeySecondFactorForm",
    "edit_webauthn": "accounts.forms.second_factor.PasskeyNameForm",
    "login_webauthn": "accounts.forms.second_factor.PasskeySignInForm",
    "reauthenticate": "accounts.forms.second_factor.SecondFactorReauthenticationForm",
    "reauthenticate_webauthn": "accounts.forms.second_factor.PasskeyReauthenticationForm",
}
