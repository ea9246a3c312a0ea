"""Keys, hosts and cookies."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from harsat.config.env import Env, env
from harsat.kernel.home import secret_key


def key_of(where: Env) -> str:
    """From the environment, else from the home folder, else one that ends with this process (tools and tests)."""
    found = where.secret_key or secret_key(where.home)
    if not found and where.server:
        raise ImproperlyConfigured("SECRET_KEY must be set: all processes of a server share it.")
    return found or get_random_secret_key()


SECRET_KEY = key_of(env)
# Keys that were in force before: what they signed holds until it ends by itself.
SECRET_KEY_FALLBACKS = env.secret_key_fallbacks
ALLOWED_HOSTS = env.allowed_hosts
CSRF_TRUSTED_ORIGINS = env.csrf_trusted_origins
CSRF_FAILURE_VIEW = "harsat.web.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = env.https
CSRF_COOKIE_SECURE = env.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.https
SECURE_HSTS_SECONDS = 31_536_000 if env.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.https and env.proxies else None
X_FRAME_OPTIONS = "DENY"
# A pasted block of 5,000 rows is one request of some 2 MB; workbooks are files, bounded by their reader.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
