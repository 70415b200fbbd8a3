"""Who wrote the page, as it prints: 'By Ana Lima', a name below 'Written by', a link to an author's
page, an element that is called a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from extractor import lexicon
from extractor.document.addresses import host_of
from extractor.page.printed import opening_heading
from extractor.papers.fields.dates import find_dates
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.records import Block, Document, Judgement, Partition

_LONG = 200
"""Characters of a line that is text and no byline."""
_LONGEST, _MOST_WORDS = 80, 12
_UNKNOWN_WORDS = 4
"""Words of a name that no list of names knows."""
_AROUND = 4
"""Blocks of an element that is called after its author; a longer one holds the text, too."""
_UP, _HIGH = 4, 16
"""Elements around a line that are asked for their names."""
_LIST = 3
"""Different persons beside the first texts: a list of posts."""
_TOGETHER = 8
_PERSON = 0.5
_BETWEEN = re.compile(r"\s*[|｜·•\n]\s*|\s+[–—/-]+\s+|\s{2,}")
_EDGES = " \t\n,.;:：，、|·•–—-/~@"
_CAPITALISED = re.compile(r"[A-Z0-9À-Þ\u0400-\u042f\u2e80-\uffef&][^\s]*")
_NICK = re.compile(r"[^\W\d][\w.-]{1,29}")


@dataclass(frozen=True, slots=True)
class _Byline:
    block: int
    name: str
    led: bool
    """Words such as 'by' stand before it; else a link or a class name tells."""
    sure: bool
    """Whether it is one wherever it stands."""


def read_byline(
    document: Document,
    partition: Partition,
    judged: Sequence[Judgement],
    entered: frozenset[int],
) -> str | None:
    """The persons that the page's byline names, joined by commas; None where none does.

    `entered` are the blocks of entries, whose authors are not the page's.
    """
    end, title = _end_of_opening(document, partition), opening_heading(document, partition)
    near = range(title - _ABOVE, title + _BELOW + 1)
    usable = [
        block
        for block in document.blocks
        if block.text and (block.index in near or judged[block.index].kind not in _kinds())
    ]
    bylines = list(_bylines(document, usable, title))
    opening = [
        line
        for line in bylines
        if line.block <= max(end, near[-1]) and (line.sure or line.block in near)
    ]
    if _are_of_a_list(document, opening):
        below = _next_heading(document, title)
        opening = [line for line in opening if title - _ABOVE <= line.block < below]
    # From the first paper on, persons are the papers'.
    first = min(entered, default=len(document.blocks))
    opening = [line for line in opening if line.block < first]
    found = _best(opening, title) or _in_title(document.head.title or "")
    if found is not None:
        return found
    last = max((index for index in partition.content if _is_long(document, index)), default=end)
    closing = {line.name for line in bylines if line.sure and last < line.block < first}
    return closing.pop() if len(closing) == 1 else None


def _end_of_opening(document: Document, partition: Partition) -> int:
    """The second long text of the content, before which bylines stand."""
    long = [index for index in partition.content if _is_long(document, index)]
    return long[min(1, len(long) - 1)] if long else len(document.blocks)


def _is_long(document: Document, index: int) -> bool:
    return len(document.blocks[index].text) > _LONG


def _in_title(title: str) -> str | None:
    """The persons in a part of the head's title: 'A Walk | by Ana Lima | Rivers'."""
    parts = list(_stretches(title))[1:]
    return next((led[0] for part in parts if (led := _led(part)) is not None and led[2]), None)


def _best(bylines: Sequence[_Byline], title: int) -> str | None:
    """The byline nearest to the title, those with words before them first; with the persons of
    the lines beside it, where each has its own."""
    if not bylines:
        return None
    before = [line for line in bylines if line.block >= title - _ABOVE] or list(bylines)
    led = [line for line in before if line.led]
    first = (led or before)[0]
    names = [first.name]
    last = first.block
    for line in before[before.index(first) + 1 :]:
        if first.led or line.led or line.block > last + 1 or len(names) >= _TOGETHER:
            break
        last = line.block
        if line.name not in names and looks_like_authors(line.name) >= _PERSON:
            names.append(line.name)
    return ", ".join(names)


_ABOVE, _BELOW = 6, 8
"""Blocks above and below the title in which a byline may stand whatever it says."""


def _are_of_a_list(document: Document, bylines: Sequence[_Byline]) -> bool:
    """Whether different persons wrote what headings part, a list of posts; those who answer each
    other in a forum, or wrote one text, have none between them."""
    names = len({line.name for line in bylines})
    if names < _LIST:
        return False
    between = document.blocks[bylines[0].block : bylines[-1].block]
    return sum(block.form == "heading" for block in between) >= names - 1


