"""How well mentions of papers are merged, on a synthesised bibliography whose truth is known.

    python -m benchmarks.batch_bibliography [--papers 3000] [--seed 1]

Each paper is mentioned on one to six pages, as pages do: with misprints, other capitals and
punctuation, subtitles left out, initials, lists cut by `et al.`, the year of the preprint, fields
missing, identifiers on some. Among the papers are what must stay apart: second parts, other
versions, the same short title by others, papers of one group with nearly the same title.
Prints pairwise precision, recall and F1, and the pairs that are wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from extractor.batch.across.bibliography import Bibliography

_WORDS: Mapping[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("bibliography.toml").read_text("utf-8")
)
EMPTY: dict[str, Any] = {
    "title_translation": None, "authors": [], "year": None, "date": None, "venue": None,
    "volume": None, "issue": None, "pages": None, "publisher": None, "abstract": None,
    "abstract_translation": None, "keywords": [], "note": None, "identifiers": {}, "links": [],
    "language": "en", "role": "reference", "status": "complete", "place": {}, "confidence": 0.9,
}  # fmt: skip


def papers(count: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Different papers; some differ by little."""
    made = 0
    while made < count:
        family = [_paper(draw)]
        base = family[0]
        twist = draw.random()
        if twist < 0.08:
            head, colon, rest = base["title"].partition(":")
            part = {"title": f"{head} II{colon}{rest}", "year": base["year"] + 1}
            family.append({**base, **part})
        elif twist < 0.12:
            family.append({**base, "title": f"{base['title']}, version 2"})
        elif twist < 0.16:
            family.append({**_paper(draw), "title": draw.choice(_WORDS["short"])})
        elif twist < 0.20:
            words = base["title"].split(" ")
            words[0] = draw.choice([verb for verb in _WORDS["verbs"] if verb != words[0]])
            family.append({**base, "title": " ".join(words), "year": base["year"] + 3})
        for number, paper in enumerate(family):
            paper["doi"] = f"10.5555/{made}.{number}"
            yield paper
        made += len(family)


def _paper(draw: random.Random) -> dict[str, Any]:
    title = (
        f"{draw.choice(_WORDS['verbs'])} {draw.choice(_WORDS['subjects'])} with "
        f"{draw.choice(_WORDS['methods'])} {draw.choice(_WORDS['places'])}"
    )
    if draw.random() < 0.5:
        title += f": {draw.choice(_WORDS['subtitles'])}"
    authors = [
        {"given": draw.choice(_WORDS["given"]), "family": draw.choice(_WORDS["family"])}
        for _ in range(draw.randint(1, 6))
    ]
    return {"title": title, "authors": authors, "year": draw.randint(1995, 2026)}


def mentions(paper: dict[str, Any], draw: random.Random) -> Iterator[dict[str, Any]]:
    """The paper as one to six pages print it."""
    for _ in range(draw.choice((1, 1, 2, 3, 4, 6))):
        year = paper["year"] - (draw.random() < 0.1)
        yield {
            **EMPTY,
            "title": _printed_title(paper["title"], draw),
            "authors": _printed_authors(paper["authors"], draw),
            "year": None if draw.random() < 0.15 else year,
            "identifiers": {"doi": paper["doi"]} if draw.random() < 0.3 else {},
        }


def _printed_title(title: str, draw: random.Random) -> str:
    twist = draw.random()
    if twist < 0.15:
        title = title.upper()
    elif twist < 0.25:
        title = title.partition(":")[0]
    elif twist < 0.40 and len(title) > 30:
        at = draw.randrange(8, len(title) - 3)
        title = title[:at] + draw.choice(("", title[at] * 2, "x")) + title[at + 1 :]
    elif twist < 0.50:
        title = title.replace(": ", " - ").replace(" with ", " with “") + "”"
    return title


def _printed_authors(authors: list[dict[str, str]], draw: random.Random) -> list[dict[str, Any]]:
    if draw.random() < 0.1:
        return []
    shown = authors[: draw.randint(1, len(authors))] if draw.random() < 0.3 else authors
    form = draw.randrange(3)
    return [_name(author["given"], author["family"], form) for author in shown]


def _name(given: str, family: str, form: int) -> dict[str, Any]:
    if form == 0:
        return {"name": f"{given} {family}", "given": given, "family": family}
    if form == 1:
        return {"name": f"{family}, {given[0]}.", "given": f"{given[0]}.", "family": family}
    return {"name": f"{given} {family}", "given": None, "family": None}


def measure(count: int, seed: int) -> tuple[float, float, list[str]]:
    """Pairwise precision and recall, and what was joined or parted wrongly."""
    draw = random.Random(seed)  # noqa: S311 - texts, no secrets
    listed = [
        {**mention, "id": str(number), "page": f"{number}", "page_url": None, "page_sha256": ""}
        for number, paper in enumerate(papers(count, draw))
        for mention in mentions(paper, draw)
    ]
    draw.shuffle(listed)
    with closing(Bibliography()) as bibliography:
        bibliography.add(listed)
        found = [record for record, _ in bibliography.records()]
    truth = Counter(mention["id"] for mention in listed)
    clusters = [Counter(mention["id"] for mention in record["mentions"]) for record in found]
    both = sum(_pairs(number) for cluster in clusters for number in cluster.values())
    joined = sum(_pairs(sum(cluster.values())) for cluster in clusters)
    right = sum(_pairs(number) for number in truth.values())
    wrong = [record["title"] for record, c in zip(found, clusters, strict=True) if len(c) > 1]
    return both / max(1, joined), both / max(1, right), wrong


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def main() -> int:
    """1 below the floor of the issue, an F1 of 0.98."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    precision, recall, wrong = measure(arguments.papers, arguments.seed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    for title in wrong[:10]:
        print(f"joined: {title}")
    return 0 if f1 >= 0.98 else 1


if __name__ == "__main__":
    sys.exit(main())
