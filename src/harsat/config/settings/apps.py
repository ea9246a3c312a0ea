"""Apps, middleware, templates and doors."""

from harsat.config.env import env

DEBUG = env.debug
HARSAT_HOME = env.home
HARSAT_SERVER = env.server

INSTALLED_APPS = [
    # Ours stand first, so that our templates and our migrate win over those of the libraries.
    "harsat.config",
    "harsat.accounts",
    "harsat.catalogue",
    "harsat.projects",
    "harsat.ledger",
    "harsat.rab",
    "harsat.starters",
    "harsat.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_vite",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "harsat.kernel.context.RequestContextMiddleware",
    "harsat.web.csp.CspMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "harsat.api.v2.errors.MethodNotAllowedMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "harsat.web.context.page_context",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

ROOT_URLCONF = "harsat.config.urls"
WSGI_APPLICATION = "harsat.config.wsgi.application"
# A route without its closing slash is a 404, never a redirect: a redirected POST loses its body.
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
