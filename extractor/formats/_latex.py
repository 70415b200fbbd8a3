"""Plain text as LaTeX, safe inside the braces of a BibTeX value.

BibTeX counts braces even behind a backslash, so braces of the text become commands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from extractor.content.escape import tex_ranges

_SPECIAL = re.compile(r"[\\{}#$%&_~^@]|([-`'<>,])(?=\1)|[?!](?=`)|[^\x00-\x7f]")
"""Signs that mean something, pairs of signs that TeX's fonts draw as one, and other letters."""
_WORD = re.compile(r"[^\W_\u2e80-\uffff]+(?:[-/][^\W_\u2e80-\uffff]+)*")
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\lbrace}",
        "}": r"{\rbrace}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "@": "{@}",
    }
)
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
        "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
        "\u0327": "c", "\u0328": "k", "\u0331": "b",
    }
)  # fmt: skip
_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "æ": r"{\ae}",
        "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "đ": r"{\dj}", "Đ": r"{\DJ}",
        "ð": r"{\dh}", "þ": r"{\th}", "Þ": r"{\TH}", "ı": r"{\i}",
    }
)  # fmt: skip


def escape(text: str, *, letters: bool) -> str:
    """The text as LaTeX; formulas that it prints as TeX stay.

    `letters`: accented Latin letters become commands too.
    """
    return _each(text, lambda piece: _escape(piece, letters=letters))


def escape_title(text: str, *, letters: bool) -> str:
    """The same of a title: words with capitals inside are braced, since styles lower the case."""

    def word(match: re.Match[str]) -> str:
        escaped = _escape(match.group(), letters=letters)
        return f"{{{escaped}}}" if any(map(str.isupper, match.group()[1:])) else escaped

    def piece(text: str) -> str:
        parts, end = [], 0
        for match in _WORD.finditer(text):
            parts += [_escape(text[end : match.start()], letters=letters), word(match)]
            end = match.end()
        return "".join([*parts, _escape(text[end:], letters=letters)])

    return _each(text, piece)


def _each(text: str, change: Callable[[str], str]) -> str:
    """The text with what stands between its formulas changed."""
    parts, end = [], 0
    for start, stop in tex_ranges(text):
        formula = text[start:stop]
        if _is_sound(formula):
            parts += [change(text[end:start]), formula]
            end = stop
    return "".join([*parts, change(text[end:])])


def _is_sound(formula: str) -> bool:
    """Whether BibTeX can take the formula as it is: braces in pairs, no comment, no entry."""
    depth = 0
    for char in formula:
        depth += (char == "{") - (char == "}")
        if depth < 0 or char in "%@#":
            return False
    return depth == 0


def _escape(text: str, *, letters: bool) -> str:
    def replacement(match: re.Match[str]) -> str:
        sign = match.group()
        if sign.isascii():
            return _SIGNS.get(sign) or sign + "{}"
        return _letter(sign) if letters else sign

    return _SPECIAL.sub(replacement, text)


def _letter(char: str) -> str:
    """A letter with its accent as command; other characters as they are."""
    if char in _LETTERS:
        return _LETTERS[char]
    parts = unicodedata.normalize("NFD", char)
    if len(parts) != 2 or not parts[0].isascii() or parts[1] not in _ACCENTS:
        return char
    base = rf"\{parts[0]}" if parts[0] in "ij" else parts[0]
    return rf"{{\{_ACCENTS[parts[1]]}{{{base}}}}}"
