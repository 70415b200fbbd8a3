"""Citations in Latin letters with the page's comment behind them: '…, ICML 2019。这篇要精读'."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.papers.fields._text import has_cjk
from extractor.records import Block

_CITED = re.compile(r"(?P<cited>[^\u3002\uff1b\n\t]{20,400})[\u3002\uff1b]\s?(?=\S)")
_SHORTEST = 4
_FORMS = frozenset(("item", "paragraph", "definition"))


def without_comment(line: Block) -> tuple[Block, int]:
    """The line up to the end of the citation, and where the comment starts; the line itself and its
    end where there is none."""
    match = _CITED.match(line.text) if line.form in _FORMS else None
    if match is None or has_cjk(match["cited"]) or not has_cjk(line.text[match.end() :]):
        return line, len(line.text)
    if len(line.text) - match.end() < _SHORTEST:
        return line, len(line.text)
    end = match.end("cited")
    spans = tuple(replace(span, end=min(span.end, end)) for span in line.spans if span.start < end)
    return replace(line, text=line.text[:end], spans=spans), match.end()
