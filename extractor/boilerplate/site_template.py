"""What the pages of one site repeat: made of the traces of its pages, judged with beside the model.

A block that stands on most pages of a site belongs to its template (Bar-Yossef and Rajagopalan:
Template detection via data mining, WWW 2002). Pages are only hashes here, and pages that are copies
of each other count once: a post that its site shows at ten addresses is no template.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from extractor.boilerplate.features import links, text
from extractor.records import Block, Document

MOST_PAGES = 40
"""Different pages of a site that are compared; more make the shares no surer."""
_FEWEST_PAGES = 3
_MOST_KEYS, _MOST_PARTS = 4000, 400
"""Of one page; the smallest hashes are kept, on all pages the same."""
_PROSE_LINE, _PROSE = 60.0, 200.0
"""Columns of a block of running text, and of a page that has some."""
_COPY, _COPY_WITHOUT_PROSE = 0.8, 0.95
_AT_PLACE, _ANYWHERE, _BUT_NUMBERS = 0.5, 0.7, 0.7
"""Shares of the other pages on which a block must stand."""
_FEW, _FEW_BUT_NUMBERS = 2, 3
"""Other pages that must have it."""
_KEPT_SHARE = 0.4
_MOST_HERE = 2
"""Places on one page; what stands there more often are words of its items."""
_LABEL = 30.0
"""Columns of a line that may head what follows it."""
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_BOTH = frozenset({"html", "body"})
"""Their classes tell the kind of page, or its number."""

Part = tuple[int, int]
"""Hash of a text, and its columns."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One page as its site's template is made of it."""

    keys: tuple[int, ...]
    """Hashes (64 bits) of its blocks: their text, text and place, place and text but for numbers;
    ascending."""
    parts: tuple[Part, ...]
    """What makes it this page: its running text, or all of it where that is short; ascending."""
    has_prose: bool


@dataclass(frozen=True, slots=True)
class SiteTemplate:
    """What different pages of one site have in common."""

    pages: tuple[Trace, ...]
    """Without their keys: to know the copies of a page."""
    masks: Mapping[int, int]
    """Key to the pages that have it: bit n stands for `pages[n]`."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a block repeats over its site, this page counted."""

    pages: int
    of: int
    but_numbers: bool = False
    """Only the numbers in it differ."""

    def __str__(self) -> str:
        same = "the same but for numbers" if self.but_numbers else "the same"
        return f"{same} on {self.pages} of {self.of} pages of this site"


@dataclass(frozen=True, slots=True)
class _Keys:
    """Of one block; None where it has none."""

    text: int
    at_place: int
    place: int
    but_numbers: int | None


def trace(document: Document) -> Trace:
    """What is remembered of a page."""
    keys = _keys(document)
    every = {key for each in keys if each for key in (each.text, each.at_place, each.but_numbers)}
    every.discard(None)
    parts, has_prose = _parts(document, keys)
    return Trace(tuple(sorted(filter(None, every))[:_MOST_KEYS]), parts, has_prose)


def template_of(traces: Iterable[Trace]) -> SiteTemplate | None:
    """The template of a site; None where too few of its pages differ.

    The same traces in the same order make the same template.
    """
    kept: list[Trace] = []
    for each in traces:
        if len(kept) < MOST_PAGES and not any(_are_copies(each, other) for other in kept):
            kept.append(each)
    if len(kept) < _FEWEST_PAGES:
        return None
    masks: Counter[int] = Counter()
    for number, each in enumerate(kept):
        for key in each.keys:
            masks[key] += 1 << number
    least = max(_FEW, _KEPT_SHARE * len(kept))
    common = {key: mask for key, mask in sorted(masks.items()) if mask.bit_count() >= least}
    return SiteTemplate(tuple(Trace((), each.parts, each.has_prose) for each in kept), common)


