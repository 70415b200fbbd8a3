"""A document as sections: a heading and the blocks up to the next one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor import lexicon
from extractor.deadline import check_time
from extractor.papers.called_works import is_called_work
from extractor.papers.labels import Part, read_parts
from extractor.papers.line_headings import heading_key, line_headings
from extractor.papers.once import once_a_page
from extractor.papers.tagger import TaggedCitation, tag
from extractor.records import Block, Document, Judgement, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading that is no field label."""

    heading: int | None
    first: int
    last: int
    """The body is `blocks[first:last]`."""
    level: int
    parent: int
    """Number of the section around it; -1 at the top."""


class Tags:
    """Remembers the tagger's reading of a page's blocks, which several finders ask for."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, tuple[Span, ...]], TaggedCitation] = {}

    def of(self, block: Block) -> TaggedCitation:
        """The fields of the block's text, read as a citation."""
        return self.of_text(block.text, block.spans)

    def of_text(self, text: str, spans: tuple[Span, ...] = ()) -> TaggedCitation:
        """The fields of a text, read as a citation."""
        found = self._known.get((text, spans))
        if found is None:
            check_time()
            found = self._known[text, spans] = tag(text, spans)
        return found


@dataclass(frozen=True, slots=True)
class PrintedRecord:
    """A paper as lines of plain text print it."""

    title: int
    """The block of its title, or of the whole citation."""
    blocks: tuple[int, ...]
    cited: bool
    """One block holds everything, as citations do."""


@dataclass(frozen=True, slots=True)
class Context:
    """What finders look at. Judgements are hints, no filter."""

    document: Document
    judgements: tuple[Judgement, ...]
    parts: tuple[tuple[Part, ...], ...]
    """Per block, the block cut at its field labels."""
    sections: tuple[Section, ...]
    title_block: int | None
    """The heading that is the page's own title."""
    tags: Tags
    """The tagger's reading of blocks, each read once."""
    records: tuple[PrintedRecord, ...] = ()
    """Plain text: the papers that its lines read as."""
    claimed: frozenset[int] = frozenset()
    """Blocks of sure entries that better ranked finders found: no need to look there again."""
    signs: dict[int, int] = field(default_factory=dict)
    """The signs of works that blocks were found to have (see list_signs), each looked at once."""
    strictness: float = 1.0
    """Factor on the finders' thresholds; training looks at candidates below them, too."""

    def is_page_title(self, heading: int) -> bool:
        """Whether a heading is the page's own title, or a repetition of it."""
        if self.title_block is None:
            return False
        blocks = self.document.blocks
        return heading == self.title_block or (
            blocks[heading].text == blocks[self.title_block].text
        )

    def kind(self, block: int) -> str:
        """The judged kind of a block."""
        return self.judgements[block].kind


def build_context(
    document: Document, judgements: tuple[Judgement, ...], tags: Tags | None = None
) -> Context:
    """Cuts a document into parts and sections; `tags` are those known already."""
    contents = frozenset(document.contents)
    parts = tuple(
        ()
        if block.index in contents
        else (_whole(block),)
        if _heads_list(document, block)
        else read_parts(block)
        for block in document.blocks
    )
    closing = _closing_heading(document, judgements, parts, contents)
    if closing is not None:
        parts = (*parts[:closing], (_whole(document.blocks[closing]),), *parts[closing + 1 :])
    plain = document.media_type == "text/plain"
    headed = (
        _text_headings(document, parts) if plain else line_headings(document, judgements, parts)
    )
    sections = tuple(_sections(document, parts, contents, headed))
    return Context(document, judgements, parts, sections, _title_block(document), tags or Tags())


def _whole(block: Block) -> Part:
    return Part(block.index, 0, len(block.text))


def _closing_heading(
    document: Document,
    judgements: Sequence[Judgement],
    parts: Sequence[Sequence[Part]],
    contents: frozenset[int],
) -> int | None:
    """The article's last heading, where it is a label for words of the page that stands once, on
    the level of other headings: it heads the end of the article, and is not the last paper's."""
    heads = [
        block
        for block in document.blocks
        if block.form == "heading" and block.text and judgements[block.index].kind not in _BELOW
    ]
    free = [block for block in heads if _is_heading(block, parts[block.index], contents)]
    levels = Counter(block.level for block in free)
    texts = Counter(block.text for block in heads)
    titles = sum(
        part.label is not None and part.label.field in _TITLE_LABELS
        for each in parts
        for part in each
    )
    many = _TITLED if titles >= _TITLED else _MANY
    for block in heads[len(free) and heads.index(free[-1]) + 1 :]:
        label = parts[block.index][0].label if parts[block.index] else None
        alone = texts[block.text] == 1
        if label is not None and label.field == "note" and alone and levels[block.level] >= many:
            return block.index
    return None


