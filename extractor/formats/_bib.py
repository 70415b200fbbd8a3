"""The text of BibTeX entries; the two dialects say which fields they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from extractor.formats._latex import escape, escape_title
from extractor.formats._lines import one_line, web_address
from extractor.formats._works import (
    Work,
    WorkType,
    abstracts,
    addresses_by_type,
    main_address,
    works_of,
)
from extractor.records import Author, PageResult, Paper

_MACROS = frozenset(("month",))
"""Fields whose value is a name that the style writes out."""

Fields = Mapping[str, str | None]
"""Field name to its value as LaTeX; None and empty ones are left out."""


MAPPING: Mapping[str, str] = MappingProxyType(
    {
        "title": "`title`, words with capitals in braces",
        "title_translation": "`titleaddon`",
        "authors": "`author`: `Family, Given`, or `{Whole Name}` where the parts are not sure",
        "volume": "`volume`",
        "issue": "`number`",
        "pages": "`pages`",
        "publisher": "`publisher`",
        "abstract": "`abstract`",
        "abstract_translation": "`abstract`, behind an empty line",
        "keywords": "`keywords`, with commas between",
        "identifiers": "`doi`, `isbn`, `issn`, or named like their scheme; arXiv: `eprint`",
        "links": "`url`; others in fields named like their type: `pdf`, `code` …",
    }
)
"""Where both dialects keep a member; each adds its own."""


class Writer:
    """Turns values into LaTeX for one dialect."""

    def __init__(self, *, letters: bool) -> None:
        self._letters = letters

    def text(self, value: str | None) -> str:
        """Running text."""
        return escape(one_line(value or ""), letters=self._letters)

    def title(self, value: str) -> str:
        """A title, its capitals kept."""
        return escape_title(one_line(value), letters=self._letters)

    def authors(self, authors: Sequence[Author]) -> str:
        """`Family, Given and {Whole Name}`."""
        return " and ".join(self._author(author) for author in authors)

    def abstracts(self, paper: Paper) -> str:
        """The abstract, and its translation as a paragraph of its own."""
        return "\n\n".join(self.text(each) for each in abstracts(paper))

    def keywords(self, paper: Paper) -> str:
        """With commas between."""
        return ", ".join(self.text(word) for word in paper.keywords)

    def _author(self, author: Author) -> str:
        family, given = one_line(author.family or ""), one_line(author.given or "")
        if family and given and "," not in family + given and " and " not in f" {family} {given} ":
            return f"{self._part(family)}, {self._part(given)}"
        return "{" + self.text(author.name) + "}"

    def _part(self, name: str) -> str:
        """A part of a name; braces keep lower-case parts, such as `van`, from being parted off."""
        escaped = self.text(name)
        return "{" + escaped + "}" if name[:1].islower() else escaped


def shared_fields(writer: Writer, paper: Paper) -> dict[str, str | None]:
    """The fields that both dialects have."""
    identifiers = {scheme: web_address(value) for scheme, value in paper.identifiers.items()}
    return {
        "volume": writer.text(paper.volume),
        "number": writer.text(paper.issue),
        "pages": _page_range(writer, paper.pages),
        "publisher": writer.text(paper.publisher),
        "eprint": identifiers.pop("arxiv", None),
        **identifiers,
        "url": web_address(main_address(paper) or ""),
        **_addresses(paper),
        "keywords": writer.keywords(paper),
        "abstract": writer.abstracts(paper),
    }


def _page_range(writer: Writer, pages: str | None) -> str:
    """Pages as LaTeX: a range with two hyphens, which are drawn as a dash."""
    text = one_line(pages or "").replace("\N{EN DASH}", "-").replace("--", "-")
    first, dash, last = (part.strip() for part in text.partition("-"))
    if dash and first and last and "-" not in last:
        return f"{writer.text(first)}--{writer.text(last)}"
    return writer.text(pages)


def _addresses(paper: Paper) -> dict[str, str]:
    """Type of link to its addresses, as fields of their own."""
    return {
        kind if kind not in ("paper", "other") else f"{kind}links": " ".join(
            map(web_address, found)
        )
        for kind, found in addresses_by_type(paper).items()
    }


def render(
    results: Sequence[PageResult], types: Mapping[WorkType, str], fields: Callable[[Work], Fields]
) -> str:
    """Every entry of the results."""
    return "\n".join(_entry(work, types[work.type], fields(work)) for work in works_of(results))


def _entry(work: Work, name: str, fields: Fields) -> str:
    lines = [
        f"  {field} = {value}," if field in _MACROS else f"  {field} = {{{value}}},"
        for field, value in fields.items()
        if value
    ]
    return "\n".join([f"@{name}{{{work.key},", *lines, "}", ""])