def _next_heading(document: Document, title: int) -> int:
    """The heading behind one; behind the last, the end."""
    behind = (block for block in document.blocks[title + 1 :] if block.form == "heading")
    return next((block.index for block in behind), len(document.blocks))


def _bylines(document: Document, lines: Sequence[Block], title: int) -> Iterator[_Byline]:
    host = host_of(document.url)
    near = range(title + 1, title + _BESIDE + 1)
    awaited = False
    for line in lines:
        text = line.text
        below, awaited = awaited, _leads()["alone"].fullmatch(text) is not None
        if len(text) > _LONG or awaited:
            continue
        led = next(filter(None, map(_led, _with_leads(_stretches(text)))), None)
        if led is not None:
            yield _Byline(line.index, *led)
        elif below and (name := _name(text)):
            yield _Byline(line.index, name, led=True, sure=True)
        else:
            called = _linked(line, host) or _called(document, line)
            called = called or (_beside_date(document, line) if line.index in near else None)
            if called and not _is_of_others(document, line, title):
                yield _Byline(line.index, called, led=False, sure=True)


def _stretches(text: str) -> Iterator[str]:
    """The parts of a line between bars, dots and dashes."""
    yield from (part for part in _BETWEEN.split(text) if part)


def _with_leads(stretches: Iterator[str]) -> Iterator[str]:
    """The stretches; one that is nothing but what stands before names goes with the next, as in
    'Words | Ana Lima'."""
    for stretch in stretches:
        alone = lexicon.fold(stretch).strip() in _data()["leads"]
        yield f"{stretch} {next(stretches, '')}" if alone else stretch


def _led(text: str) -> tuple[str, bool, bool] | None:
    """The persons behind 'by' at the start of a stretch or behind a date; that it is led; and
    whether it is surely a byline: shops are sorted 'by price'."""
    for pattern in ("first", "behind_dates", "by"):
        match = _leads()[pattern].match(text)
        if match:
            name = _name(text[match.end() :])
            if name is None:
                return None
            sure = pattern != "by" or looks_like_authors(name) >= _PERSON
            return name, True, sure
    return None


def _linked(line: Block, host: str | None) -> str | None:
    """The persons whose pages a line links to."""
    names = [
        name
        for span in line.spans
        if span.type == "link" and _is_of_author(span.value, span.classes, host)
        if (name := _name(line.text[span.start : span.end], nick=True))
    ]
    return ", ".join(dict.fromkeys(names)) if names else None


def _is_of_author(address: str, classes: str, host: str | None) -> bool:
    """Whether a link leads to what an author's page is called, or is called so itself."""
    if _names_author(classes):
        return True
    try:
        target = urlsplit(address)
        parts = target.path.casefold().split("/")
        named = target.hostname
    except ValueError:
        return False
    if host and named and named.removeprefix("www.") != host.removeprefix("www."):
        return False
    folders = _data()["folders"]
    return any(part in folders and name for part, name in pairwise(parts))


def _called(document: Document, line: Block) -> str | None:
    """The persons in a line whose element, or one just around it, or a part of it, is called
    after them."""
    for span in line.spans:
        if span.type == "named" and span.value == "authors":
            return _name(line.text[span.start : span.end], nick=True)
    number = line.element
    for _ in range(_UP):
        if number < 0:
            break
        element = document.elements[number]
        if element.last - element.first > _AROUND:
            break
        if _names_author(f"{element.classes} {element.itemprop}"):
            first = next(_stretches(line.text), "")
            return _name(first, nick=True)
        number = element.parent
    return None


def _beside_date(document: Document, line: Block) -> str | None:
    """The person in a line of the title's that has a date, or stands beside one that is a date."""
    if len(line.text) > _SHORT or line.form != "paragraph":
        return None
    beside = document.blocks[max(0, line.index - 1) : line.index + 2]
    if not any(len(block.text) <= _SHORT and find_dates(block.text) for block in beside):
        return None
    for stretch in _stretches(line.text):
        name = _name(stretch)
        if name and all(map(_is_known, name.split(", "))):
            return name
    return None


def _is_known(name: str) -> bool:
    """Whether the words of a name are known as given and family name: headings and links in
    capitals read as names that nobody knows."""
    people = read_authors(name).people if " " in name else ()
    return len(people) == 1 and bool(people[0].given and people[0].family)


_BESIDE = 4
"""Blocks below the title in which a person beside a date wrote the page."""
_SHORT = 80


