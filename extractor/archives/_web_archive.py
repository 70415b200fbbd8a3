"""MHTML: a page with its pictures as one mail message (RFC 2557)."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import Message

_HEADERS = 16384
_FIRST_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]{0,2000}\r?\n")
_RELATED = re.compile(
    rb"^Content-Type:\s{0,9}multipart/(?:related|mixed|alternative)", re.IGNORECASE | re.MULTILINE
)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class WebArchivePage:
    """The page of an MHTML file."""

    data: bytes
    url: str | None
    media_type: str
    charset: str | None


def is_mhtml(data: bytes) -> bool:
    """Whether `data` is a mail message of several parts."""
    if not _FIRST_LINE.match(data):
        return False
    head = re.split(rb"\r?\n\r?\n", data[:_HEADERS], maxsplit=1)[0]
    return _RELATED.search(head) is not None


def page_in_mhtml(data: bytes) -> WebArchivePage | None:
    """The page: the part that the message starts with, or the first that is HTML, or text."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [part for part in _leaves(message) if part.get_content_type() in _PAGES]
    except RecursionError:  # a thousand parts within parts are no page
        return None
    if not parts:
        return None
    root = str(message.get_param("start") or "")
    named = [part for part in parts if root and part.get("Content-ID", "").strip() == root]
    html = [part for part in parts if part.get_content_type() != "text/plain"]
    part = (named or html or parts)[0]
    payload = part.get_payload(decode=True)
    return WebArchivePage(
        payload if isinstance(payload, bytes) else b"",
        _address(part) or _address(message, "Snapshot-Content-Location"),
        part.get_content_type(),
        part.get_content_charset(),
    )


def _leaves(message: Message) -> list[Message]:
    """The parts that hold no others, in order."""
    return [part for part in message.walk() if not part.is_multipart()]


def _address(part: Message, header: str = "Content-Location") -> str | None:
    value = str(part.get(header) or "").strip()
    return value if value.startswith(("http://", "https://")) else None