_BELOW = frozenset("related link_list comments share prev_next".split())
"""What stands below articles and has headings of its own."""
_MANY, _TITLED = 3, 2
"""Headings of the level, fewer where so many titles have labels."""
_TITLE_LABELS = frozenset(("title", "paper"))


def _heads_list(document: Document, block: Block) -> bool:
    """Whether a heading stands above a list of several items: 'Conference' heads the papers that
    were at some, while a label's value is one."""
    if block.form != "heading":
        return False
    below = document.blocks[block.index + 1 : block.index + 1 + _SEVERAL]
    return len(below) == _SEVERAL and all(
        each.form == "item" and each.level == 1 and not each.joined for each in below
    )


_SEVERAL = 2


def _is_heading(block: Block, parts: Sequence[Part], contents: frozenset[int]) -> bool:
    if block.form != "heading" or block.index in contents or not block.text:
        return False
    return not any(part.label is not None for part in parts) or not (
        parts[0].label_start == 0 and parts[0].label is not None
    )


def _sections(
    document: Document,
    parts: Sequence[tuple[Part, ...]],
    contents: frozenset[int],
    headed: Mapping[int, int],
) -> Iterator[Section]:
    blocks = document.blocks
    heads = [
        block.index
        for block in blocks
        if block.index in headed or _is_heading(block, parts[block.index], contents)
    ]
    first_head = heads[0] if heads else len(blocks)
    if first_head:
        yield Section(None, 0, first_head, 0, -1)
    offset = 1 if first_head else 0
    around: list[tuple[int, int]] = []
    for number, head in enumerate(heads):
        level = headed.get(head, blocks[head].level)
        while around and around[-1][0] >= level:
            around.pop()
        parent = around[-1][1] if around else -1
        following = heads[number + 1] if number + 1 < len(heads) else len(blocks)
        last = min(following, _container_end(document, head, heads))
        yield Section(head, head + 1, last, level, parent)
        around.append((level, number + offset))


def _is_value(parts: Sequence[Sequence[Part]], block: int) -> bool:
    """Whether the line before is nothing but a label, whose value the block then is."""
    return block > 0 and any(part.alone for part in parts[block - 1])


def _text_headings(document: Document, parts: Sequence[Sequence[Part]]) -> Mapping[int, int]:
    """Plain text: lines that head what follows, with their levels: 'Patents', 'Journal papers',
    and below them bare years. A word of a menu is none: long lines stand before and behind."""
    blocks = [block for block in document.blocks if block.text]
    years = {
        block.index
        for block in blocks
        if _BARE_YEAR.fullmatch(block.text) and not _is_value(parts, block.index)
    }
    found: dict[int, int] = dict.fromkeys(years, _YEAR_LEVEL) if len(years) > 1 else {}
    counts = Counter(block.text for block in blocks)
    before = 0
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        width = len(block.text.encode("utf-8", "replace"))
        behind = len(following.text.encode("utf-8", "replace")) if following else 0
        heads = behind >= _LINE or (following is not None and following.index in years)
        lone = width <= _HEADING_LINE and counts[block.text] <= _REPEATED
        if before >= _LINE and heads and lone and _names_a_list(block.text):
            found[block.index] = _LIST_LEVEL
        before = _LINE if block.index in found else width
    return found


def _names_a_list(text: str) -> bool:
    if text[0] in "[(（" or ":" in text or "\uff1a" in text:
        return False
    key = lexicon.fold(text)
    if heading_key(text) in _other_headings():
        return True
    return text[-1] not in ".,;。，；" and _paper_words().search(key) is not None


_BARE_YEAR = re.compile(r"(?:19|20)\d\d\s?\u5e74?")
_LIST_LEVEL, _YEAR_LEVEL = 2, 3
_REPEATED = 2
"""What stands oftener on a page is a button or a label."""
_LINE = 28
"""Bytes of a line that is no word of a menu."""


def _container_end(document: Document, head: int, heads: Sequence[int]) -> int:
    """Where the element ends that holds this heading and others: what it heads ends there."""
    element = document.blocks[head].element
    while element >= 0:
        entry = document.elements[element]
        inside = bisect_left(heads, entry.last) - bisect_left(heads, entry.first)
        if inside > 1 and entry.last > head + 1:
            return entry.last
        element = entry.parent
    return len(document.blocks)


@cache
def _other_headings() -> frozenset[str]:
    data = lexicon.load("extractor.papers.data", "sections.toml")
    return frozenset(lexicon.fold(word) for word in data["no_papers"])


def section_of(context: Context, block: int) -> int:
    """Number of the section that holds the block, a heading's own aside; -1 where none does."""
    position = bisect_left(context.sections, block + 1, key=lambda section: section.first) - 1
    following = context.sections[position + 1 : position + 2]
    if following and following[0].heading == block:
        return following[0].parent
    if position >= 0 and block < context.sections[position].last:
        return position
    return -1


