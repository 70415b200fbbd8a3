"""What the names of the elements around a block say: cues of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor.boilerplate.kinds import Cue, Cues, content_cues, cues
from extractor.records import Document, Element

_WORD = re.compile(r"[a-z]+\d*|\d+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WHOLE_PAGE = frozenset({"html", "body"})
_WEAK, _IN_ARTICLE, _DISCOUNT = 0.6, 0.7, 0.3
"""A weak name such as `header` inside an article is the article's own."""
_DECAY = 0.94
"""A name speaks a little less for what is nested deeper."""


@dataclass(frozen=True, slots=True)
class AttributeColumns:
    """One value per block."""

    kind: tuple[Cue | None, ...]
    """The strongest cue of a boilerplate kind on the elements around the block."""
    kind_strength: tuple[float, ...]
    content_strength: tuple[float, ...]
    """Strength of the strongest cue of main text, 0 without."""


class _Names(NamedTuple):
    """What one element says, and what is left of what the elements around it say."""

    cue: Cue | None
    strength: float
    content: float


_NOTHING = _Names(None, 0.0, 0.0)


def observe(document: Document, prose: Sequence[float], title: int = -1) -> AttributeColumns:
    """Attribute columns of every block.

    `prose` holds running sums of running text, one longer than the blocks: a name on an element
    that holds much of the page's text is the layout's (`has-sidebar`) and says nothing. So does
    one around `title`, the number of the heading that is the page's title (-1: none).
    """
    kinds, contents = cues(), content_cues()
    cache: dict[tuple[str, str, str, str, str], tuple[Cue | None, Cue | None]] = {}
    total = prose[-1]
    known: dict[str, list[str]] = {}
    names: list[_Names] = []
    for element in document.elements:
        key = (element.tag, element.classes, element.id, element.role, element.itemprop)
        if key not in cache:
            cache[key] = (
                _strongest(element, kinds, known),
                _strongest(element, contents, known),
            )
        above = names[element.parent] if element.parent >= 0 else _NOTHING
        kind, content = cache[key]
        if kind is None and content is None:
            cue, strength, likely = above
            names.append(_Names(cue, strength * _DECAY, likely * _DECAY))
            continue
        names.append(
            _inherit(
                above,
                kind,
                content,
                prose[element.last] - prose[element.first],
                total,
                holds_title=element.first <= title < element.last,
            )
        )
    own = [names[block.element] for block in document.blocks]
    return AttributeColumns(
        tuple([name.cue for name in own]),
        tuple([name.strength for name in own]),
        tuple([name.content for name in own]),
    )


def names_content(element: Element) -> bool:
    """Whether the element's own name says that it holds main text."""
    return _strongest(element, content_cues(), {}) is not None


def _inherit(
    above: _Names,
    kind: Cue | None,
    content: Cue | None,
    inside: float,
    total: float,
    *,
    holds_title: bool,
) -> _Names:
    strength = 0.0
    if kind is not None:
        share = inside / total if total else 0.0
        strength = kind.strength
        if not kind.always:
            strength *= max(0.0, 1.0 - 2.2 * max(0.0, share - 0.1))
        if holds_title:
            strength = 0.0
        elif kind.strength <= _WEAK and above.content >= _IN_ARTICLE:
            strength *= _DISCOUNT
    kept = above.strength * _DECAY
    likely = max(above.content * _DECAY, content.strength if content else 0.0)
    if kind is not None and strength > kept:
        return _Names(kind, strength, likely)
    return _Names(above.cue, kept, likely)


def _strongest(element: Element, table: Cues, tokens: dict[str, list[str]]) -> Cue | None:
    if element.tag in _WHOLE_PAGE:
        return None
    best = table["tag"].get(element.tag)
    for value, cues_of in (
        (element.role, table["role"]),
        (element.itemprop, table["itemprop"]),
        (element.classes, table["class"]),
        (element.id, table["id"]),
    ):
        if value:
            best = _better(best, value, cues_of, tokens)
    return best


def _better(
    best: Cue | None, value: str, cues_of: Mapping[str, Cue], tokens: dict[str, list[str]]
) -> Cue | None:
    for name in value.split():
        if name not in tokens:
            tokens[name] = _tokens(name)
        for token in tokens[name]:
            cue = cues_of.get(token)
            if cue is not None and (best is None or cue.rank > best.rank):
                best = cue
    return best


def _tokens(name: str) -> list[str]:
    """A class or id as `=name`, its words, and their pairs and triples joined by hyphens."""
    words = _WORD.findall(_HUMP.sub("-", name).lower())
    whole = f"={'-'.join(words)}"
    if len(words) < 2:
        return [whole, *words]
    pairs = [f"{one}-{two}" for one, two in pairwise(words)]
    triples = [f"{pair}-{word}" for pair, word in zip(pairs, words[2:], strict=False)]
    return [whole, *words, *pairs, *triples]
