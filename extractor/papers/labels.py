"""Field labels in a block: 'Authors:', '【摘要】', a bold 'Venue', a first cell '作者'.

The words are in data/labels/<language>.toml. A label counts where text may start: at the start of
the block, behind a separator or line break, at the start of bold text or of a cell. Labels marked
`glued` also count in mid-text, since flattened pages lose what parted them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extractor import lexicon
from extractor.deadline import check_time
from extractor.making import maker
from extractor.papers.counted_titles import breaks_before
from extractor.papers.labels_of_runs import labels_of_runs
from extractor.records import Block, Span

FIELDS = frozenset(
    "title title_translation authors abstract abstract_translation keywords venue year date doi "
    "number publisher volume issue pages paper link code project data video summary note source "
    "affiliation ignore".split()
)
"""What a label may announce. `paper` is a title or a link, told apart by its value; `summary` is a
summary by the page; `source` a venue or a byline; `ignore` bounds the value before it."""

LINK_FIELDS = frozenset("paper link code project data video".split())
"""Labels whose value may be an address."""

MAX_LABEL = 28
"""Characters of the longest label with its brackets."""
_ADDRESS = 2000
"""Characters of a word that may be an address."""

_COLON = re.compile(r"[:：﹕︰]|[】〗](?![:：])")
_SEPARATORS = frozenset("｜|\t\n·•;；。/／*-–—☞►▶>)）】]✅")
_PIPES = re.compile(r"\s*[｜|\t]\s*")
_ENDS_ADDRESS = re.compile(r"(?:\d|\.(?:pdf|html?|org|com|io)|/)\Z", re.IGNORECASE)
_BRACKETS = " \t*【】[]〖〗「」『』<>《》#（）()＊‑-–—•·"
_JOINTS = re.compile(r"\s*[/／、&|]\s*")
_LEADING_NUMBER = re.compile(
    r"^(?:\d{1,2}[.、)]|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]、)\s*"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the lexicon."""

    field: str
    weight: float
    glued: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a block, with the label that announces it, if any."""

    block: int
    start: int
    end: int
    label: Label | None = None
    label_start: int = 0
    """Where the label itself starts."""
    alone: bool = False
    """The block holds the label only: the value is in what follows."""


_make_part = maker(Part)


@cache
def labels() -> Mapping[str, Label]:
    """Every label word, folded, of every language."""
    found: dict[str, Label] = {}
    for name in lexicon.names("extractor.papers.data.labels"):
        for entry in lexicon.load("extractor.papers.data.labels", name)["labels"]:
            if entry["field"] not in FIELDS:
                raise ValueError(f"{name}: unknown field {entry['field']!r}")
            label = Label(entry["field"], float(entry["weight"]), bool(entry.get("glued")))
            for word in entry["words"]:
                key = lexicon.fold(word)
                if key in found and found[key] != label:
                    raise ValueError(f"{name}: {word!r} stands twice")
                found[key] = label
    return MappingProxyType(found)


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(key[-1] for key in labels())


def label_of(text: str) -> Label | None:
    """The label that the whole of `text` is, punctuation and numbering aside."""
    if not text or len(text) > MAX_LABEL:
        return None
    # Folding changes no ideograph: most lines of Chinese pages end in one that no label ends in.
    if "\u4e00" <= text[-1] <= "\u9fff" and text[-1] not in _last_characters():
        return None
    key = lexicon.fold(_LEADING_NUMBER.sub("", text.strip())).strip(_BRACKETS).rstrip(":").rstrip()
    known = labels()
    if key in known:
        return known[key]
    if _JOINTS.search(key) is None:
        return None
    halves = [part.strip(_BRACKETS) for part in _JOINTS.split(key)]
    if len(halves) > 1 and all(half in known for half in halves):
        return known[halves[0]]
    return None


def read_parts(block: Block) -> tuple[Part, ...]:
    """The block cut at its labels; one part without label where it has none."""
    text = block.text
    if not text:
        return ()
    whole = label_of(text)
    if whole is not None and block.form != "row" and not _is_button(block, whole):
        return (_make_part(block.index, len(text), len(text), whole, 0, alone=True),)
    hits = _without_overlaps(sorted(_hits(block), key=lambda hit: (hit[0], -hit[1])))
    if not hits:
        return (_make_part(block.index, 0, len(text)),)
    return tuple(_cut(block, hits))


def _is_button(block: Block, label: Label) -> bool:
    """Whether the block is a link that names what it leads to ('[code]'), and so its own value."""
    linked = sum(span.end - span.start for span in block.spans if span.type == "link")
    return label.field in LINK_FIELDS and linked * 2 > len(block.text)


_Hit = tuple[int, int, Label]
"""Start of the label, start of its value, the label."""


def _hits(block: Block) -> Iterator[_Hit]:
    yield from _at_colons(block)
    for start, end, found in labels_of_runs(block.text, label_of):
        yield start, _after_colon(block.text, end), found
    for span in block.spans:
        if (
            span.type in ("strong", "emphasis", "cell", "code")
            and 1 < span.end - span.start <= MAX_LABEL
        ):
            label = label_of(block.text[span.start : span.end])
            if label is not None and _stands_out(block, span, label):
                yield span.start, _after_colon(block.text, span.end), label


def _stands_out(block: Block, span: Span, label: Label) -> bool:
    """Whether marked-up text is a label: it opens a line, and a weak word needs its own cell."""
    if span.type == "cell":
        return (
            not block.header and span.end < len(block.text) and not _is_linked(block, span, label)
        )
    if label.field in LINK_FIELDS and _is_badge(block, span):
        return False
    return (span.start == 0 or block.text[span.start - 1] in "\t\n｜|") and (
        label.weight >= 0.1 or block.text[span.end : span.end + 1] in ":："
    )


def _is_badge(block: Block, span: Span) -> bool:
    """Whether square brackets with words behind them, and no address, say what kind of work it is:
    '[Poster] A Study'."""
    if block.text[span.start] != "[" or block.text[span.end - 1] != "]":
        return False
    behind = block.text[span.end : span.end + MAX_LABEL].lstrip()
    links = any(other.type == "link" and other.start >= span.end for other in block.spans)
    return behind[:1].isalpha() and "://" not in behind and not links


def _is_linked(block: Block, cell: Span, label: Label) -> bool:
    """Whether a cell is a button: a link that names what it leads to."""
    return label.field in LINK_FIELDS and any(
        span.type == "link" and span.start <= cell.start and span.end >= cell.end
        for span in block.spans
    )


def _after_colon(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\n:：】]*":
        position += 1
    return position


def _at_colons(block: Block) -> Iterator[_Hit]:
    text = block.text
    last_characters = _last_characters()
    starts = frozenset(span.start for span in block.spans if span.type in ("strong", "cell"))
    anchored = False
    for match in _COLON.finditer(text):
        check_time()
        colon = match.start()
        before = text[max(0, colon - 3) : colon].rstrip(_BRACKETS)
        if text.startswith("//", colon + 1) or not before:
            continue
        if lexicon.fold(before[-1]) not in last_characters and not before[-1].isdigit():
            continue
        if _in_address(text, colon):
            hit = _hit_behind_address(text, colon)
        else:
            hit = _hit_before(text, colon, starts, anchored=anchored)
        if hit is not None:
            anchored = True
            yield hit[0], _after_colon(text, colon + 1), hit[1]


def _in_address(text: str, position: int) -> bool:
    """Whether the word at `position` is an address, of which the end is looked at."""
    first = max(0, position - _ADDRESS)
    start = max(first, text.rfind(" ", first, position) + 1, text.rfind("\n", first, position) + 1)
    return "://" in text[start:position]


def _hit_before(
    text: str, colon: int, starts: frozenset[int], *, anchored: bool
) -> tuple[int, Label] | None:
    for start in range(max(0, colon - MAX_LABEL), colon):
        if text[start].isspace():
            continue
        separated = start == 0 or start in starts or _is_separated(text, start)
        # Where no field may start, nothing is looked up.
        spaced = not separated and anchored and _is_spaced(text, start, colon)
        if not (separated or spaced or _is_glued(text, start)):
            continue
        label = label_of(text[start:colon])
        if label is None and start and not text[start - 1].isspace():
            label = _numbered_label(text[start:colon])
        # Shorter readings of the same label start later; the first that may start a field wins.
        if label is not None and (
            separated or spaced or (label.glued and (anchored or label.weight >= 0.4))
        ):
            return start, label
    return None


def _is_spaced(text: str, start: int, colon: int) -> bool:
    """Whether Latin words stand behind a space and before a wide colon, which no sentence in Latin
    letters has: '… Authors\uff1aAna Lima'."""
    return text[colon] == "\uff1a" and text[start - 1].isspace() and text[start:colon].istitle()


def _numbered_label(text: str) -> Label | None:
    """The label of a paper with its number, in mid-text: '…。论文2:'."""
    match = _NUMBERED.fullmatch(text)
    label = label_of(match[1]) if match is not None else None
    if label is None or label.field not in ("paper", "title"):
        return None
    return Label("paper", label.weight, glued=True)


# '论文2', 'Paper #12'
_NUMBERED = re.compile(r"([^\W\d]{2,12})[ #]{0,2}\d{1,2}")


def _hit_behind_address(text: str, colon: int) -> tuple[int, Label] | None:
    """A label that sticks to the address before it, as if it were its end: '/1706.pdf摘要:'. In
    Latin letters it starts with a capital behind a digit or a file's ending."""
    for start in range(max(1, colon - MAX_LABEL), colon - 1):
        first, before = text[start], text[max(0, start - 5) : start]
        if not before[-1].isascii():
            continue
        if first.isascii() and not (first.isupper() and _ENDS_ADDRESS.search(before)):
            continue
        label = label_of(text[start:colon])
        if label is not None and (label.glued or not first.isascii()):
            return start, label
    return None


