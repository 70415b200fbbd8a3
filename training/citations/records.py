"""Bibliographic records for rendering, read from BibTeX."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bibtexparser.entrypoint import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from extractor.lexicon import load
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields._venue_lists import acronyms
from extractor.papers.fields._words import japanese_surnames, romanised_surnames, surnames

_LATEX = LatexNodes2Text(math_mode="text", strict_latex_spaces=False)
_AND = re.compile(r"\s+and\s+")
_NUMBER_OF_NAMESAKE = re.compile(r"\s\d{4}$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DASHES = re.compile(r"\s*[-–—]+\s*")
_HALVES = re.compile(r"(?<=[的与和及])|(?=基于|研究|分析|及其|方法)")


@cache
def material() -> dict[str, Any]:
    """The word material of words.toml."""
    return load("training.citations", "words.toml")


@dataclass(frozen=True, slots=True)
class Person:
    """One name; `given` is empty for a corporate or one-part name."""

    given: str
    family: str


@dataclass(frozen=True, slots=True)
class Record:
    """One work. Empty string: not known."""

    type: str
    """article, inproceedings, book, incollection, thesis, report, misc."""
    authors: tuple[Person, ...]
    title: str
    venue: str = ""
    year: str = ""
    month: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    address: str = ""
    editors: tuple[Person, ...] = ()
    series: str = ""
    edition: str = ""
    doi: str = ""
    url: str = ""
    arxiv: str = ""

    @property
    def chinese(self) -> bool:
        """Whether the title is in Han characters."""
        return has_cjk(self.title)


_TYPES = {
    "article": "article", "inproceedings": "inproceedings", "conference": "inproceedings",
    "book": "book", "proceedings": "book", "incollection": "incollection",
    "inbook": "incollection", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report",
}  # fmt: skip


def read_records(paths: Sequence[Path]) -> list[Record]:
    """The records of BibTeX files that have a plain title, in file order."""
    found: list[Record] = []
    for path in paths:
        library = parse_string(path.read_text("utf-8"))
        for entry in library.entries:
            fields = {field.key.lower(): str(field.value) for field in entry.fields}
            record = _record(entry.entry_type.lower(), fields)
            if record is not None:
                found.append(record)
    return found


def _plain(value: str) -> str:
    if "\\" in value or "{" in value or "$" in value or "~" in value:
        try:
            value = _LATEX.latex_to_text(value)
        except Exception:  # noqa: BLE001  (a broken formula in somebody's file: the record is not needed)
            return ""
    return " ".join(value.split())


def _record(type_: str, fields: dict[str, str]) -> Record | None:
    def first(*names: str) -> str:
        return next((text for name in names if (text := _plain(fields.get(name, "")))), "")

    title = first("title").rstrip(".")
    if not 4 < len(title) < 250 or "_" in title or "^" in title or "\\" in title:
        return None
    kind = _TYPES.get(type_, "misc")
    year = _YEAR.search(first("year", "date"))
    doi = first("doi").removeprefix("https://doi.org/")
    eprint = first("eprint")
    return Record(
        type=kind,
        authors=_people(fields.get("author", "")),
        title=title,
        venue=first("journal", "journaltitle", "booktitle", "school", "institution", "eventtitle"),
        year=year.group() if year else "",
        month=first("month"),
        volume=first("volume"),
        issue=first("number", "issue"),
        pages=_DASHES.sub("-", first("pages")),
        publisher=first("publisher"),
        address=first("address", "location"),
        editors=_people(fields.get("editor", "")),
        series=first("series"),
        edition=first("edition"),
        doi=doi if doi.startswith("10.") and " " not in doi else "",
        url=fields.get("url", "").replace("\\", ""),
        arxiv=eprint if re.fullmatch(r"\d{4}\.\d{4,5}", eprint) else "",
    )


def _people(value: str) -> tuple[Person, ...]:
    found = []
    for raw in _AND.split(" ".join(value.split())):
        name = _NUMBER_OF_NAMESAKE.sub("", _plain(raw))
        if not name or name.lower() == "others" or len(name) > 60:
            continue
        if "," in name:
            family, given = (part.strip() for part in name.split(",", 1))
            found.append(Person(given.replace(",", ""), family))
        elif has_cjk(name) or raw.startswith("{") or " " not in name:
            found.append(Person("", name))
        else:
            words = name.split()
            start = len(words) - 1
            while start > 1 and words[start - 1].islower():
                start -= 1
            found.append(Person(" ".join(words[:start]), " ".join(words[start:])))
    return tuple(person for person in found if person.family)


# --------------------------------------------------------------------------- variety


class Variety:
    """Makes new records out of parts of others: names, venues and Chinese titles are too few."""

    def __init__(self, records: Sequence[Record], rng: random.Random) -> None:
        self._rng = rng
        self._people = [person for record in records for person in record.authors if person.given]
        self._venues: dict[str, list[str]] = {}
        for record in records:
            if record.venue:
                self._venues.setdefault(record.type, []).append(record.venue)
        chinese = [record for record in records if record.chinese]
        self._han_titles = [record.title for record in chinese]
        self._han_venues = [record.venue for record in chinese if has_cjk(record.venue)]
        self._han_publishers = [r.publisher for r in chinese if has_cjk(r.publisher)]
        names = [p.family for r in chinese for p in r.authors if 2 <= len(p.family) <= 3]
        self._han_given = [name[1:] for name in names if has_cjk(name)]
        self._surnames = sorted(surnames())
        self._romanised = sorted(romanised_surnames())
        self._japanese = sorted(japanese_surnames())
        self._acronyms = sorted(acronyms())
        self._syllables = (
            "wei ming jing xiao hao yu jun lei yang xin hui tao chen zhi hong jia lin qing bo "
            "ying rui kai feng peng shuai yi dan ning fan zhen yan hua cheng shan bin lu ze"
        ).split()

    def vary(self, record: Record) -> Record:
        """The record itself or a variation of it."""
        if record.chinese:
            return self._vary_chinese(record)
        draw = self._rng.random
        if draw() < 0.1:
            record = replace(record, title=self._decorated(record.title))
        if not record.authors or draw() < 0.12:
            record = replace(record, authors=self._team())
        elif draw() < 0.15:
            record = replace(record, authors=tuple(self._pinyin() for _ in record.authors))
        if record.type == "inproceedings" and draw() < 0.3:
            record = replace(record, venue=self._rng.choice(self._acronyms))
        elif record.type in self._venues and draw() < 0.1:
            record = replace(record, venue=self._rng.choice(self._venues[record.type]))
        if not record.arxiv and draw() < 0.06:
            number = f"{self._rng.randint(8, 26):02}{self._rng.randint(1, 12):02}"
            record = replace(record, arxiv=f"{number}.{self._rng.randint(1, 19999):05}")
        return record

    def _decorated(self, title: str) -> str:
        """A title with a formula, a number, a name or a remark of its own, or a short one."""
        rng, words, way = self._rng, title.split(), self._rng.random()
        if way < 0.25:
            return f"{title} {rng.choice(material()['tails'])}"
        if way < 0.45:
            name = rng.choice(self._acronyms) + rng.choice(("", "Net", "-2", " fit"))
            return f"{name}{rng.choice((': ', ' - ', ' – ', ' : '))}{title}"
        if way < 0.55:
            return " ".join(words[: rng.choice((1, 1, 2))])
        if way < 0.75 and len(words) > 3:
            cut = rng.randrange(2, len(words) - 1)
            return f"{' '.join(words[:cut])} {rng.choice('–-—')} {' '.join(words[cut:])}"
        words.insert(rng.randrange(1, len(words) + 1), rng.choice(material()["mathematics"]))
        return " ".join(words)

    def _team(self) -> tuple[Person, ...]:
        count = min(12, 1 + int(self._rng.expovariate(0.4)))
        return tuple(
            self._pinyin() if self._rng.random() < 0.3 else self._rng.choice(self._people)
            for _ in range(count)
        )

    def _pinyin(self) -> Person:
        parts = self._rng.sample(self._syllables, self._rng.choice((1, 2, 2)))
        form = self._rng.random()
        given = "".join(parts) if form < 0.6 else "-".join(parts)
        if form > 0.9:
            given = " ".join(part.title() for part in parts)
        family = self._rng.choice(self._romanised).title()
        return Person(given[:1].upper() + given[1:], family)

    def _han_person(self) -> Person:
        family = self._surnames[
            int(abs(self._rng.gauss(0, 0.4)) * len(self._surnames)) % len(self._surnames)
        ]
        return Person("", family + self._rng.choice(self._han_given))

    def _vary_chinese(self, record: Record) -> Record:
        rng = self._rng
        japanese = rng.random() < 0.2
        people: tuple[Person, ...] = record.authors
        if not people or rng.random() < 0.8:
            count = min(9, 1 + int(rng.expovariate(0.4)))
            people = tuple(self._han_person() for _ in range(count))
        if japanese:
            people = tuple(
                Person(
                    "", rng.choice(self._japanese) + rng.choice(material()["kana_given"].split())
                )
                for _ in people
            )
        title = record.title
        if rng.random() < 0.75:
            title = self._han_title(japanese=japanese)
        venue = record.venue
        if record.type in ("article", "inproceedings") and (not venue or rng.random() < 0.5):
            venue = rng.choice(self._han_venues)
        publisher = record.publisher
        if publisher and rng.random() < 0.5:
            publisher = rng.choice(self._han_publishers)
        return replace(record, authors=people, title=title, venue=venue, publisher=publisher)

    def _han_title(self, *, japanese: bool) -> str:
        head = _HALVES.split(self._rng.choice(self._han_titles))
        if japanese:
            return self._japanese_title(head[0])
        tail = _HALVES.split(self._rng.choice(self._han_titles))
        title = head[0] + "".join(tail[-2:])
        if self._rng.random() < 0.15:
            title = f"{self._rng.choice(self._acronyms)}-Net：{title}"
        return title if 4 < len(title) < 60 else head[0] + "的研究"

    def _japanese_title(self, head: str) -> str:
        rng, words = self._rng, material()
        parts = [head[:8]] if rng.random() < 0.7 else []
        for _ in range(rng.choice((1, 1, 2))):
            if parts:
                parts.append(rng.choice(words["joints"].split()))
            parts.append(rng.choice(words["katakana"].split()))
            if rng.random() < 0.5:
                parts.append(_HALVES.split(rng.choice(self._han_titles))[-1][:6])
        title = "".join(parts) + str(rng.choice(words["endings"].split()))
        way = rng.random()
        if way < 0.12:
            return f"{rng.choice(self._acronyms)}{title}"
        if way < 0.24:
            part = rng.choice(words["katakana"].split()) + rng.choice(words["endings"].split())
            number = rng.choice(("", "(1) ", "(2) ", "Fit "))
            return f"{title} {number}– {part}{rng.choice(('', ' –'))}"
        return title


def split(
    records: Sequence[Record], seed: int, held_out: float
) -> tuple[list[Record], list[Record]]:
    """Records for training and held-out records, at random."""
    order = list(records)
    random.Random(seed).shuffle(order)
    count = int(len(order) * held_out)
    return order[count:], order[:count]


def draw(records: Sequence[Record], rng: random.Random, chinese: float) -> Iterator[Record]:
    """Endless random records, a share of `chinese` with Chinese titles."""
    han = [record for record in records if record.chinese]
    others = [record for record in records if not record.chinese]
    while True:
        yield rng.choice(han if rng.random() < chinese else others)
