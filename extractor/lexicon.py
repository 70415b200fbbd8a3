"""Loads packaged data files; the only reader of phrase and label files."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
"""East Asian characters, as a class of regular expressions has them between its brackets."""
_SPACE_AT_CJK = re.compile(rf"(?<=[{CJK}])\s+|\s+(?=[{CJK}])")


def load(package: str, name: str) -> dict[str, Any]:
    """The TOML file `name` of `package` as a dict.

    Raises FileNotFoundError, and tomllib.TOMLDecodeError for a file that is no TOML.
    """
    return tomllib.loads(files(package).joinpath(name).read_text("utf-8"))


@cache
def names(package: str, suffix: str = ".toml") -> tuple[str, ...]:
    """Names of the data files of `package` that end with `suffix`, sorted."""
    return tuple(
        sorted(path.name for path in files(package).iterdir() if path.name.endswith(suffix))
    )


def fold(text: str) -> str:
    """The form in which phrases are compared.

    NFKC (full-width forms become half-width), case folded, spaces collapsed, and taken out beside
    East Asian characters, since pages letter-space them at will.
    """
    if text.isascii():
        return " ".join(text.split()).lower()
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = folded.split()
    if len(words) < 2:
        return "".join(words)
    return " ".join(_SPACE_AT_CJK.sub("", folded).split())


_SHORT = 48
# Menus and labels come again and again, on a page and from page to page.
_fold_short = lru_cache(maxsize=8192)(_fold)
