"""Proposals on pages as samples: their features, and whether a page's truth has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractor.boilerplate.judge import judge
from extractor.document.build import build_document
from extractor.lexicon import fold
from extractor.options import Options
from extractor.papers.decision.features import Features, features_of
from extractor.papers.merge import Merged, propose
from extractor.papers.once import remembering
from extractor.papers.sections import Context, build_context
from extractor.records import Document, Source
from extractor.source.decode import decode

LENIENT = 0.6
"""Training also sees what finders propose below their thresholds, at this strictness."""
_SAME = 90.0
"""Likeness of two titles, 0 to 100, from which on they are one, as in the pages' scorer."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to train on."""

    name: str
    site: str
    """Pages of one site are left out together."""
    origin: str
    """gold, general, fixture or made."""
    data: bytes
    media_type: str | None
    titles: tuple[tuple[str, str], ...]
    """(role, title) of every paper that the page presents."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A proposal."""

    page: str
    site: str
    origin: str
    shown: bool
    """The finders propose it at their usual thresholds, so that it may become an entry; other
    proposals are only trained on."""
    features: Features
    right: bool
    title: str
    finder: str


def samples_of(page: Page, *, twin: bool = False) -> list[Sample]:
    """The proposals on a page, at the usual thresholds and below them.

    With `twin` also those on the page as plain text, a line per block, which is trained on only.
    """
    document = _document(page.name, page.data, page.media_type)
    with remembering():
        found = _samples(page, document)
    text = "\n".join(block.text for block in document.blocks if block.text)
    if twin and text and document.media_type != "text/plain":
        plain = _document(page.name, text.encode("utf-8", "replace"), "text/plain")
        same = replace(page, name=f"{page.name} as text")
        with remembering():
            found += [replace(each, shown=False) for each in _samples(same, plain)]
    return found


def _document(name: str, data: bytes, media_type: str | None) -> Document:
    return build_document(decode(Source(name, data, None, media_type, None), Options()), None)


def _samples(page: Page, document: Document) -> list[Sample]:
    context = build_context(document, judge(document))
    below = _at(page, replace(context, strictness=LENIENT), shown=False)
    if not below:  # as on most general pages; then there is nothing at the thresholds either
        return []
    shown = _at(page, context, shown=True)
    known = {(each.finder, each.title) for each in shown}
    return shown + [each for each in below if (each.finder, each.title) not in known]


def _at(page: Page, context: Context, *, shown: bool) -> list[Sample]:
    proposals = propose(context)
    features = features_of(proposals.context, proposals.merged)
    right = matched(page.titles, proposals.merged)
    halves = _half_right(page, proposals.merged) - right
    return [
        Sample(
            page.name, page.site, page.origin, shown, each, number in right,
            str(entry.readings["title"].value), entry.candidate.finder,
        )
        for number, (entry, each) in enumerate(zip(proposals.merged, features, strict=True))
        if number not in halves
    ]  # fmt: skip


def matched(titles: Sequence[tuple[str, str]], entries: Sequence[Merged]) -> set[int]:
    """The entries whose title and role the page's truth has, each of its titles once."""
    scored = []
    for number, (role, title) in enumerate(titles):
        key = _letters(title)
        for place, entry in enumerate(entries):
            if entry.candidate.role != role:
                continue
            other = _letters(str(entry.readings["title"].value))
            likeness = 100.0 if key == other else fuzz.ratio(key, other, score_cutoff=_SAME)
            if key and likeness >= _SAME:
                scored.append((-likeness, abs(number - place), number, place))
    taken: set[int] = set()
    found: set[int] = set()
    for _, _, number, place in sorted(scored):
        if number not in taken and place not in found:
            taken.add(number)
            found.add(place)
    return found


def _half_right(page: Page, entries: Sequence[Merged]) -> set[int]:
    """Made pages: papers whose title is read with more or less than it. They would teach that
    such a list has no papers; on real pages they are wrong."""
    if page.origin != "made":
        return set()
    keys = [_letters(title) for _, title in page.titles]
    return {
        number
        for number, entry in enumerate(entries)
        for other in (_letters(str(entry.readings["title"].value)),)
        if any(fuzz.partial_ratio(key, other, score_cutoff=_PART) for key in keys)
    }


_PART = 85.0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
