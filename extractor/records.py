"""The frozen data of every stage, from the bytes of a page to its result.

Nothing here has behaviour beyond reading itself; nothing here imports the rest of the package.
Offsets are Python string offsets (code points), end exclusive. Block and element numbers are
positions in `Document.blocks` and `Document.elements`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SCHEMA = "papersieve/1"

Form = Literal[
    "heading",
    "paragraph",
    "item",
    "row",
    "preformatted",
    "caption",
    "term",
    "definition",
    "option",
]
"""What a block was in the page's markup: h1-h6, running text, li, tr of a data table, pre/textarea,
figcaption/caption, dt, dd, option of a select."""

SpanType = Literal[
    "link", "strong", "emphasis", "code", "math", "image", "superscript", "subscript", "cell"
]

Role = Literal["featured", "reference"]
Status = Literal["complete", "truncated"]


# --------------------------------------------------------------------------- bytes and text


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one page with where they come from."""

    name: str
    """File name, archive member, or `-` for standard input: what messages call the page."""
    data: bytes
    url: str | None = None
    """Address of the page, where the caller knows it."""
    media_type: str | None = None
    """Media type that the caller declares, such as `text/html`; None: find out."""
    charset: str | None = None
    """Charset of the HTTP header, where the caller knows it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page and how it was read from the bytes."""

    text: str
    encoding: str
    """Python codec name, such as `utf-8` or `gb18030`."""
    encoding_found_by: str
    """`option`, `bom`, `http`, `meta`, `xml`, `detector`, `statistics`, or `text` when the caller
    gave a str."""
    replaced_bytes: int
    """How many bytes stand for no character in the encoding and became U+FFFD."""
    media_type: str
    """`text/html` or `text/plain`."""
    warnings: tuple[str, ...] = ()


# --------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup over `Block.text[start:end]`."""

    start: int
    end: int
    type: SpanType
    value: str = ""
    """link, image: the address, resolved where the page's own is known; math: the LaTeX source;
    cell: the text of the column's header."""
    label: str = ""
    """link: its title or aria-label; image: its alt text."""
    classes: str = ""
    """Class attribute of the element and of an icon inside it (buttons, badges, icons)."""


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest piece that is judged as a whole."""

    index: int
    form: Form
    text: str
    """Visible text, whitespace collapsed (kept in `preformatted`). Empty for a block that only
    holds images."""
    element: int
    """The element whose text this is."""
    spans: tuple[Span, ...] = ()
    """Inline markup in order of start. Images have no width."""
    level: int = 0
    """heading: 1 to 6; item: nesting depth from 1; otherwise 0."""
    marker: str = ""
    """item: `-`, or the number in an ordered list such as `3.`; preformatted: the language."""
    header: bool = False
    """row: made of header cells."""
    joined: bool = False
    """Only a line break (`<br>`, or one newline in plain text) parts it from the block before."""
    line: int = 0
    """plain text: the line it starts on, from 1; HTML: 0."""
    start: int = 0
    end: int = 0
    """plain text: its span in `Decoded.text`; HTML: 0."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the page that holds blocks. `Document.elements[0]` is the root."""

    tag: str
    parent: int
    """The parent's number; -1 for the root."""
    ordinal: int
    """Position among the parent's children of the same tag, from 1."""
    depth: int
    first: int
    last: int
    """The blocks inside are `blocks[first:last]`."""
    classes: str = ""
    id: str = ""
    role: str = ""
    itemprop: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says about itself without showing it."""

    title: str | None = None
    """Text of `<title>`."""
    meta: tuple[tuple[str, str], ...] = ()
    """(name or property, lower case; content) of every `<meta>`, in order."""
    links: tuple[tuple[str, str], ...] = ()
    """(rel, lower case; resolved address) of every `<link>`."""
    json_ld: tuple[str, ...] = ()
    """Source text of every JSON-LD script."""
    language: str | None = None
    """`lang` of the root element."""
    base: str | None = None
    """href of `<base>`."""
    times: tuple[tuple[str, int], ...] = ()
    """(datetime attribute, number of the block that holds it) of every `<time>`."""

    def get(self, *names: str) -> str | None:
        """The first non-empty meta content under any of these lower-case names, in their order."""
        for name in names:
            for key, content in self.meta:
                if key == name and content.strip():
                    return content.strip()
        return None

    def all(self, name: str) -> tuple[str, ...]:
        """Every non-empty meta content under this lower-case name, in page order."""
        return tuple(content.strip() for key, content in self.meta if key == name and content.strip())


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A section that the page's contents list names, or that its headings show."""

    number: str | None
    title: str
    level: int
    present: bool
    """False where the contents list names a section that the text does not hold."""
    paper: str | None = None
    """id of the entry that the section holds."""
    block: int | None = None
    """The block of the section's heading."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page as blocks in reading order, with the skeleton of elements around them."""

    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    head: Head
    media_type: str
    url: str | None = None
    """The page's own address: given, canonical, og:url."""
    outline: tuple[OutlineItem, ...] = ()
    contents: tuple[int, ...] = ()
    """The blocks that are the page's own table of contents."""
    warnings: tuple[str, ...] = ()


