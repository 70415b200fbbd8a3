"""Labels that only their company shows: in turns in glued text, between spaces, before a bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from extractor.deadline import check_time

_EASTERN_LABEL = re.compile(r"[\u3400-\u9fff]{2,6}[:\uff1a]")
_SHORTEST_RUN = 150
"""Characters of a line in which labels may come in turns."""
_LONGEST_ROW = 300
"""Characters of a line in which spaces part labelled values."""
_SEVERAL = 2
_PIPED = re.compile(r"[^\w|\uff5c]{0,6}([^\W\d_][^|\uff5c\n]{0,16})\s?[|\uff5c]\s*(?=[^|\uff5c]*$)")
_WEAK = 0.1


class _Label(Protocol):
    @property
    def field(self) -> str: ...
    @property
    def weight(self) -> float: ...


Announced = TypeVar("Announced", bound=_Label)
Reader = Callable[[str], Announced | None]


def labels_of_runs(text: str, label_of: Reader[Announced]) -> Iterator[tuple[int, int, Announced]]:
    """Where such labels start and end in a line, and what `label_of` reads them as."""
    if "|" in text or "\uff5c" in text:
        yield from _before_pipe(text, label_of)
    if text.isascii() or text.count(":") + text.count("\uff1a") < _SEVERAL:
        return
    if len(text) >= _SHORTEST_RUN:
        yield from _in_turns(text, label_of)
    if len(text) <= _LONGEST_ROW:
        yield from _between_spaces(text, label_of)


def _before_pipe(text: str, label_of: Reader[Announced]) -> Iterator[tuple[int, int, Announced]]:
    """The label that a line opens with, an icon in front aside, before its only bar: '标题 | X'."""
    match = _PIPED.match(text)
    label = label_of(match[1].strip()) if match is not None else None
    if match is None or label is None or match.end() == len(text):
        return
    if label.weight >= _WEAK and label.field not in ("paper", "ignore"):
        yield match.start(1), match.end(), label


def _in_turns(text: str, label_of: Reader[Announced]) -> Iterator[tuple[int, int, Announced]]:
    """Labels that stick to the text before them and come in turns: '…作者:…链接:…作者:…链接:…'."""
    found: dict[str, list[tuple[int, int, Announced]]] = {}
    for match in _EASTERN_LABEL.finditer(text):
        check_time()
        for start in range(match.start(), match.end() - 2):
            word = text[start : match.end() - 1]
            label = label_of(word)
            if label is not None:
                found.setdefault(word, []).append((start, match.end(), label))
                break
    turns = [hits for hits in found.values() if len(hits) > 1]
    if len({hits[0][2].field for hits in turns}) > 1:
        for hits in turns:
            yield from hits


def _between_spaces(text: str, label_of: Reader[Announced]) -> Iterator[tuple[int, int, Announced]]:
    """Labels that spaces part in a short line, where several stand: '《X》 学生：A 专业：B'."""
    found: list[tuple[int, int, Announced]] = []
    for match in _EASTERN_LABEL.finditer(text):
        before = text[match.start() - 1 : match.start()]
        label = label_of(match[0][:-1]) if not before or before.isspace() else None
        if label is not None:
            found.append((match.start(), match.end(), label))
    if len({label.field for _, _, label in found}) >= _SEVERAL:
        yield from found
