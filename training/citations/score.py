"""Scores a tagger on labelled strings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.papers._tagger_tokens import Token, tokens_of
from extractor.papers.tagger import CitationTagger
from training.citations.strings import Labelled

_AROUND = (
    "authors", "author", "title", "paper", "作者", "论文", "标题", "题目", "等", "by", "with",
    "jointworkwith", "jointwith", "etal", "andothers",
)  # fmt: skip


@dataclass(slots=True)
class Tokens:
    """Counts of tokens of one label."""

    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass(slots=True)
class Score:
    """What was counted over a set of strings."""

    strings: int = 0
    tokens: int = 0
    labels: dict[str, Tokens] = field(default_factory=lambda: defaultdict(Tokens))
    exact: Counter[str] = field(default_factory=Counter)
    present: Counter[str] = field(default_factory=Counter)

    @property
    def micro(self) -> Tokens:
        """All labels but `other` together."""
        kept = [count for label, count in self.labels.items() if label != "other"]
        return Tokens(
            sum(c.right for c in kept), sum(c.gold for c in kept), sum(c.found for c in kept)
        )

    def share(self, name: str) -> float:
        """Share of the strings with a field in which the whole of it was found."""
        return self.exact[name] / max(1, self.present[name])


def score(tagger: CitationTagger, strings: Iterable[Labelled]) -> Score:
    """Token scores, without the punctuation between the fields, and exact titles and authors.

    A field is exact when its letters and digits are: of several segments the longest counts.
    """
    result = Score()
    for string in strings:
        tokens = tokens_of(string.text)
        result.strings += 1
        result.tokens += len(tokens)
        _count(result, string, tokens, tagger)
        tagged = tagger.tag(string.text, string.spans)
        for name in ("title", "author"):
            gold = longest_run(string.text, string.labels, name)
            if gold:
                segment = tagged.first(name)
                read = string.text[segment.start : segment.end] if segment else ""
                result.present[name] += 1
                result.exact[name] += letters(read) == letters(gold)
    return result


def _count(
    result: Score, string: Labelled, tokens: Sequence[Token], tagger: CitationTagger
) -> None:
    labelled = tagger.label(tokens, string.text, string.spans)
    for token, (label, _) in zip(tokens, labelled, strict=True):
        gold = string.labels[token.start]
        found = label[2:] if label[:2] in ("B-", "I-") else label
        if gold is not None:
            result.labels[gold].gold += 1
            result.labels[found].found += 1
            result.labels[gold].right += gold == found


def longest_run(text: str, labels: Sequence[str | None], name: str) -> str:
    """The longest stretch of a label."""
    best, start = "", -1
    for place in range(len(labels) + 1):
        inside = place < len(labels) and labels[place] == name
        if inside and start < 0:
            start = place
        elif not inside and start >= 0:
            best = max(best, text[start:place], key=len)
            start = -1
    return best


def letters(text: str) -> str:
    """Letters and digits alone, without the words around a field."""
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    for word in _AROUND:
        plain = plain.removeprefix(word).removesuffix(word)
    return plain
