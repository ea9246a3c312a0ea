"""Signing in: by e-mail, Argon2id, limits that stop a guesser and not an office behind one address."""

from typing import Any

from harsat.config.env import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "harsat.accounts.hashers.Argon2idHasher",
    # Second, so that hashes of an earlier system verify once and are upgraded.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "/akun/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/akun/masuk/"

ACCOUNT_ADAPTER = "harsat.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "harsat.accounts.forms.SignupForm"
# Without a mail server an address that waits for confirmation would lock its owner out.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if env.email_host else "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS: Any = {
    "login": "600/m/ip",  # an office of 200 signs in on Monday at eight, from one address
    "login_failed": "300/m/ip,5/5m/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
}
if env.account_rate_limits_disabled:
    ACCOUNT_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.proxies
SESSION_COOKIE_AGE = 14 * 24 * 3600
