"""Reads BibTeX and BibLaTeX as pages print it: forgiving, without loss of what stands around.

The grammar is that of BibTeX 0.99d (btxdoc): `@type{key, field = value, ...}` in braces or
parentheses; values are numbers, names of strings, quoted or braced texts, joined with `#`. Beyond
it: missing commas and keys, quotation marks made typographic, records cut off at the end, text
between records. No value is changed: braces and LaTeX are for the field readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_START = re.compile(r"@\s{0,4}([A-Za-z]{3,20})\s{0,4}([{(])")
_FIELD = re.compile(r"[\s,;]*([A-Za-z][\w:.+-]{0,40})\s*=\s*")
_KEY = re.compile(r"\s*([^\s,={}\"]{0,200})\s*(,|(?=[\s}]))")
_NAME = re.compile(r"[^\s,#{}()\"=]{1,200}")
_QUOTES = MappingProxyType({'"': '"', "“": "”", "”": "”", "″": "″"})
_OPENERS = frozenset('{"“0123456789')
_CLOSING = MappingProxyType({"{": "}", "(": ")"})
_MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_NO_RECORDS = frozenset(("comment", "preamble"))


@dataclass(frozen=True, slots=True)
class Record:
    """One BibTeX record and where it stands."""

    type: str
    """Entry type in lower case, such as `inproceedings`."""
    key: str
    fields: Mapping[str, str]
    """Field name in lower case to its value without delimiters, white space collapsed."""
    start: int
    end: int
    """The record is `text[start:end]`."""
    complete: bool
    """Its closing brace was found."""


def has_bibtex(text: str) -> bool:
    """Whether `text` may hold a record; cheap."""
    return "@" in text and _START.search(text) is not None


def is_field_line(text: str) -> bool:
    """Whether a line reads as a field of a record: `year = {2020},`."""
    match = _FIELD.match(text)
    return match is not None and text[match.end() : match.end() + 1] in _OPENERS


def read_bibtex(text: str) -> Iterator[Record]:
    """Every record of `text` that has a field, in order; never raises."""
    strings: dict[str, str] = {name: name.capitalize() for name in _MONTHS}
    position = 0
    while True:
        match = _START.search(text, position)
        if match is None:
            break
        kind = match[1].casefold()
        if kind in _NO_RECORDS:
            position = match.end()
            continue
        reader = _Reader(text, match.end(), _CLOSING[match[2]], strings)
        key = "" if kind == "string" else reader.key()
        fields = reader.fields()
        position = max(reader.position, match.end())
        if kind == "string":
            strings.update(fields)
        elif fields:
            yield Record(
                kind, key, MappingProxyType(fields), match.start(), position, reader.complete
            )


class _Reader:
    """Reads the inside of one record."""

    def __init__(self, text: str, position: int, closing: str, strings: Mapping[str, str]) -> None:
        self.text = text
        self.position = position
        self.complete = False
        self._closing = closing
        self._strings = strings

    def key(self) -> str:
        """The citation key; none where a field comes first."""
        if _FIELD.match(self.text, self.position):
            return ""
        match = _KEY.match(self.text, self.position)
        if match is None:
            return ""
        self.position = match.end()
        return match[1]

    def fields(self) -> dict[str, str]:
        """The fields up to the closing sign, the next record, or text that is no field."""
        found: dict[str, str] = {}
        while True:
            match = _FIELD.match(self.text, self.position)
            if match is None:
                self._close()
                return found
            self.position = match.end()
            value = self._value()
            if value is None:
                return found
            found.setdefault(match[1].casefold(), " ".join(value.split()))

    def _close(self) -> None:
        position = self._skip(" \t\r\n,;")
        if self.text.startswith(self._closing, position):
            self.complete = True
            self.position = position + 1

    def _skip(self, signs: str) -> int:
        position = self.position
        while position < len(self.text) and self.text[position] in signs:
            position += 1
        return position

    def _value(self) -> str | None:
        """Pieces joined with `#`; None where a piece is not closed."""
        pieces: list[str] = []
        while True:
            self.position = self._skip(" \t\r\n")
            piece = self._piece()
            if piece is None:
                return None
            pieces.append(piece)
            behind = self._skip(" \t\r\n")
            if not self.text.startswith("#", behind):
                return "".join(pieces)
            self.position = behind + 1

    def _piece(self) -> str | None:
        sign = self.text[self.position : self.position + 1]
        if sign == "{":
            return self._braced()
        if sign in _QUOTES:
            return self._quoted(_QUOTES[sign])
        match = _NAME.match(self.text, self.position)
        if match is None:
            return ""
        self.position = match.end()
        return self._strings.get(match[0].casefold(), match[0])

    def _braced(self) -> str | None:
        depth = 0
        for match in _BRACES.finditer(self.text, self.position):
            sign = match[0]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
                if depth == 0:
                    value = self.text[self.position + 1 : match.start()]
                    self.position = match.end()
                    return value
            elif depth == 1 and sign[0] == "\n":
                # A record starts before the value ended: a brace was lost.
                self.position = match.start()
                return None
        self.position = len(self.text)
        return None

    def _quoted(self, closing: str) -> str | None:
        depth = 0
        start = self.position + 1
        for match in _SIGNS.finditer(self.text, start):
            sign = match[0]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
                if depth < 0:
                    # The record ends before the value did: a quotation mark was lost.
                    self.position = match.start()
                    return None
            elif depth <= 0 and sign in (closing, '"'):
                self.position = match.end()
                return self.text[start : match.start()]
        self.position = len(self.text)
        return None


_BRACES = re.compile(r"\\[{}]|[{}]|\n\s{0,8}@[A-Za-z]{4,20}\s?\{")
_SIGNS = re.compile(r"\\[{}\"]|[{}\"”″]")
