"""What a landing page prints of its work: the lines between title and text, and the abstract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.papers.assemble import is_link_line
from extractor.papers.embedded.printed import key_of
from extractor.papers.embedded.work import Work
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.abstracts import language_of, read_abstract
from extractor.papers.fields.dates import read_date
from extractor.papers.fields.names import looks_like_authors, read_authors
from extractor.papers.fields.titles import title_likeness
from extractor.papers.labels import Part
from extractor.papers.links import links_in, unique
from extractor.papers.reference_heading import reference_blocks
from extractor.papers.sections import Context
from extractor.records import Block, Link, Reading

MAX_HEADER = 60
"""Blocks looked at below the title."""
_MAX_BODY = 20
_MAX_LINE = 400
_ABOVE = 3
_MAX_DATE_LINE = 60
_MIN_ABSTRACT = 80
"""Bytes: East Asian signs say more each."""
_PERSONS = 0.6
_PLAIN = ("content", "other")
"""A short line of persons or a date says too little to be told from what is beside the text."""
_APART = frozenset("share login comments related ad prev_next toc".split())
_LINKED_FIELDS = frozenset("doi number link paper code project data video".split())
_META_FIELDS = frozenset(
    "authors keywords venue year date doi number publisher volume issue pages paper link code "
    "project data video affiliation".split()
)


@dataclass(frozen=True, slots=True)
class Header:
    """The printed head of a landing page."""

    blocks: tuple[int, ...]
    """The blocks that belong to the work, the title's first."""
    authors: Reading | None
    abstract: Reading | None
    links: tuple[Link, ...]
    labelled: tuple[Part, ...]
    """Labelled values of the work, the abstract's aside."""
    title_translation: Reading | None = None
    """A heading below the title that is the title in another script."""
    abstract_translation: Reading | None = None
    """A second labelled abstract, in another language."""


def read_header(context: Context, title: int, work: Work) -> Header:
    """What stands below the title `title` up to the next heading that opens other text."""
    blocks = context.document.blocks
    region = _region(context, title)
    abstract, body = _abstract(context, region)
    second, more = _translation(context, region, abstract, body)
    body = (*body, *more)
    authors, persons = _authors(context, [index for index in region if index not in body], work)
    end = max(body) if body else _last_line(context, region, persons)
    own = {title, *body, *persons, *_dates_above(context, title)}
    labelled: list[Part] = []
    for index in region:
        values = [
            part
            for part in context.parts[index]
            if part.label is not None and part.label.field in _META_FIELDS
        ]
        short = len(blocks[index].text) <= _MAX_LINE
        if index not in body and short and (values or _is_own_line(context, index, end)):
            own.add(index)
            labelled.extend(values)
    lines = sorted(own - set(body) - set(persons) - {title})
    links = unique(_links(context, title, lines))
    translated = _title_translation(context, title, region)
    own |= {translated.block} if translated is not None else set()
    return Header(tuple(sorted(own)), authors, abstract, links, tuple(labelled), translated, second)


def _title_translation(context: Context, title: int, region: Sequence[int]) -> Reading | None:
    """The heading below the title that is its translation."""
    for index in region:
        block = context.document.blocks[index]
        if _is_translation(context, title, block):
            return Reading(block.text, index, 0, len(block.text))
    return None


def _is_translation(context: Context, title: int, block: Block) -> bool:
    """Whether a heading soon below the title is the title in another script, as bilingual journals
    print both."""
    if block.form != "heading" or not title < block.index <= title + _NEAR:
        return False
    own = context.document.blocks[title].text
    return has_cjk(own) != has_cjk(block.text) and title_likeness(block.text) >= _TITLED


_NEAR, _TITLED = 12, 0.5
"""Blocks below a title among which its translation is; the translation's least likeness."""


def _region(context: Context, title: int) -> list[int]:
    """The blocks below the title, up to a heading that is no label and stands in no abstract."""
    blocks = context.document.blocks
    apart = reference_blocks(context)
    found: list[int] = []
    abstract: Block | None = None
    for block in blocks[title + 1 : title + 1 + MAX_HEADER]:
        if block.index in apart:
            break
        label = _label(context, block.index)
        if label == "abstract":
            abstract = block
        elif block.form == "heading" and label is None:
            inside = abstract is not None and block.level > abstract.level > 0
            inside = inside or _is_translation(context, title, block)
            if not inside and (found or block.level <= blocks[title].level):
                break
        found.append(block.index)
    return found


def _dates_above(context: Context, title: int) -> list[int]:
    """Lines right above the title, in the element around it, that give the work's date."""
    blocks = context.document.blocks
    around = context.document.elements[blocks[title].element].parent if blocks else -1
    first = context.document.elements[around].first if around > 0 else title
    return [
        index
        for index in range(max(first, title - _ABOVE), title)
        if len(blocks[index].text) <= _MAX_DATE_LINE and read_date(blocks[index].text)
    ]


def _label(context: Context, index: int) -> str | None:
    """The field whose label opens the block."""
    parts = context.parts[index]
    first = parts[0] if parts else None
    if first is None or first.label is None or first.label_start != 0:
        return None
    return first.label.field