def repeats(document: Document, template: SiteTemplate) -> tuple[Repeat | None, ...]:
    """For every block how it repeats on other pages of the site; None where it does not."""
    keys = _keys(document)
    parts, has_prose = _parts(document, keys)
    own = Trace((), parts, has_prose)
    others = 0
    for number, page in enumerate(template.pages):
        others |= 0 if _are_copies(own, page) else 1 << number
    total = others.bit_count()
    if total + 1 < _FEWEST_PAGES:
        return (None,) * len(keys)
    texts = Counter(each.text for each in keys if each)
    places = Counter(each.place for each in keys if each)

    def repeat(block: Block, each: _Keys | None) -> Repeat | None:
        if each is None or texts[each.text] > _MOST_HERE:
            return None
        there, any_place, alike = (
            (template.masks.get(key, 0) & others).bit_count() if key is not None else 0
            for key in (each.at_place, each.text, each.but_numbers)
        )
        words = len(_LETTER.findall(block.text)) >= _FEW
        if there >= max(_FEW, _AT_PLACE * total):
            return Repeat(max(there, any_place) + 1, total + 1)
        if words and any_place >= max(_FEW, _ANYWHERE * total):
            return Repeat(any_place + 1, total + 1)
        alone = places[each.place] == 1
        if words and alone and alike >= max(_FEW_BUT_NUMBERS, _BUT_NUMBERS * total):
            return Repeat(alike + 1, total + 1, but_numbers=True)
        return None

    return tuple(map(repeat, document.blocks, keys))


def without_labels(
    document: Document, found: Sequence[Repeat | None], odds: Sequence[float]
) -> tuple[Repeat | None, ...]:
    """`found` without headings and short lines above text of this page's own: `Abstract` stands on
    every page of a series, and belongs to what it heads. Content has `odds` above 0."""
    kept = list(found)
    for block in document.blocks[:-1]:
        below = block.index + 1
        heads = block.form == "heading" or text.width(block.text) <= _LABEL
        if heads and found[below] is None and odds[below] > 0:
            kept[block.index] = None
    return tuple(kept)


def _are_copies(one: Trace, other: Trace) -> bool:
    if one.has_prose != other.has_prose:
        return False
    mine, theirs = dict(one.parts), dict(other.parts)
    both = sum(mine[key] for key in mine.keys() & theirs.keys())
    every = sum(mine.values()) + sum(theirs.values()) - both
    return both >= (_COPY if one.has_prose else _COPY_WITHOUT_PROSE) * every


def _parts(document: Document, keys: Sequence[_Keys | None]) -> tuple[tuple[Part, ...], bool]:
    widths, linked = text.observe(document), links.observe(document)
    every: dict[int, int] = {}
    prose: dict[int, int] = {}
    for index, each in enumerate(keys):
        if each is None:
            continue
        width = widths.width[index]
        every[each.text] = round(width)
        if widths.marks[index] and width >= _PROSE_LINE and linked.width[index] <= 0.5 * width:
            prose[each.text] = round(width)
    has_prose = sum(prose.values()) >= _PROSE
    chosen = prose if has_prose else every
    return tuple(sorted(chosen.items())[:_MOST_PARTS]), has_prose


def _keys(document: Document) -> list[_Keys | None]:
    places = _places(document)
    return [_keys_of(block, places) for block in document.blocks]


def _keys_of(block: Block, places: Sequence[bytes]) -> _Keys | None:
    if not block.text:
        return None
    place = places[block.element] if block.element >= 0 else b""
    folded = " ".join(block.text.casefold().split())
    masked = _DIGITS.sub("\0", folded)
    return _Keys(
        _hash(folded.encode("utf-8", "surrogatepass")),
        _hash(place + folded.encode("utf-8", "surrogatepass")),
        int.from_bytes(place),
        _hash(place + masked.encode("utf-8", "surrogatepass")) if masked != folded else None,
    )


def _places(document: Document) -> list[bytes]:
    """For every element a hash of the tags and classes on the way to it; numbers do not count."""
    places: list[bytes] = []
    for element in document.elements:
        above = places[element.parent] if element.parent >= 0 else b""
        classes = "" if element.tag in _BOTH else _DIGITS.sub("0", element.classes)
        step = f"/{element.tag} {' '.join(sorted(classes.split()))}"
        places.append(_digest(above + step.encode("utf-8", "surrogatepass")))
    return places


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()


def _hash(data: bytes) -> int:
    return int.from_bytes(_digest(data))
