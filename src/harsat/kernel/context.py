"""A short id for each request, in the log line, in the answer's header and in the apology for a 5xx."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from logging import Filter, LogRecord
from secrets import token_hex

from django.http import HttpRequest, HttpResponse

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")


class RequestContextMiddleware:
    """Gives every request an id of eight hex digits, never one that the client chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the id for the time of this request."""
        token = REQUEST_ID.set(token_hex(4))
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = REQUEST_ID.get()
            return response
        finally:
            REQUEST_ID.reset(token)


class RequestIdFilter(Filter):
    """Adds `request_id` to a log record, so that a line and an apology can be matched."""

    def filter(self, record: LogRecord) -> bool:
        """Always keep the record."""
        record.request_id = REQUEST_ID.get()
        return True