def _is_own_line(context: Context, index: int, end: int) -> bool:
    """Whether an unlabelled line up to the abstract's end belongs to the work."""
    if index > end:
        return False
    text = context.document.blocks[index].text
    linked = is_link_line(context, Part(index, 0, len(text)), prose=False)
    kind = context.kind(index)
    return kind in _PLAIN or (linked and kind not in _APART)


def _last_line(context: Context, region: Sequence[int], persons: Sequence[int]) -> int:
    """Without an abstract, the header ends with the persons and the lines of links behind them."""
    last = max(persons, default=-1)
    for index in region:
        text = context.document.blocks[index].text
        if index == last + 1 and is_link_line(context, Part(index, 0, len(text)), prose=False):
            last = index
    return last


# --------------------------------------------------------------------------- abstract


def _abstract(context: Context, region: Sequence[int]) -> tuple[Reading | None, tuple[int, ...]]:
    """The printed abstract, and its blocks with the one of its label."""
    for position, index in enumerate(region):
        for part in context.parts[index]:
            if part.label is None or part.label.field != "abstract":
                continue
            body = tuple(_body(context, part, region[position + 1 :]))
            text = _text(context, part, body)
            abstract = read_abstract(text)
            if abstract and len(abstract.encode("utf-8", "replace")) >= _MIN_ABSTRACT:
                first = body[0] if part.alone and body else index
                start = 0 if part.alone else part.start
                end = len(context.document.blocks[first].text)
                return Reading(abstract, first, start, end), (index, *body)
    return None, ()


def _translation(
    context: Context, region: Sequence[int], abstract: Reading | None, body: Sequence[int]
) -> tuple[Reading | None, tuple[int, ...]]:
    """The abstract in another language behind the first one, and its blocks."""
    if abstract is None:
        return None, ()
    behind = [index for index in region if index > max(body)]
    second, more = _abstract(context, behind)
    if second is None or language_of(str(second.value)) == language_of(str(abstract.value)):
        return None, ()
    return second, more


def _body(context: Context, part: Part, behind: Sequence[int]) -> Iterator[int]:
    """The blocks below the label that are the abstract: to the end of the element around both."""
    blocks = context.document.blocks
    label = blocks[part.block]
    limit = part.block + 1 + _MAX_BODY
    if behind and part.alone:
        limit = min(limit, _common_end(context, part.block, behind[0]))
    for index in behind:
        block = blocks[index]
        opened = _label(context, index)
        under = label.form == "heading" and block.form == "heading" and block.level > label.level
        if index >= limit or (opened is not None and not under):
            return
        if not part.alone and (block.element != label.element or opened is not None):
            return
        if block.form == "heading" and not under:
            return
        if context.kind(index) == "content" and block.form not in ("caption", "option"):
            yield index
        elif block.text:
            return


def _common_end(context: Context, one: int, other: int) -> int:
    """Where the smallest element ends that holds two blocks."""
    elements, blocks = context.document.elements, context.document.blocks
    element = blocks[one].element
    while element > 0:
        around = elements[element]
        if around.first <= other < around.last:
            return around.last
        element = around.parent
    return len(blocks)


def _text(context: Context, part: Part, body: Sequence[int]) -> str:
    blocks = context.document.blocks
    pieces = [] if part.alone else [blocks[part.block].text[part.start : part.end]]
    return " ".join((*pieces, *(blocks[index].text for index in body)))


# --------------------------------------------------------------------------- persons and links


def _authors(
    context: Context, region: Sequence[int], work: Work
) -> tuple[Reading | None, tuple[int, ...]]:
    """The printed persons, and the blocks that name the work's."""
    blocks = context.document.blocks
    keys = [key_of(author.family or author.name.split()[-1]) for author in work.authors]
    keys = [key for key in keys if len(key) > 1]
    named = tuple(
        index
        for index in region[:MAX_HEADER]
        if keys and _names(blocks[index].text, keys) and len(blocks[index].text) <= _MAX_LINE * 4
    )
    for index in region[:4]:
        text = blocks[index].text
        part = next((each for each in context.parts[index] if _is_author_label(each)), None)
        if part is not None:
            text = text[part.start : part.end]
        elif not 3 < len(text) < _MAX_LINE * 4 or looks_like_authors(text) < _PERSONS:
            continue
        people = read_authors(text).people
        if people:
            reading = Reading(people, index, part.start if part else 0, len(blocks[index].text))
            return reading, tuple(sorted({index, *named}))
    return None, named


def _is_author_label(part: Part) -> bool:
    return part.label is not None and part.label.field == "authors" and part.end > part.start


def _names(text: str, keys: Sequence[str]) -> bool:
    """Whether a line is persons of the work with little around them."""
    key = key_of(text)
    held = [each for each in keys if each in key]
    return bool(held) and len(key) <= 60 * len(held) + 20


def _links(context: Context, title: int, lines: Sequence[int]) -> Iterator[Link]:
    """The links of the header's lines of links; those of running text are not the work's."""
    blocks = context.document.blocks
    for index in sorted((title, *lines)):
        text = blocks[index].text
        labelled = any(
            part.label is not None and part.label.field in _LINKED_FIELDS
            for part in context.parts[index]
        )
        linked = is_link_line(context, Part(index, 0, len(text)), prose=False)
        if index == title or labelled or linked:
            yield from links_in(blocks[index], 0, len(text))