def _is_separated(text: str, start: int) -> bool:
    while start and (text[start - 1] in " \u3000" or _is_pictogram(text[start - 1])):
        start -= 1
        if text[start] not in " \u3000":
            return True
    return not start or text[start - 1] in _SEPARATORS


def _is_pictogram(sign: str) -> bool:
    """Whether a sign is an icon, which labels stand behind: '📄 论文标题'."""
    return sign > "\u2190" and (unicodedata.category(sign) == "So" or sign == "\ufe0f")


def _is_glued(text: str, start: int) -> bool:
    """Whether a label in mid-text reads as one: 'LearnersAbstract:', '…a small fraction.摘要:'."""
    first, before = text[start], text[start - 1]
    if first.isascii():
        return first.isupper() and (
            not before.isspace() or text[start - 2 : start - 1] in ".。!?！？)）"
        )
    if before.isspace():
        before = text[start - 2 : start - 1] or " "
    return before.isascii() or before in "。！？；”）》…"


def _without_overlaps(hits: list[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in hits:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _cut(block: Block, hits: list[_Hit]) -> Iterator[Part]:
    text = block.text
    breaks = breaks_before(text, [hit[0] for hit in hits if hit[2].field in _BEHIND_TITLES])
    if text[: hits[0][0]].strip(_BRACKETS):
        yield from _free(block, 0, hits[0][0], breaks)
    piped = sum(_ends_in_pipe(text, start) for start, _, _ in hits) > 0
    for number, (label_start, start, label) in enumerate(hits):
        following = hits[number + 1][0] if number + 1 < len(hits) else len(text)
        limit = next((place for place in breaks if start < place < following), following)
        end = _trimmed_end(text, start, limit)
        # In 'A：x｜B：y｜rest' the separator ends a value, and the rest belongs to no label.
        pipe = _PIPES.search(text, start, end) if piped and block.form != "row" else None
        if pipe is not None:
            yield _make_part(block.index, start, max(start, pipe.start()), label, label_start)
            yield from _between_pipes(block, pipe.end(), end)
        else:
            alone = start >= end and number + 1 == len(hits) and label_start == 0
            yield _make_part(block.index, start, max(start, end), label, label_start, alone=alone)
        if limit < following:
            yield from _free(block, limit, following, ())


_BEHIND_TITLES = frozenset("authors affiliation link code venue source abstract".split())


def _free(block: Block, start: int, end: int, breaks: Sequence[int]) -> Iterator[Part]:
    """A stretch without label, cut where a counted title starts."""
    place = next((place for place in breaks if start < place < end), start)
    if start < place:
        yield _make_part(block.index, start, _trimmed_end(block.text, start, place))
    yield _make_part(block.index, place, _trimmed_end(block.text, place, end))


def _between_pipes(block: Block, start: int, end: int) -> Iterator[Part]:
    """The stretches without label that separators part."""
    for match in _PIPES.finditer(block.text, start, end):
        if match.start() > start:
            yield _make_part(block.index, start, match.start())
        start = match.end()
    if start < end:
        yield _make_part(block.index, start, end)


def _ends_in_pipe(text: str, start: int) -> bool:
    while start and text[start - 1].isspace():
        start -= 1
    return start > 0 and text[start - 1] in "｜|"


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in "｜|·•*【[（("):
        end -= 1
    return end
