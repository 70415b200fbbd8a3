"""What the web does to citation strings."""

from __future__ import annotations

import random
from dataclasses import replace

from extractor.records import Span
from training.citations.homepage import badges, layouts
from training.citations.page import remark
from training.citations.records import Record
from training.citations.strings import Builder, Labelled

_WIDE = str.maketrans({",": "，", ".": "。", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？"})


def noisy(string: Labelled, record: Record, rng: random.Random) -> Labelled:
    """`string` with what stands around it on pages, and with faults."""
    string = _surrounded(string, record, rng)
    if rng.random() < 0.10:
        string = _without_spaces(string, rng)
    if rng.random() < 0.06:
        string = _wide(string, rng)
    if rng.random() < 0.10:
        string = _without_signs(string, rng)
    if rng.random() < 0.5:
        string = replace(string, spans=())
    return string


def _surrounded(string: Labelled, record: Record, rng: random.Random) -> Labelled:
    out = Builder()
    if rng.random() < 0.28:
        family = (record.authors[0].family if record.authors else "Anon")[:3].title()
        mark = rng.choice(layouts()["numbers"]).format(
            n=rng.randint(1, 60), k=f"{family}{record.year[2:]}"
        )
        out.add(mark, "number")
        out.add(rng.choice((" ", " ", " ", "")))
    if rng.random() < 0.04:
        out.add(badges(rng), "other")
        out.add(rng.choice((" ", "\t", "\n")))
    out.join(string)
    if rng.random() < 0.16:
        out.add(rng.choice((" ", " ", "\n", ". ", "  ")))
        out.add(badges(rng), "other", "link" if rng.random() < 0.5 else None)
    if rng.random() < 0.10:
        out.add(rng.choice((" ", ". ", "\n", " – ", " ")))
        text = remark(record.title, rng, chinese=record.chinese or rng.random() < 0.15)
        out.add(text + rng.choice((".", "。", ". ")), "note")
    return out.done(string.source)


def _edited(string: Labelled, kept: list[tuple[int, str]]) -> Labelled:
    """The characters at the given places, some of them replaced."""
    where: dict[int, int] = {}
    for new, (old, _) in enumerate(kept):
        where[old] = new
    spans = []
    for span in string.spans:
        inside = [where[place] for place in range(span.start, span.end) if place in where]
        if inside:
            spans.append(Span(inside[0], inside[-1] + 1, span.type, span.value))
    return Labelled(
        "".join(sign for _, sign in kept),
        tuple(string.labels[old] for old, _ in kept),
        tuple(spans),
        string.source,
    )


def _without_spaces(string: Labelled, rng: random.Random) -> Labelled:
    """Spaces behind punctuation and at the borders of fields lost."""
    share = rng.choice((0.2, 0.6, 1.0))
    kept = []
    for place, sign in enumerate(string.text):
        before = string.text[place - 1] if place else ""
        if sign == " " and before in ',.;:)]”"' and rng.random() < share:
            continue
        kept.append((place, sign))
    return _edited(string, kept)


def _wide(string: Labelled, rng: random.Random) -> Labelled:
    """Punctuation between the fields in full width."""
    only = rng.random() < 0.5
    return _edited(string, [
        (place, sign.translate(_WIDE) if label is None or (not only and sign in ",;") else sign)
        for place, (sign, label) in enumerate(zip(string.text, string.labels, strict=True))
    ])  # fmt: skip


def _without_signs(string: Labelled, rng: random.Random) -> Labelled:
    """Some separators lost: full stops, commas and quotes."""
    kept = []
    for place, (sign, label) in enumerate(zip(string.text, string.labels, strict=True)):
        if label is None and sign in '.,:;"“”()' and rng.random() < 0.35:
            continue
        kept.append((place, sign))
    return _edited(string, kept)
