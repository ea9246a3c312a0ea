"""Mails: through a server where one is named, as files in the home folder otherwise."""

from harsat.config.env import env

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if env.email_host else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(env.home / "mail")
EMAIL_HOST = env.email_host
EMAIL_PORT = env.email_port
EMAIL_HOST_USER = env.email_host_user
EMAIL_HOST_PASSWORD = env.email_host_password
EMAIL_USE_TLS = env.email_use_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.default_from_email