def _is_of_others(document: Document, line: Block, title: int) -> bool:
    """Whether a line stands in a review, a comment or another page's teaser; what holds the page's
    title is none."""
    number = line.element
    for _ in range(_HIGH):
        if number < 0:
            break
        element = document.elements[number]
        if element.first <= title < element.last:
            return False
        if _others().search(f"{element.classes} {element.id}") is not None:
            return True
        number = element.parent
    return False


def _name(text: str, *, nick: bool = False) -> str | None:
    """The persons at the start of a text, without dates and what else follows; None where they
    read as none. `nick`: they may have one word in small letters."""
    if nick and _NICK.fullmatch(text) and not _says_none(text):
        return text
    dates = find_dates(text)
    if dates and not text[: dates[0].start].strip(_EDGES):
        text, dates = text[dates[0].end :], dates[1:0]
    text = text[: dates[0].start] if dates else text.lstrip(_EDGES)
    text = _tail().split(text, maxsplit=1)[0].strip(_EDGES)
    match = _leads()["first"].match(text) or _leads()["by"].match(text)
    if match:
        text = text[match.end() :].strip(_EDGES)
    if not 1 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    if _says_none(text):
        return None
    for part in (text, text.split(",")[0].strip()):
        if looks_like_authors(part) >= _PERSON:
            return ", ".join(person.name for person in read_authors(part).people) or None
    first = text.split(",")[0].strip()
    words = first.split()
    if ":" in first or "：" in first:
        # A label, 'Weight: Light', is no name.
        return None
    return first if len(words) <= _UNKNOWN_WORDS and all(map(_is_capitalised, words)) else None


def _is_capitalised(word: str) -> bool:
    return _CAPITALISED.fullmatch(word) is not None or word in _data()["small_words"]


def _says_none(text: str) -> bool:
    """Whether a text is, or begins with, what stands where a name belongs and is none."""
    folded = lexicon.fold(text)
    if folded in _data()["none"]:
        return True
    # 'Jan' and 'Sun' are names, too.
    return not _data()["no_words"].isdisjoint(folded.split()) and not _is_known(text)


def _names_author(names: str) -> bool:
    return bool(names) and _authors().search(names) is not None


@cache
def _data() -> dict[str, frozenset[str]]:
    data = lexicon.load("extractor.page.data", "bylines.toml")
    return {name: frozenset(words) for name, words in data.items()}


def _kinds() -> frozenset[str]:
    return _data()["other_kinds"]


@cache
def _authors() -> re.Pattern[str]:
    words = _alternatives(_data()["names"] | {word.capitalize() for word in _data()["names"]})
    return re.compile(rf"(?:{words})s?(?![a-z])")


@cache
def _tail() -> re.Pattern[str]:
    """What ends the names: brackets, digits, bars, dashes, a full stop behind a word that is no
    title, and words such as 'on' and 'updated'."""
    forms = lexicon.load("extractor.papers.data", "names.toml")["titles"]
    titles = {title.rstrip(".") for title in forms}
    # A look behind has one width: each title has its own.
    no_title = "".join(rf"(?<!\b{re.escape(title)})" for title in sorted(titles))
    places, changes = (_alternatives(_data()[name]) for name in ("places", "changes"))
    return re.compile(
        rf"\s*[(（\[【\d|｜·•\n]|\s[–—-]+\s|(?<=[^\W\d_]{{3}})(?i:{no_title})\.\s"
        # 'Le' and 'El' are names, too.
        rf"|\s(?:{places})\s|\s*,?\s*\b(?i:{changes})\b"
    )


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _data()["others"]))), re.IGNORECASE)


@cache
def _leads() -> dict[str, re.Pattern[str]]:
    lead, label, by = (_alternatives(_data()[name]) for name in ("leads", "labels", "by"))
    alone = _alternatives(frozenset().union(*map(_data().__getitem__, _ALONE)))
    return {
        "first": re.compile(
            rf"\W{{0,3}}(?:(?:{lead})\s|(?:{lead}|{label})\s?[:：]\s?)", re.IGNORECASE
        ),
        "by": re.compile(rf"\W{{0,3}}(?:(?i:{by})(?:\s?[:：]\s?|\s)|By(?=[A-Z]))"),
        "alone": re.compile(rf"\W{{0,3}}(?:{alone})\s?[:：]?", re.IGNORECASE),
        "behind_dates": re.compile(
            rf"[^\d\n]{{0,40}}\d[\w\s,.:/-]{{0,40}}?\s(?:{by})\s", re.IGNORECASE
        ),
    }


_ALONE = ("leads", "labels", "by", "alone")


def _alternatives(words: frozenset[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)
