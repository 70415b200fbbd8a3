"""A change made to many texts at once: for short ones Python takes longer to ask than to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

BORDER = "\0"
"""Stands between joined texts; pages hold none, since it is taken out where they are decoded."""


def changed(texts: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """`change` of each of `texts`, which it is asked for once.

    It has to leave BORDER alone, and what it makes of a text must not depend on what stands beyond.
    """
    if not texts:
        return []
    parts = change(BORDER.join(texts)).split(BORDER)
    # A caller's own document may hold anything.
    return parts if len(parts) == len(texts) else [change(text) for text in texts]


def collapsed(texts: Sequence[str]) -> list[str]:
    """`texts` in which white space of any length is one space, and none at the ends."""
    return [text.strip(" ") for text in changed(texts, _collapse)]


def _collapse(text: str) -> str:
    return " ".join(text.split())
