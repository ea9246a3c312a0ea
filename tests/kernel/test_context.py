"""Every request has an id of ours, in its answer and in its log lines."""

import logging

from django.http import HttpResponse
from django.test import RequestFactory

from harsat.kernel.context import REQUEST_ID, RequestContextMiddleware, RequestIdFilter


def test_every_request_has_an_id_that_the_client_did_not_choose():
    seen = []

    def view(_request):
        seen.append(REQUEST_ID.get())
        return HttpResponse()

    request = RequestFactory().get("/", headers={"X-Request-Id": "mine"})
    response = RequestContextMiddleware(view)(request)
    assert response["X-Request-Id"] == seen[0] != "mine"
    assert len(seen[0]) == 8
    assert REQUEST_ID.get() == "-"


def test_a_log_line_carries_the_id():
    record = logging.makeLogRecord({})
    token = REQUEST_ID.set("0123abcd")
    try:
        assert RequestIdFilter().filter(record)
    finally:
        REQUEST_ID.reset(token)
    assert record.request_id == "0123abcd"
