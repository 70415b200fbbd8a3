"""JSON-LD, microdata and RDFa of schema.org to works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.document.json_ld import parse_json_ld
from extractor.papers.embedded.tables import members, table
from extractor.papers.embedded.work import Work, make_work
from extractor.records import Head

MAX_NODES = 20_000
_MAX_VALUES = 2_000


def works_of_items(head: Head) -> tuple[Work, ...]:
    """Every scholarly work that the page says it holds, in order; works these cite are not."""
    found = []
    for node in _nodes(head):
        work = _work(node)
        if work is not None:
            found.append(work)
    return tuple(found)


def headlines(head: Head) -> tuple[str, ...]:
    """Titles of articles of any kind that the page says it holds."""
    return tuple(
        title
        for node in _nodes(head)
        if "Article" in _type(node) or _type(node) in members("json_ld", "doubtful")
        for title in _texts(node, "title")[:1]
    )


def _nodes(head: Head) -> Iterator[Mapping[str, Any]]:
    containers = table("json_ld")["containers"]
    stack: list[Any] = [parse_json_ld(source) for source in reversed((*head.json_ld, *head.items))]
    count = 0
    while stack and count < MAX_NODES:
        node = stack.pop()
        count += 1
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            stack.extend(node[name] for name in reversed(containers) if name in node)


def _type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type", "")
    kinds = kind if isinstance(kind, list) else [kind]
    scholarly = members("json_ld", "scholarly")
    names = [str(each).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for each in kinds]
    return next((name for name in names if name in scholarly), names[0] if names else "")


def _work(node: Mapping[str, Any]) -> Work | None:
    kind = _type(node)
    scholarly = kind in members("json_ld", "scholarly")
    if not scholarly and kind not in members("json_ld", "doubtful"):
        return None
    if any(name in node for name in table("json_ld")["shop"]) and kind == "Book":
        return None
    work = make_work(_raw(node, kind))
    if work is None or (not scholarly and not _is_identified(work)):
        return None
    return work


def _is_identified(work: Work) -> bool:
    return bool(work.authors) and any(
        name in work.identifiers for name in ("doi", "arxiv", "pmid", "pmcid")
    )


def _raw(node: Mapping[str, Any], kind: str) -> dict[str, Sequence[str]]:
    names = table("json_ld")
    raw: dict[str, Sequence[str]] = {
        field: _texts(node, field)
        for field in (
            "title", "authors", "date", "abstract", "keywords", "issue", "volume", "firstpage",
            "lastpage", "pages", "publisher", "isbn",
        )
    }  # fmt: skip
    venues: list[str] = []
    if kind == "Thesis":
        venues += _texts(node, "thesis_venue")
    around = node.get("isPartOf") or node.get("publication")
    for _ in range(6):
        around = around[0] if isinstance(around, list) and around else around
        if not isinstance(around, dict):
            venues += [around] if isinstance(around, str) and "://" not in around else []
            break
        if _type(around) in names["periodicals"]:
            venues += _strings(around.get("name"))
        for field in ("issue", "volume"):
            raw[field] = [*raw[field], *_texts(around, field)]
        around = around.get("isPartOf")
    raw["venue"] = venues
    addresses = [text for name in names["addresses"] for text in _strings(node.get(name))]
    raw["identifiers"] = [*addresses, *_named(node.get("identifier"))]
    encodings = node.get("encoding") or node.get("associatedMedia")
    raw["pdf"] = [
        text
        for entry in (encodings if isinstance(encodings, list) else [encodings])
        if isinstance(entry, dict)
        for text in _strings(entry.get("contentUrl"))
        if "pdf" in f"{entry.get('encodingFormat', '')}{text}".casefold()
    ]
    return raw


def _texts(node: Mapping[str, Any], field: str) -> list[str]:
    """The values of the first name of a field that has any."""
    for name in table("json_ld")[field]:
        values = _strings(node.get(name))
        if values:
            return values
    return []


def _strings(value: Any) -> list[str]:
    """Texts, names and values of whatever stands at a property."""
    values = value if isinstance(value, list) else [value]
    texts = (_name(each) if isinstance(each, dict) else each for each in values[:_MAX_VALUES])
    return [
        str(text).strip()
        for text in texts
        if isinstance(text, str | int) and not isinstance(text, bool) and str(text).strip()
    ]


def _name(node: Mapping[str, Any]) -> Any:
    """What an object is called: its name, its value, a person's parts, its address."""
    text = node.get("name") or node.get("value") or node.get("@value")
    if not text:
        given, family = node.get("givenName"), node.get("familyName")
        text = f"{family}, {given}" if family and given else family or node.get("@id")
    return text[0] if isinstance(text, list) and text else text


def _named(value: Any) -> list[str]:
    """Identifiers given as a scheme and a value, as they are printed."""
    values = value if isinstance(value, list) else [value]
    return [
        f"{each.get('propertyID', '')}: {each.get('value', '')}"
        for each in values
        if isinstance(each, dict)
    ]
