"""Papers as items of made pages: one record in one of many forms."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape

from training.citations.homepage import layouts, render_pattern
from training.citations.page import remark
from training.citations.records import Record, Variety, draw
from training.citations.render import render
from training.citations.styles import drawn_chinese_style, drawn_style, known_styles
from training.decide.lines import Lines, lines_of, linked
from training.decide.words import words

Form = Callable[[Record, int], Lines]


class Forms:
    """Draws records and prints them. The same `style` prints all of a list in the same manner."""

    def __init__(self, records: Sequence[Record], rng: random.Random) -> None:
        self._rng = rng
        self._draw = draw(records, rng, 0.25)
        self._variety = Variety(records, rng)
        self._known = known_styles()

    def record(self) -> Record:
        """Any record."""
        return self._variety.vary(next(self._draw))

    def records(self, count: int, form: Form | None = None) -> Iterator[Record]:
        """Records with authors, titles as `form` prints them."""
        while count:
            record = self.record()
            if record.authors:
                count -= 1
                yield replace(record, title=_name(record.title)) if form == self._short else record

    def form(self) -> Form:
        """One of the forms, common ones oftener."""
        forms = (self.citation, self._pattern, self._card, self._labelled, self._short)
        return self._rng.choices(forms, (2, 3, 2, 2, 1))[0]

    def citation(self, record: Record, style: int) -> Lines:
        """A citation in a style, at times with buttons."""
        rng = random.Random(style)
        if record.chinese:
            string = render(record, drawn_chinese_style(style % 300), self._rng)
        elif rng.random() < 0.3:
            string = render(record, rng.choice(self._known), self._rng)
        else:
            string = render(record, drawn_style(style % 1200), self._rng)
        lines = lines_of(string, self.address(record))
        return (lines[0] + self._buttons(record), *lines[1:]) if rng.random() < 0.5 else lines

    def _pattern(self, record: Record, style: int) -> Lines:
        """A layout of home pages, reading lists and programs."""
        number = style % len(layouts()["patterns"])
        lines = lines_of(render_pattern(record, number, self._rng), self.address(record))
        return (*lines, self._buttons(record)) if random.Random(style).random() < 0.3 else lines

    def _card(self, record: Record, style: int) -> Lines:
        """Title, persons, venue, buttons and abstract, a line each."""
        rng = random.Random(style)
        title = escape(record.title)
        if rng.random() < 0.6:
            title = linked(record.title, self.address(record))
        lines = [title, escape(names(record, rng.choice((", ", "; ", " and ", " · "))))]
        if rng.random() < 0.2:  # as in the program of a conference
            clock = f"{self._rng.randint(8, 18)}:{self._rng.randint(10, 59)}"
            lines.insert(0, f"{clock} – {self._rng.randint(8, 18)}:30" if style % 2 else clock)
        if record.venue and rng.random() < 0.8:
            year = f", {record.year}" if record.year else ""
            lines.append(f"<i>{escape(record.venue)}</i>{year}")
        if rng.random() < 0.6:
            lines.append(self._buttons(record))
        if rng.random() < 0.3:
            lines.append(escape(rng.choice(("", "Abstract: ", "摘要：")) + self.abstract(record)))
        return tuple(lines)

    def _labelled(self, record: Record, style: int) -> Lines:
        """A label before each field."""
        rng = random.Random(style)
        title, authors, venue, link, abstract = rng.choice(words()["papers"]["labels"])
        lines = [escape(title + record.title), escape(authors + names(record, ", "))]
        if record.venue and rng.random() < 0.7:
            lines.append(escape(venue + record.venue))
        if rng.random() < 0.5:
            address = self.address(record)
            lines.append(link + linked(address, address))
        if rng.random() < 0.3:
            day = f"-{self._rng.randint(10, 12)}-{self._rng.randint(10, 28)}"
            lines.append(
                rng.choice(("Date: ", "日期：", "发布时间：")) + (record.year or "2019") + day
            )
        if rng.random() < 0.5:
            lines.append(escape(abstract + self.abstract(record)))
        if rng.random() < 0.3:
            lines.append(escape(self.abstract(self.record())))
        return tuple(lines)

    def _short(self, record: Record, style: int) -> Lines:
        """A reading list: the short name of a method, linked to its paper, and a remark."""
        rng = random.Random(style)
        name = linked(record.title, self.address(record))
        note = remark(record.title, self._rng, chinese=record.chinese)
        if rng.random() < 0.5:
            return (name, escape(note))
        year = f" ({record.year})" if record.year and rng.random() < 0.5 else ""
        return (f"{name}{year}{rng.choice((': ', ' – ', ' - '))}{escape(note)}",)

    def _buttons(self, record: Record) -> str:
        chosen = self._rng.sample(words()["papers"]["links"], self._rng.choice((1, 2, 3)))
        return " " + " ".join(linked(text, self.address(record)) for text in chosen)

    def abstract(self, record: Record) -> str:
        """A few sentences about a work."""
        chinese = record.chinese
        sentences = (remark(record.title, self._rng, chinese=chinese) for _ in range(4))
        return ("" if chinese else " ").join(
            text.rstrip(".。") + ("。" if chinese else ".") for text in sentences
        )

    def address(self, record: Record) -> str:
        """The address of a work, of a type that works have or not."""
        rng = self._rng
        if record.arxiv:
            return f"https://arxiv.org/{rng.choice(('abs', 'pdf'))}/{record.arxiv}"
        if record.doi and rng.random() < 0.6:
            return f"https://doi.org/{record.doi}"
        return rng.choice(
            ("/papers/{}.pdf", "https://www.example.org/paper/{}", "/p/{}.html")
        ).format(rng.randint(10, 99999))


def _name(title: str) -> str:
    """The short name of a work: what stands before a colon, or its first words."""
    head = re.split("[:：]", title)[0].split()
    return " ".join(head[:3]) if head else title


def names(record: Record, joiner: str) -> str:
    """The authors in straight order."""
    return joiner.join(f"{person.given} {person.family}".strip() for person in record.authors)