# --------------------------------------------------------------------------- judgement


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a block is, and why."""

    kind: str
    """`content` or one of the boilerplate kinds (the names of boilerplate/data/kinds)."""
    confidence: float
    evidence: str
    """The rule, phrase or score, in words that a person can check."""


# --------------------------------------------------------------------------- papers


@dataclass(frozen=True, slots=True)
class Author:
    """A person's name as printed; parts only where they are sure."""

    name: str
    given: str | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to an entry."""

    url: str
    type: str
    """paper, pdf, code, project, video, slides, data or other."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with the place that it was read from."""

    value: object
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as one finder sees it."""

    finder: str
    role: Role
    blocks: tuple[int, ...]
    """Every block that belongs to the entry, ascending."""
    readings: Mapping[str, Reading]
    """Field name of `Paper` to what was read. `title` is always there."""
    confidence: float
    open_end: bool = False
    """The text of the entry stops in mid-sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: an XPath in HTML; line and character span in plain text."""

    xpath: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An entry: a paper that the page presents or lists. Field names follow the output."""

    id: str
    role: Role
    title: str
    number: str | None = None
    label: str | None = None
    title_translation: str | None = None
    authors: tuple[Author, ...] = ()
    year: int | None = None
    date: str | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    abstract: str | None = None
    abstract_translation: str | None = None
    keywords: tuple[str, ...] = ()
    note: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    language: str | None = None
    status: Status = "complete"
    place: Place = Place()
    found_by: tuple[str, ...] = ()
    confidence: float = 0.0
    blocks: tuple[int, ...] = ()
    """The blocks of the entry; internal, not part of the output."""


# --------------------------------------------------------------------------- result


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What was read."""

    name: str
    url: str | None
    sha256: str
    media_type: str
    encoding: str
    encoding_found_by: str
    replaced_bytes: int
    bytes: int


@dataclass(frozen=True, slots=True)
class PageInfo:
    """The page's own metadata."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    """ISO 8601, as precise as printed: `2023`, `2023-03` or `2023-03-01`."""
    site: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1."""
    outline: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Partition:
    """Every block once: content or removed. Block numbers, ascending."""

    content: tuple[int, ...]
    removed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The page without its boilerplate."""

    text: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A run of neighbouring blocks that was taken out for one reason."""

    kind: str
    text: str
    place: Place
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything about one page."""

    source: SourceInfo
    page: PageInfo
    papers: tuple[Paper, ...]
    content: Content
    removed: tuple[Removed, ...]
    warnings: tuple[str, ...] = ()
    schema: str = SCHEMA

    def to_dict(self) -> dict[str, object]:
        """The result as plain dicts and lists, in the order and shape of the published schema."""
        from extractor.formats.json import to_dict

        return to_dict(self)

    def to_json(self, indent: int | None = 1) -> str:
        """The result as JSON text, non-ASCII characters as they are."""
        from extractor.formats.json import to_json

        return to_json(self, indent=indent)
