"""Hand-labelled strings of anystyle's core set (BSD licence)."""

from __future__ import annotations

import random
import re
from pathlib import Path

from lxml import etree

from training.citations.strings import Builder, Labelled

_LABELS = {
    "author": "author", "title": "title", "journal": "venue", "container-title": "venue",
    "volume": "volume", "pages": "pages", "date": "year", "publisher": "publisher",
    "location": "address", "editor": "editor", "translator": "editor", "url": "url", "doi": "doi",
    "citation-number": "number", "note": "note", "edition": "note", "collection-title": "note",
    "genre": "note", "medium": "note",
}  # fmt: skip
_ISSUE = re.compile(
    r"(.*?\d)\s?([(,:.]\s*(?:[Nn]o\.?|[Nn]r\.?|[Ii]ssue|n°)?\s?)(\d+(?:[-–/]\d+)?)\s*\)?[,.:;]*$"
)


def read_tagged(path: Path) -> list[Labelled]:
    """Its strings, volume and issue told apart, labels that are not ours as `note`."""
    found = []
    for sequence in etree.parse(str(path)).getroot():
        out = Builder()
        for field in sequence:
            text = " ".join((field.text or "").split())
            label = _LABELS.get(str(field.tag), "note")
            match = _ISSUE.match(text) if label == "volume" else None
            if match:
                out.add(match.group(1), "volume")
                out.add(text[match.end(1) :] + " ", "issue")
            else:
                out.add(text + " ", label)
        if out.length:
            found.append(out.done("anystyle"))
    return found


def split_tagged(strings: list[Labelled], seed: int) -> tuple[list[Labelled], list[Labelled]]:
    """Four fifths to train, one fifth to measure."""
    order = list(strings)
    random.Random(seed).shuffle(order)
    cut = len(order) // 5
    return order[cut:], order[:cut]
