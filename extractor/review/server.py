"""The review on this machine's loopback address. The only module that opens a socket; nothing but
the command `review` imports it, and only when it runs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import bottle

from extractor.errors import PapersieveError
from extractor.review.desk import Desk
from extractor.review.guard import MOST_BYTES, App, guarded

_LOOPBACK = "127.0.0.1"
_IDLE_SECONDS = 60
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Binds without asking a name server what the address is called, as http.server does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = _LOOPBACK, int(self.server_address[1])
        self.setup_environ()


class _Handler(WSGIRequestHandler):
    timeout = _IDLE_SECONDS

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """Requests are not told: their addresses hold the token."""


class Serving:
    """A review that can be looked at under `address` while `run` runs."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        """Port 0: any that is free. Raises OSError where the port is taken."""
        token = secrets.token_urlsafe(32)
        self._server = _Server((_LOOPBACK, port), _Handler)
        self._server.set_app(guarded(application(desk), token, self._server.server_port))
        self.address = f"http://{_LOOPBACK}:{self._server.server_port}/{token}/"

    def run(self) -> None:
        """Answers until `stop`, or an exception such as KeyboardInterrupt, ends it."""
        try:
            self._server.serve_forever(poll_interval=0.2)
        finally:
            self._server.server_close()

    def stop(self) -> None:
        """Ends `run`, called from another thread."""
        self._server.shutdown()


def application(desk: Desk) -> App:
    """The pages of the review and the one address that takes corrections, without checks."""
    app = bottle.Bottle()

    def page(number: int) -> str:
        return _answered(lambda: desk.page(number))

    def report(number: int) -> str:
        return _answered(lambda: desk.report(number))

    def save(number: int) -> dict[str, Any]:
        return _saved(desk, number)

    app.route("/", "GET", lambda: _answered(desk.list))
    app.route("/page/<number:int>", "GET", page)
    app.route("/report/<number:int>", "GET", report)
    app.route("/page/<number:int>", "POST", save)
    served: App = app
    return served


def _answered(make: Callable[[], str]) -> str:
    try:
        text = make()
    except KeyError:
        raise bottle.HTTPResponse("There is no such page.", 404) from None
    except PapersieveError as error:
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        raise bottle.HTTPResponse(str(error), 410, headers) from None
    bottle.response.content_type = "text/html; charset=utf-8"
    return text


def _saved(desk: Desk, number: int) -> dict[str, Any]:
    try:
        sent = json.loads(bottle.request.body.read(MOST_BYTES))
        saved = desk.save(number, sent)
    except _MALFORMED as error:
        raise _problem(400, f"that is no review of this page: {error}") from None
    except PapersieveError as error:
        raise _problem(410, str(error)) from None
    except OSError as error:
        raise _problem(507, error.strerror or str(error)) from None
    return {"ids": saved.ids, "not_printed": saved.not_printed}


def _problem(status: int, reason: str) -> bottle.HTTPResponse:
    text = json.dumps({"reason": reason[:300]})
    return bottle.HTTPResponse(text, status, {"Content-Type": "application/json"})