def headings_above(context: Context, block: int) -> Iterator[int]:
    """The headings that a block stands under, innermost first, the page's own title aside."""
    number = section_of(context, block)
    while number >= 0:
        section = context.sections[number]
        if section.heading is not None and not context.is_page_title(section.heading):
            yield section.heading
        number = section.parent


def lists_no_papers(context: Context, block: int) -> bool:
    """Whether the nearest telling heading says that what follows is no paper: patents, talks."""
    for heading in headings_above(context, block):
        text = lexicon.fold(context.document.blocks[heading].text)
        if heading_key(text) in _other_headings():
            return True
        if _paper_words().search(text):
            return False
    page = context.title_block
    return page is not None and heading_key(context.document.blocks[page].text) in _other_headings()


@cache
def _paper_words(name: str = "papers") -> re.Pattern[str]:
    data = lexicon.load("extractor.papers.data", "headings.toml")
    words = sorted((lexicon.fold(word) for word in data[name]), key=len, reverse=True)
    western = "|".join(re.escape(word) for word in words if word.isascii())
    others = "".join(f"|{re.escape(word)}" for word in words if not word.isascii())
    never = "".join(rf"(?<!\b{word}[ -])" for word in data["paper_never"])
    return re.compile(rf"(?<![a-z])(?:(?!paper)|{never})(?:{western})(?![a-z]){others}")


def lists_papers(context: Context, block: int) -> bool:
    """Whether a heading above the block, or the page's title, says that papers are listed; or the
    item that it stands in is called one."""
    return any(map(says_papers, _texts_above(context, block))) or is_called_work(
        context.document, block
    )


def may_list_works(context: Context, block: int) -> bool:
    """Whether one of them says that works may be listed: a program, a schedule, an issue."""
    return any(map(_says_works, _texts_above(context, block)))


def _texts_above(context: Context, block: int) -> list[str]:
    texts = [context.document.blocks[heading].text for heading in headings_above(context, block)]
    texts += page_titles(context)
    if context.document.media_type == "text/plain":
        texts.extend(_short_lines(context, block))
    return texts


def page_titles(context: Context) -> list[str]:
    """The page's title in its head, and the heading that is it."""
    texts = [context.document.head.title or ""]
    if context.title_block is not None:
        texts.append(context.document.blocks[context.title_block].text)
    return texts


def _says_works(text: str) -> bool:
    return len(text) <= 120 and _paper_words("works").search(lexicon.fold(text)) is not None


def says_teaching(texts: Iterable[str]) -> bool:
    """Whether a page's titles say that it is one of a course."""
    words = _paper_words("teaching")
    return any(len(text) <= 120 and words.search(lexicon.fold(text)) for text in texts)


@once_a_page
def says_papers(text: str) -> bool:
    """Whether a heading or short line says that papers are listed."""
    if len(text) > _LONGEST_HEADING:
        return False
    key = lexicon.fold(text)
    return _paper_words().search(key) is not None or _issues().search(key) is not None


_LONGEST_HEADING = 120


@cache
def _issues() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load("extractor.papers.data", "headings.toml")["issues"]))


def is_headed(context: Context, block: int, own: frozenset[int]) -> bool:
    """Plain text: whether a heading above a list that starts at `block`, or a short line above it
    or at the top of the page that is none of its `own`, says that papers are listed."""
    blocks = context.document.blocks
    texts = [blocks[heading].text for heading in headings_above(context, block)]
    near = (*range(min(_TOP, len(blocks))), *range(max(0, block - _ABOVE), block))
    texts += [
        blocks[index].text
        for index in near
        if index not in own and len(blocks[index].text) <= _HEADING_LINE
    ]
    texts += [line.text for line in blocks[:_TITLES] if line.index not in own]
    return any(map(says_papers, texts))


def _short_lines(context: Context, block: int) -> Iterator[str]:
    """Plain text: lines at the top of the page and above a block that may be headings."""
    blocks = context.document.blocks
    for line in (*blocks[:_TOP], *blocks[max(_TOP, block - _ABOVE) : block]):
        if len(line.text) <= _HEADING_LINE:
            yield line.text


_TITLES, _TOP = 6, 30
"""Lines at the top of a page among which its title is, and its menu."""
_ABOVE = 12
_HEADING_LINE = 50


def _title_block(document: Document) -> int | None:
    """The first top-level heading, or the one that repeats the title in the head."""
    headings = [block for block in document.blocks if block.form == "heading" and block.text]
    title = document.head.title or ""
    for block in headings:
        if len(block.text) > 5 and title and block.text in title:
            return block.index
    top = [block for block in headings if block.level == 1]
    return top[0].index if len(top) == 1 else None
