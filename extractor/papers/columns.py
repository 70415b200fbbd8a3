"""What the headers of a table's columns say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from extractor import lexicon
from extractor.papers.labels import Part, label_of
from extractor.papers.sections import says_papers
from extractor.records import Block


def column_field(header: str) -> str:
    """The field that the header of a column names; nothing where it names none."""
    label = label_of(header)
    if label is not None:
        return label.field
    key = lexicon.fold(_BRACKET.sub("", header)).strip(" .")
    if key in _columns():
        return _columns()[key]
    # '学位论文题目': what its last words say; not '活动题目', which counts what is no paper.
    endings = (key[start:] for start in range(1, min(len(key) - 1, _MOST_BEFORE + 1)))
    found = next((name for end in endings if (name := _ending(end))), "")
    return found if found != "title" or says_papers(header) else ""


def _ending(words: str) -> str:
    """The field that the last words of a header name: a title's, or a time's."""
    if words in _columns():
        return _columns()[words] if _columns()[words] == "year" else ""
    label = label_of(words) if not words.isascii() else None
    return label.field if label is not None and label.field in ("title", "date") else ""


_MOST_BEFORE = 6
"""Characters in front of a header's last words."""
_BRACKET = re.compile(r"\s*[(\uff08\[][^()\uff08\uff09\[\]]{0,20}[)\uff09\]]\s*$")


@cache
def _columns() -> Mapping[str, str]:
    """Header → field, of headers that are no labels elsewhere."""
    data = lexicon.load("extractor.papers", "data/lists.toml")["columns"]
    return {lexicon.fold(word): field for field, words in data.items() for word in words}


def presenters(row: Block) -> Iterator[Part]:
    """The cells of a row that name who presents a paper: where a column holds papers and not
    titles, or says where the papers of another appeared, those are by others."""
    cells = [span for span in row.spans if span.type == "cell" and span.value]
    names = {column_field(span.value): span.value for span in cells}
    if "paper" in names:
        words = _presenting("columns")
    elif {"venue", "source"} & names.keys() and says_papers(names.get("title", "")):
        words = _presenting("readers")
    else:
        return
    for span in cells:
        if lexicon.fold(span.value).strip(" .:") in words:
            yield Part(row.index, span.start, span.end)


@cache
def _presenting(name: str) -> frozenset[str]:
    words = lexicon.load("extractor.papers", "data/lists.toml")["presenting"][name]
    return frozenset(map(lexicon.fold, words))
