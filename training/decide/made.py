"""Pages made to train on: lists of papers in many layouts, and lists that look like them.

A page is a head, a menu, one or several lists under headings, and a footer. Lists of papers print
records in the styles of the citation tagger's training; look-alikes follow patterns of made.toml.
Others are one article, or one paper with its metadata.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from training.citations.records import Record, read_records
from training.decide.forms import Form, Forms, names
from training.decide.lines import CONTAINERS, Container, Lines, linked
from training.decide.samples import Page
from training.decide.words import words

_SLOT = re.compile(r"\{(\w+)\}")
_LINE_LINK = re.compile(r"\(link\)(.*?)(?= \||, \(link\)| \(link\)|$)")
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 12, 20)
Titles = list[tuple[str, str]]


def made_pages(records: Path, count: int, seed: int) -> Iterator[Page]:
    """`count` pages, the same for the same seed; three of five present papers."""
    rng = random.Random(seed)
    maker = _Maker(read_records([records / "papers.bib", records / "chinese.bib"]), rng)
    for number in range(count):
        yield maker.page(number)


class _Maker:
    """Draws pages."""

    def __init__(self, records: Sequence[Record], rng: random.Random) -> None:
        self._rng = rng
        self._forms = Forms(records, rng)

    def page(self, number: int) -> Page:
        """A page with its truth."""
        titles: Titles = []
        way = self._rng.random()
        if way < 0.1:
            text = self._landing(titles)
        elif way < 0.19:
            text = self._article()
        elif way < 0.27:
            text = self._with_references(titles)
        elif way < 0.6:
            text = self._with_papers(titles)
        else:
            lists = [self._lookalikes() for _ in range(self._rng.choice((1, 2, 3)))]
            text = self._whole(self._title("titles"), "\n".join(lists))
        name = f"made-{number}"
        return Page(name, name, "made", text.encode(), "text/html", tuple(titles))

    # ----------------------------------------------------------------------- kinds of pages

    def _with_papers(self, titles: Titles) -> str:
        rng = self._rng
        form, style, container = self._forms.form(), rng.randrange(10**6), rng.choice(CONTAINERS)
        lists = [self._lookalikes() for _ in range(rng.choice((0, 0, 1, 2)))]
        lists.insert(rng.randrange(len(lists) + 1), self._papers(titles, form, style, container))
        if rng.random() < 0.35:
            lists.append(self._decoys(form, style, container))
        return self._whole(self._title("paper_titles"), "\n".join(lists))

    def _papers(self, titles: Titles, form: Form, style: int, container: Container) -> str:
        """One to three lists of papers in one form, each under a heading."""
        rng, data = self._rng, words()["papers"]
        parts = []
        for _ in range(rng.choice((1, 1, 2, 3))):
            headings = data["headings"] if rng.random() < 0.65 else data["loose"]
            items = []
            for record in self._forms.records(rng.choice(_LENGTHS), form):
                items.append(form(record, style))
                titles.append(("featured", record.title))
            parts.append(self._under(rng.choice(headings), container(items, rng)))
        return "\n".join(parts)

    def _decoys(self, form: Form, style: int, container: Container) -> str:
        """What looks just as the papers do, but stands under a heading such as Patents."""
        rng = self._rng
        kind = words()["kinds"][rng.choice(("patent", "talk", "award", "news"))]
        records = self._forms.records(rng.choice(_LENGTHS), form)
        items = [form(record, style) for record in records]
        return self._under(rng.choice(kind["headings"]), container(items, rng))

    def _with_references(self, titles: Titles) -> str:
        """Prose, and the references that close it, among them works that are no papers."""
        rng = self._rng
        style = rng.randrange(10**6)
        items = []
        for record in self._forms.records(rng.randint(3, 20)):
            items.append(self._forms.citation(record, style))
            titles.append(("reference", record.title))
        heading = rng.choice(words()["papers"]["references"])
        return self._whole(
            self._title("paper_titles"),
            self._prose() + self._under(heading, rng.choice(CONTAINERS)(items, rng)),
        )

    def _article(self) -> str:
        """One article with its byline and labels that papers have, too."""
        rng, title = self._rng, self._filled("{claim}")
        byline = self._filled(rng.choice(words()["page"]["bylines"]))
        tail = [self._lookalikes() for _ in range(rng.choice((0, 1, 1)))]
        data = {"@type": rng.choice(("Article", "BlogPosting", "NewsArticle")), "headline": title}
        lines = "".join(f"<p>{escape(line)}</p>" for line in byline.split(" | "))
        meta = ""
        if rng.random() < 0.3:  # blogs that wish to be cited, and sites that declare all they have
            fields = (("title", title), ("author", self._person()), ("publication_date", "2021"))
            meta = "".join(f'<meta name="citation_{n}" content="{escape(v)}">' for n, v in fields)
        return self._whole(title, lines + self._prose() + "".join(tail), json.dumps(data), meta)

    def _landing(self, titles: Titles) -> str:
        """One paper: metadata, title, persons, abstract."""
        rng = self._rng
        record = next(self._forms.records(1))
        titles.append(("featured", record.title))
        fields = [("title", record.title), ("publication_date", record.year), ("doi", record.doi)]
        fields += [("author", f"{each.given} {each.family}".strip()) for each in record.authors]
        fields.append((rng.choice(("journal_title", "conference_title")), record.venue))
        fields.append(("pdf_url", f"/files/{rng.randrange(10**4)}.pdf"))
        meta = "".join(
            f'<meta name="citation_{name}" content="{escape(value)}">'
            for name, value in fields
            if value and (name in ("title", "author", "pdf_url") or rng.random() < 0.7)
        )
        persons, abstract = escape(names(record, ", ")), escape(self._forms.abstract(record))
        body = f"<p>{persons}</p><h2>Abstract</h2><p>{abstract}</p>"
        data = ""
        if rng.random() < 0.3:
            kind = {"@type": "ScholarlyArticle", "headline": record.title}
            people = [{"@type": "Person", "name": name} for name in persons.split(", ")]
            data, meta = json.dumps({**kind, "author": people}), meta * (rng.random() < 0.5)
        return self._whole(record.title, body, data, meta)

    # ----------------------------------------------------------------------- pieces

    def _whole(self, title: str, body: str, data: str = "", extra: str = "") -> str:
        rng, page = self._rng, words()["page"]
        menu = "".join(
            f'<li><a href="/{word.lower()}">{word}</a></li>' for word in rng.sample(page["menu"], 6)
        )
        kind = rng.choice(page["types"])
        data = data or (json.dumps({"@type": kind}) if kind else "")
        script = f'<script type="application/ld+json">{data}</script>' if data else ""
        head = f"<h1>{escape(title)}</h1>" if rng.random() < 0.8 else ""
        footer = escape(self._filled(rng.choice(page["footer"])))
        return (
            f"<html><head><title>{escape(title)}</title>{extra}{script}</head><body>"
            f"<nav><ul>{menu}</ul></nav><main>{head}{body}</main>"
            f"<footer><p>{footer}</p></footer></body></html>"
        )

    def _title(self, kind: str) -> str:
        return self._filled(self._rng.choice(words()["page"][kind]))

    def _prose(self) -> str:
        paragraphs = (" ".join(self._filled("{sentence}") for _ in range(6)) for _ in range(4))
        return "".join(f"<p>{escape(text)}</p>" for text in paragraphs)

    def _under(self, heading: str, markup: str) -> str:
        return f"<div><h2>{escape(self._filled(heading))}</h2>\n{markup}</div>"

    # ----------------------------------------------------------------------- look-alikes

    def _lookalikes(self) -> str:
        """A list of things that are no papers, mostly under a heading that says so."""
        rng = self._rng
        kind = words()["kinds"][rng.choice(sorted(words()["kinds"]))]
        pattern = rng.choice(kind["items"])
        headings = kind["headings"] if rng.random() < 0.8 else words()["papers"]["loose"]
        items = [self._lookalike(pattern) for _ in range(rng.choice(_LENGTHS))]
        return self._under(rng.choice(headings), rng.choice(CONTAINERS)(items, rng))

    def _lookalike(self, pattern: str) -> Lines:
        return tuple(
            _LINE_LINK.sub(lambda found: linked(found[1], self._address()), self._filled(line))
            for line in pattern.split(" | ")
        )

    def _address(self) -> str:
        forms = ("/p/{}", "https://www.example.org/{}", "/{}.html", "/files/{}.pdf")
        return self._rng.choice(forms).format(self._rng.randint(10, 99999))

    def _filled(self, pattern: str) -> str:
        """A pattern with its slots filled, those of slots too."""
        for _ in range(4):
            pattern = _SLOT.sub(lambda found: self._slot(found[1]), pattern)
        return pattern

    def _slot(self, name: str) -> str:
        rng = self._rng
        drawn: dict[str, Callable[[], str]] = {
            "title": lambda: self._forms.record().title,
            "person": self._person,
            "persons": lambda: ", ".join(self._person() for _ in range(rng.randint(2, 4))),
            "year": lambda: str(rng.randint(1998, 2026)),
            "day": lambda: str(rng.randint(1, 28)),
            "month_number": lambda: str(rng.randint(1, 9)),
            "number": lambda: str(rng.randint(2, 400)),
        }
        if name in drawn:
            return drawn[name]()
        values = words()["slots"].get(name)
        return str(rng.choice(values)) if values else f"{{{name}}}"  # braces of a formula

    def _person(self) -> str:
        while True:
            people = [person for person in self._forms.record().authors if person.given]
            if people:
                person = self._rng.choice(people)
                return f"{person.given} {person.family}"
