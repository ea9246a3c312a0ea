"""One line an event, on standard error, with the id of its request that also stands in the answer."""

from harsat.config.env import env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "harsat.kernel.context.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["stderr"], "level": env.log_level},
    "loggers": {
        # Django's own handlers would mail administrators and say everything twice.
        "django": {"handlers": [], "level": env.log_level, "propagate": True},
        # A refusal is the reader's business; a fault of ours is logged as an error by the same logger.
        "django.request": {"level": "ERROR"},
        "harsat": {"level": "INFO"},
    },
}
