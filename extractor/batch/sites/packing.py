"""Traces and templates as bytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from extractor.boilerplate.site_template import SiteTemplate, Trace


def trace_bytes(trace: Trace) -> bytes:
    """A trace, to be read again by `trace_from`."""
    hashes = [key for key, _ in trace.parts]
    widths = [width for _, width in trace.parts]
    return _packed([[int(trace.has_prose)], trace.keys, hashes, widths])


def trace_from(data: bytes) -> Trace:
    """The trace that `trace_bytes` was given."""
    (has_prose,), keys, hashes, widths = _unpacked(data)
    return Trace(tuple(keys), tuple(zip(hashes, widths, strict=True)), bool(has_prose))


def template_bytes(template: SiteTemplate) -> bytes:
    """A template, to be read again by `template_from`."""
    lists: list[Sequence[int]] = [list(template.masks), list(template.masks.values())]
    for page in template.pages:
        lists.append([int(page.has_prose), *(key for key, _ in page.parts)])
        lists.append([width for _, width in page.parts])
    return _packed(lists)


def template_from(data: bytes) -> SiteTemplate:
    """The template that `template_bytes` was given."""
    keys, masks, *pages = _unpacked(data)
    return SiteTemplate(
        tuple(
            Trace((), tuple(zip(hashes[1:], widths, strict=True)), bool(hashes[0]))
            for hashes, widths in zip(pages[::2], pages[1::2], strict=True)
        ),
        dict(zip(keys, masks, strict=True)),
    )


def _packed(lists: Sequence[Sequence[int]]) -> bytes:
    """Lists of numbers below 2**64, each after its length."""
    return b"".join(array("Q", (len(numbers), *numbers)).tobytes() for numbers in lists)


def _unpacked(data: bytes) -> Iterator[array[int]]:
    numbers = array("Q")
    numbers.frombytes(data)
    place = 0
    while place < len(numbers):
        end = place + 1 + numbers[place]
        yield numbers[place + 1 : end]
        place = end
