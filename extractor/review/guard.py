"""Who may talk to the review: its own pages in the reviewer's browser, and nobody else.

Another site that the browser has open can send requests to this machine, and can make a name of
its own point to it. So the address holds a secret, `Host` is one of ours, what the browser says
about the sender (`Origin`, `Sec-Fetch-Site`) is ours too, and what is sent is JSON, which no form
of another site can send.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]

MOST_BYTES = 8_000_000
"""Size of what is sent about one page."""
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
_OWN_SENDERS = frozenset(("same-origin", "none"))
"""The review's own pages, and what the reviewer types into the address bar."""


def guarded(app: App, token: str, port: int) -> App:
    """The application behind the checks; it sees addresses without the token."""
    hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))

    def checked(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        def answer(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start(status, [*headers, *_HEADERS], *rest)

        refused = _refusal(environ, token, hosts)
        if refused is not None:
            status, reason = refused
            data = json.dumps({"reason": reason}).encode("ascii")
            length = ("Content-Length", str(len(data)))
            answer(status, [("Content-Type", "application/json"), length])
            return [data]
        environ["SCRIPT_NAME"] = f"/{token}"
        environ["PATH_INFO"] = environ["PATH_INFO"][len(token) + 1 :]
        return app(environ, answer)

    return checked


def _refusal(
    environ: Mapping[str, Any], token: str, hosts: frozenset[str]
) -> tuple[str, str] | None:
    """Why a request is not answered."""
    host = environ.get("HTTP_HOST", "")
    if host not in hosts:
        return "403 Forbidden", "another host was asked for"
    if environ.get("HTTP_SEC_FETCH_SITE", "none") not in _OWN_SENDERS:
        return "403 Forbidden", "another site asks"
    given = environ.get("PATH_INFO", "").split("/")[1:]
    if len(given) < 2 or not hmac.compare_digest(
        given[0].encode("utf-8", "replace"), token.encode("ascii")
    ):
        return "403 Forbidden", "the address is not the one that the program printed"
    method = environ.get("REQUEST_METHOD")
    if method in {"GET", "HEAD"}:
        return None
    if method != "POST":
        return "405 Method Not Allowed", "no such method"
    return _refusal_to_write(environ, host)


def _refusal_to_write(environ: Mapping[str, Any], host: str) -> tuple[str, str] | None:
    if environ.get("HTTP_ORIGIN") != f"http://{host}":
        return "403 Forbidden", "another site writes"
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != "application/json":
        return "415 Unsupported Media Type", "only JSON is taken"
    length = environ.get("CONTENT_LENGTH", "")
    if not length.isascii() or not length.isdigit():
        return "411 Length Required", "its length is not told"
    if int(length) > MOST_BYTES:
        return "413 Content Too Large", f"is larger than {MOST_BYTES:,} bytes"
    return None
