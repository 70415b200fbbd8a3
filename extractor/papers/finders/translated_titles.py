"""Lists of nothing but titles: each in Latin letters, with its translation in the line below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.papers import evidence
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.names import read_authors
from extractor.papers.fields.titles import read_title, title_likeness
from extractor.papers.finder import Finder
from extractor.papers.labels import Part
from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.sections import Context, lists_no_papers, lists_papers
from extractor.papers.titles_of_groups import part_reading, put_title, read_title_part
from extractor.records import Block, Candidate, Reading

_FEWEST = 4
_TITLED = 0.5
_SHORTEST, _LONGEST, _LONGEST_TRANSLATION = 15, 250, 90
_MOST = 0.6
_FREE = ("paragraph", "item", "heading", "term", "definition")


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per pair of lines, on a page that says that it lists papers and prints enough of
    them; examples of sentences and lists of words have translations, too, but no titles."""
    free = [
        block
        for block in context.document.blocks
        if block.text and block.form in _FREE and block.index not in context.claimed
    ]
    pairs = [
        (one, other)
        for one, other in pairwise(free)
        if other.index - one.index == 1
        and _is_translation(context, other)
        and _is_title(context, one)
    ]
    pairs = [pair for pair in pairs if lists_papers(context, pair[0].index)]
    if not _are_a_list(pairs, free):
        return
    for title, translation in pairs:
        candidate = _candidate(context, title, translation)
        if candidate is not None:
            yield candidate


def _is_title(context: Context, block: Block) -> bool:
    """Whether a line is a title in Latin letters, most of its longer words with capitals."""
    text = block.text
    if not _SHORTEST <= len(text) <= _LONGEST or has_cjk(text) or text.endswith((".", ":", "!")):
        return False
    if any(part.label for part in context.parts[block.index]):
        return False
    found = read_title(text)
    if found is None or title_likeness(found.title) < _TITLED:
        return False
    words = [word for word in found.title.split() if len(word) > _SHORT_WORD]
    capitals = sum(any(map(str.isupper, word)) for word in words)
    return len(found.title.split()) > _SHORT_WORD and capitals >= len(words) * _MOST


_SHORT_WORD = 3


def _is_translation(context: Context, block: Block) -> bool:
    """Whether a line is as short as titles are, in East Asian signs, and no sentence."""
    text = block.text
    if "://" in text or any(part.label for part in context.parts[block.index]):
        return False
    return not text.endswith(_ENDS) and len(text) <= _LONGEST_TRANSLATION and has_cjk(text)


_ENDS = ("。", "！", "；", "…", "：")


def _are_a_list(pairs: Sequence[tuple[Block, Block]], free: Sequence[Block]) -> bool:
    """Whether pairs are most of what stands between the first and the last of them."""
    if len(pairs) < _FEWEST:
        return False
    first, last = pairs[0][0].index, pairs[-1][1].index
    lines = [block for block in free if first <= block.index <= last and block.form != "heading"]
    return len(pairs) * 2 >= len(lines) * _MOST


def _candidate(context: Context, title: Block, translation: Block) -> Candidate | None:
    found = read_title_part(context, Part(title.index, 0, len(title.text)))
    other = read_title(translation.text)
    if found is None or other is None or lists_no_papers(context, title.index):
        return None
    readings: dict[str, Reading] = {}
    put_title(readings, *found)
    whole = read_title(title.text)
    if whole is not None and whole.number:
        readings.setdefault("number", part_reading(whole.number, found[1]))
    place = Part(translation.index, 0, len(translation.text))
    readings.setdefault("title_translation", part_reading(other.title, place))
    persons = _persons_below(context, translation)
    if persons is not None:
        readings["authors"] = persons
    blocks = (title, translation)
    links = unique(link for block in blocks for link in links_in(block, 0, len(block.text)))
    identifiers = identifiers_of(links)
    if links:
        readings["links"] = Reading(links, title.index, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, title.index, 0, 0)
    used = {title.index, translation.index, *(each.block for each in readings.values())}
    weights = evidence.weights("evidence")
    pieces = [weights["heading"], weights["siblings"], weights["translated_title"]]
    confidence = evidence.noisy_or((*pieces, *evidence.of_links(links, identifiers)))
    return Candidate(
        "translated_titles", "featured", tuple(sorted(used)), readings,
        round(min(confidence, 0.99), 3),
    )  # fmt: skip


def _persons_below(context: Context, translation: Block) -> Reading | None:
    """The persons that a label announces in the line below."""
    for part in (context.parts[translation.index + 1 :][:1] or ((),))[0]:
        if part.label is not None and part.label.field == "authors":
            people = read_authors(context.document.blocks[part.block].text[part.start : part.end])
            return part_reading(people.people, part) if people.people else None
    return None


FINDER = Finder("translated_titles", 54, find)
