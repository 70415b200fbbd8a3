"""Small pieces that several field readers share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from extractor.lexicon import fold

CJK = "\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Character class: kana, Han and Hangul."""
HAN = "\u3005\u3400-\u9fff\uf900-\ufaff"
"""Character class: Han."""

HANGUL = "\uac00-\ud7af"
"""Character class: Hangul syllables."""

_CJK = re.compile(f"[{CJK}]")
_LATEX_ACCENT = re.compile(r"\{?\\([`'^\"~=.])\s?\{?(\\?[A-Za-z])\}{0,2}")
# Accents that are letters need a brace or space behind: \c{c}, but not \circ.
_LATEX_NAMED_ACCENT = re.compile(r"\{?\\([uvHcdbk])(?:\s|\s?\{)(\\?[A-Za-z])\}{0,2}")
_LATEX_LETTER = re.compile(r"\{?\\(aa|AA|ae|AE|oe|OE|ss|o|O|l|L|i|j)(?![A-Za-z])\s?(?:\{\})?\}?")
_LATEX_BRACES = re.compile(r"(?<!\\)\{([^{}$\\]*)\}")
_MATH = re.compile(r"(\$[^$]{1,200}\$)")
_COMBINING: Mapping[str, str] = dict(
    zip(
        "`'^\"~=.uvHcdbk",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328",
        strict=True,
    )
)
_LETTERS: Mapping[str, str] = dict(
    zip(
        "aa AA ae AE oe OE ss o O l L i j".split(), "å Å æ Æ œ Œ ß ø Ø ł Ł ı ȷ".split(), strict=True
    )
)


def squeezed(text: str) -> str:
    """`text` with every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def folded_if_short(text: str, longest: int = 60) -> str:
    """`fold(text)`, or nothing where the result is surely over `longest` characters.

    Composition makes one of at most four characters; spaces may vanish.
    """
    size = len(text) - text.count(" ")
    return fold(text) if size <= (longest if text.isascii() else 4 * longest) else ""


def has_cjk(text: str) -> bool:
    """Whether any sign is kana, Han or Hangul."""
    return not text.isascii() and _CJK.search(text) is not None


def cjk_share(text: str) -> float:
    """Share of kana, Han and Hangul among the letters of `text`, 0 to 1."""
    if text.isascii():
        return 0.0
    letters = sum(map(str.isalpha, text))
    return len(_CJK.findall(text)) / letters if letters else 0.0


def plain_letters(text: str) -> str:
    """`text` in lower case without accents."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def from_latex(text: str) -> str:
    """`text` with LaTeX accents as letters and without braces; formulas in dollars stay."""
    if "\\" not in text and "{" not in text:
        return text
    parts = _MATH.split(text)
    return "".join(part if at % 2 else _from_latex(part) for at, part in enumerate(parts))


def _from_latex(text: str) -> str:
    text = _LATEX_NAMED_ACCENT.sub(_accented, _LATEX_ACCENT.sub(_accented, text))
    text = _LATEX_LETTER.sub(lambda match: _LETTERS[match[1]], text)
    for _ in range(4):
        text, changed = _LATEX_BRACES.subn(r"\1", text)
        if not changed:
            break
    return text.replace("\\&", "&").replace("\\%", "%").replace("\\_", "_").replace("\\-", "")


def _accented(match: re.Match[str]) -> str:
    letter = match[2].lstrip("\\")
    mark = _COMBINING.get(match[1])
    return unicodedata.normalize("NFC", letter + mark) if mark else match[0]
