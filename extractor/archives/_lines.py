"""Lines of a stream, with limits, over breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.archives._stream import Stream

_NEWLINE = re.compile(rb"\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or what came in its place."""

    data: bytes
    offset: int
    number: int
    """From 1; after damage, from there on."""
    torn: bool = False
    """It begins in the middle: damage came before it."""
    failure: str | None = None
    """The kind of failure, where this is none."""
    reason: str = ""


def lines(stream: Stream, limit: int) -> Iterator[Line]:
    """Every line, without its end."""
    number, torn = 0, False
    while not stream.at_end:
        offset = stream.offset
        number += 1
        size = stream.find(_NEWLINE, 1, limit)
        if size is not None:
            data = stream.take(size + 1)[:-1]
            yield Line(data.removesuffix(b"\r"), offset, number, torn)
            torn = False
        elif stream.broken is not None:
            broken = stream.cross()
            kind = "limit" if broken.limit else "damaged"
            yield Line(b"", broken.offset, number, torn=True, failure=kind, reason=broken.reason)
            torn = True
        elif len(rest := stream.peek(limit)) < limit:
            stream.skip(len(rest))
            yield Line(rest, offset, number, torn)
        else:
            stream.skip(limit)
            stream.skip_to(_NEWLINE, 1)
            reason = f"the line is longer than {limit:,} bytes"
            yield Line(b"", offset, number, torn, failure="limit", reason=reason)
