"""The texts of a group's stretches, and the line that translates the title above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.titles import title_likeness
from extractor.papers.labels import Part
from extractor.papers.sections import Context


def filled(parts: Iterable[Part]) -> list[Part]:
    """The parts that hold text: a label alone in its block holds none."""
    return [part for part in parts if part.end > part.start]


def text_of(context: Context, parts: Iterable[Part]) -> str:
    """The text of several stretches, joined by spaces."""
    blocks = context.document.blocks
    pieces = (blocks[part.block].text[part.start : part.end].strip() for part in parts)
    return " ".join(piece for piece in pieces if piece)


def is_bold(context: Context, part: Part) -> bool:
    """Whether most of a stretch is bold."""
    return any(
        span.type == "strong" and span.end - span.start >= (part.end - part.start) * 0.6
        for span in context.document.blocks[part.block].spans
    )


def translates(context: Context, before: Sequence[Part], last: Part) -> bool:
    """Whether a short line in East Asian signs stands below a bold or counted title in Latin
    letters, whose translation it then is."""
    above = next((part for part in reversed(before) if part.block < last.block), None)
    if above is None or last.block - above.block != 1:
        return False
    own, title = text_of(context, [last]), text_of(context, [above])
    if not has_cjk(own) or not _LEAST_TRANSLATION <= len(own) <= _LONGEST_OWN:
        return False
    if own.endswith(_SENTENCE_ENDS) or has_cjk(title) or len(title) > _MAX_TITLE:
        return False
    marked = is_bold(context, above) or title[:1].isdigit()
    return marked and title_likeness(title) >= LEAST_TRANSLATED


LEAST_TRANSLATED = 0.25
"""Likeness of a title that its translation tells."""
_MAX_TITLE, _LEAST_TRANSLATION, _LONGEST_OWN = 300, 4, 60
_SENTENCE_ENDS = ("\u3002", "\uff01", "\uff1b", "\uff1a", ":")
