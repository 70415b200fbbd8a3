"""Citation strings to fields: who, what, where, when.

`tag` labels a string of any style, English or Chinese, with the packaged model; `read_tagged` goes
on to the field readers. `CitationTagger` is what a caller may put in its place.

Method: a linear-chain conditional random field over words, signs and East Asian characters, as
GROBID and anystyle have, trained on records printed in many styles (GIANT, M. Grennan et al.,
2019); see docs/tagger.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from extractor.papers._tagger_features import observe
from extractor.papers._tagger_model import Model, packaged_model
from extractor.papers._tagger_persons import with_authors, with_titles
from extractor.papers._tagger_read import CitationFields, fields_from
from extractor.papers._tagger_tokens import Token, tokens_of
from extractor.papers._tagger_trim import trim
from extractor.records import Span

MAX_LENGTH = 3000
"""Characters that are read; what stands behind gets no label."""

# How many characters of something else may stand inside a field, and what never does.
_GAPS: Mapping[str, int] = {"title": 12, "author": 30}
_SURE = 0.5
_WALLS = frozenset({"title", "author", "venue", "year"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the string: `text[start:end]`."""

    start: int
    end: int
    confidence: float
    """Probability of its least sure token, 0 to 1."""


@dataclass(frozen=True, slots=True)
class TaggedCitation:
    """The fields of one citation string."""

    fields: Mapping[str, tuple[Segment, ...]]
    """author, title, venue, volume, issue, pages, year, publisher, address, editor, note, url,
    doi, number, other: to their segments in order; leads ('In', 'pp.'), quotes and closing
    punctuation are cut off. Segments are not empty and do not overlap."""
    confidence: float
    """Mean probability of the tokens of authors, title and venue; 0 for a string without any."""

    def first(self, name: str) -> Segment | None:
        """The main segment of a field: the longest of the sure ones; None where there is none."""
        return max(self.fields.get(name, ()), key=_weight, default=None)


def _weight(segment: Segment) -> tuple[bool, int]:
    return segment.confidence >= _SURE, segment.end - segment.start


class CitationTagger(Protocol):
    """Labels tokens, and reads strings with the labels."""

    def label(
        self, tokens: Sequence[Token], text: str, spans: Sequence[Span] = ()
    ) -> list[tuple[str, float]]:
        """Per token the name of its field and the probability."""
        ...

    def tag(self, text: str, spans: Sequence[Span] = ()) -> TaggedCitation:
        """The fields of `text`; `spans` is the inline markup over it."""
        ...


class TrainedTagger:
    """The tagger with a trained model, by default the packaged one."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model

    def label(
        self, tokens: Sequence[Token], text: str, spans: Sequence[Span] = ()
    ) -> list[tuple[str, float]]:
        """Per token the label, `B-` or `I-` in front where the model has it, and its
        probability."""
        model = self._model or packaged_model()
        labels, probable = model.decode(observe(tokens, text, spans))
        named = with_authors(tokens, list(zip(labels, probable, strict=True)))
        return with_titles(tokens, named, text)

    def tag(self, text: str, spans: Sequence[Span] = ()) -> TaggedCitation:
        """The fields of `text`. Never raises; time is linear in the length."""
        read = text[:MAX_LENGTH]
        tokens = tokens_of(read)
        fields: dict[str, list[Segment]] = {}
        labelled = self.label(tokens, read, spans)
        for name, first, last in _mended(_runs(labelled), tokens):
            start, end = trim(read, tokens[first].start, tokens[last - 1].end, name)
            if end > start:
                sure = min(probability for _, probability in labelled[first:last])
                fields.setdefault(name, []).append(Segment(start, end, round(min(1.0, sure), 4)))
        return TaggedCitation(
            {name: tuple(segments) for name, segments in fields.items()}, _overall(labelled)
        )


def tag(text: str, spans: Sequence[Span] = ()) -> TaggedCitation:
    """The fields of the citation string `text`; `spans` is the inline markup over it.

    Never raises; deterministic; linear in the length, of which 3,000 characters are read.
    """
    return TrainedTagger().tag(text, spans)


def read_tagged(text: str, spans: Sequence[Span] = ()) -> CitationFields:
    """The values of the citation string `text`, its segments read by the field readers."""
    return values_of(text, tag(text, spans))


def values_of(text: str, tagged: TaggedCitation) -> CitationFields:
    """The values in the segments of `tagged`, which `tag` made of `text`."""
    segments = {name: tagged.first(name) for name in tagged.fields}
    return fields_from(
        {name: text[main.start : main.end] for name, main in segments.items() if main is not None}
    )


def _runs(labelled: Sequence[tuple[str, float]]) -> list[tuple[str, int, int]]:
    """Runs of one field: name, first token, token behind the last."""
    found: list[tuple[str, int, int]] = []
    for index, (label, _) in enumerate(labelled):
        name = label[2:] if label[:2] in ("B-", "I-") else label
        if found and found[-1][0] == name and not label.startswith("B-"):
            found[-1] = (name, found[-1][1], index + 1)
        else:
            found.append((name, index, index + 1))
    return found


def _mended(
    runs: Sequence[tuple[str, int, int]], tokens: Sequence[Token]
) -> list[tuple[str, int, int]]:
    """The runs with two of the title, or two of the authors, made one over a short gap.

    A number in a title and an affiliation between names are easily taken for something else.
    """
    found: list[tuple[str, int, int]] = []
    for name, first, last in runs:
        gap = _GAPS.get(name, 0)
        before = len(found) - 1
        while before >= 0 and found[before][0] != name and found[before][0] not in _WALLS:
            before -= 1
        if gap and 0 <= before < len(found) - 1 and found[before][0] == name:
            between = tokens[found[before][2] : first]
            width = between[-1].end - between[0].start if between else 0
            if width <= gap and all(token.kind not in ("line", "address") for token in between):
                found[before:] = [(name, found[before][1], last)]
                continue
        found.append((name, first, last))
    return found


def _overall(labelled: Sequence[tuple[str, float]]) -> float:
    sure = [share for label, share in labelled if label[2:] in ("author", "title", "venue")]
    return round(min(1.0, sum(sure) / len(sure)), 4) if sure else 0.0
