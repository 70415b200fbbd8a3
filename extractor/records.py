"""The frozen data of every stage, from the bytes of a page to its result.

Nothing here has behaviour beyond reading itself; nothing here imports the rest of the package.
Offsets are Python string offsets (code points), end exclusive. Block and element numbers are
positions in `Document.blocks` and `Document.elements`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

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
    "link",
    "icon",
    "strong",
    "emphasis",
    "code",
    "math",
    "image",
    "superscript",
    "subscript",
    "cell",
    "named",
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
    utf8: bytes | None = None
    """The bytes of `text` in UTF-8, where the page came so."""


# --------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup over `Block.text[start:end]`."""

    start: int
    end: int
    type: SpanType
    value: str = ""
    """link, icon, image: the address, resolved where the page's own is known; math: the LaTeX
    source; cell: the text of the column's header; named: the part of a work that class names call
    it (title, authors, venue, year)."""
    label: str = ""
    """link: its title or aria-label; image: its alt text; icon (a link that shows no text): one of
    these."""
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
    embedded: tuple[tuple[str, str, int], ...] = ()
    """(form, text, element that holds it) of what the page keeps for programs: `coins`, an OpenURL;
    `text`, hidden text, an attribute or a script that may hold BibTeX or RIS records; `abstract`,
    the text of a folded element that is called one."""
    items: tuple[str, ...] = ()
    """Microdata and RDFa items that are no property of another, as JSON-LD text, in page order."""

    def get(self, *names: str) -> str | None:
        """The first non-empty meta content under any of these lower-case names, in their order."""
        for name in names:
            for key, content in self.meta:
                if key == name and content.strip():
                    return content.strip()
        return None

    def all(self, name: str) -> tuple[str, ...]:
        """Every non-empty meta content under this lower-case name, in page order."""
        return tuple(
            content.strip() for key, content in self.meta if key == name and content.strip()
        )


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A section that the page's contents list names, or that its headings show."""

    number: str | None
    """The section's number as printed, such as `8.1`."""
    title: str
    """The section's title without its number."""
    level: int
    """Depth of the section, from 1."""
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
class Notice:
    """Part of a block, of another kind than the rest: the copyright notice in a footer line."""

    start: int
    """The part is `Block.text[start:end]`."""
    end: int
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a block is, and why."""

    kind: str
    """`content` or one of the boilerplate kinds (the names of boilerplate/data/kinds)."""
    confidence: float
    evidence: str
    """The rule, phrase or score, in words that a person can check."""
    parts: tuple[Notice, ...] = ()
    """Of a block that holds notices of several kinds: all of its text but for spaces between."""


# --------------------------------------------------------------------------- papers


@dataclass(frozen=True, slots=True)
class Author:
    """A person's name as printed; parts only where they are sure."""

    name: str
    """The whole name in the order printed."""
    given: str | None = None
    """Given names or initials."""
    family: str | None = None
    """Family name with its particles."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to an entry."""

    url: str
    """Absolute where the page's own address is known, otherwise as in the page."""
    type: str
    """paper, pdf, code, project, video, slides, data or other."""
    text: str = ""
    """The text of the link; empty for an address printed without one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with the place that it was read from."""

    value: Any
    """Of the type that the field has in `Paper`."""
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
    """HTML: the element, counted in the page as parsed."""
    line: int | None = None
    """Plain text: the line it starts on, from 1."""
    start: int | None = None
    """Plain text: its first character in the decoded text, from 0."""
    end: int | None = None
    """Plain text: the character after its last."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An entry: a paper that the page presents or lists. Field names follow the output."""

    id: str
    """`p1`, `p2` ... in page order; what `outline` refers to."""
    role: Role
    """`featured`: presented as an item of the page; `reference`: item of a list of references."""
    title: str
    """The title as printed; a translation stands in for it only where nothing else is printed."""
    number: str | None = None
    """The entry's number on the page, such as `8.1`."""
    label: str | None = None
    """The page's short name of the paper, such as a section's heading."""
    title_translation: str | None = None
    """The title in the page's language, where both are printed."""
    authors: tuple[Author, ...] = ()
    """In printed order."""
    year: int | None = None
    """Year of publication as printed."""
    date: str | None = None
    """ISO 8601, as precise as printed."""
    venue: str | None = None
    """Journal, conference, workshop or series, as printed."""
    volume: str | None = None
    """Volume of the journal."""
    issue: str | None = None
    """Issue of the volume."""
    pages: str | None = None
    """Page range or article number, as printed."""
    publisher: str | None = None
    """Publisher, as printed."""
    abstract: str | None = None
    """The abstract in the paper's language."""
    abstract_translation: str | None = None
    """The abstract in the page's language, where both are printed."""
    keywords: tuple[str, ...] = ()
    """In printed order."""
    note: str | None = None
    """The page's own words about the paper."""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    """Scheme to identifier, such as `arxiv` to `1706.03762`; printed or read off a link."""
    arxiv_version: int | None = None
    """Version of the arXiv paper that the page names, such as 5 for `1706.03762v5`."""
    links: tuple[Link, ...] = ()
    """Addresses that belong to the paper, in page order."""
    language: str | None = None
    """ISO 639-1 code of the title's language."""
    status: Status = "complete"
    """`truncated`: the page's text ends inside the entry."""
    place: Place = Place()
    """Where the entry starts."""
    found_by: tuple[str, ...] = ()
    """The finders that saw the entry."""
    confidence: float = 0.0
    """How sure the entry is one, 0 to 1."""
    blocks: tuple[int, ...] = ()
    """The blocks of the entry; internal, not part of the output."""


# --------------------------------------------------------------------------- result


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What was read."""

    name: str
    """File name, or `-` for standard input."""
    url: str | None
    """The page's address as the caller gave it."""
    sha256: str
    """Hash of the bytes, in hexadecimal."""
    media_type: str
    """`text/html` or `text/plain`."""
    encoding: str
    """Python codec name, such as `utf-8` or `gb18030`."""
    encoding_found_by: str
    """What settled the encoding: `option`, `bom`, `http`, `meta`, `xml`, `detector`, `statistics`,
    or `text` when the caller gave a str."""
    replaced_bytes: int
    """How many bytes stand for no character in the encoding and became U+FFFD."""
    bytes: int
    """Size of the page."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """The page's own metadata."""

    title: str | None = None
    """The page's title without the site's name."""
    author: str | None = None
    """Who wrote the page, as printed or embedded."""
    date: str | None = None
    """ISO 8601, as precise as printed: `2023`, `2023-03` or `2023-03-01`."""
    site: str | None = None
    """The site's name."""
    url: str | None = None
    """The page's own address: given, canonical, or printed."""
    language: str | None = None
    """ISO 639-1."""
    outline: tuple[OutlineItem, ...] = ()
    """The sections that the contents list names or the headings show, in order."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Every block once: content or removed. Block numbers, ascending."""

    content: tuple[int, ...]
    removed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The page without its boilerplate."""

    text: str
    """As plain text."""
    markdown: str
    """As Markdown (CommonMark, GitHub's tables, math between dollars)."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A run of neighbouring blocks, or of parts of them, that was taken out for one reason."""

    kind: str
    """The kind of boilerplate, such as `nav`, `link_list` or `icp_footer`."""
    text: str
    """The text that was taken out."""
    place: Place
    """Where its first block stands."""
    evidence: str
    """The rule, phrase or score, in words that a person can check."""
    confidence: float
    """How sure the judgement is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything about one page."""

    source: SourceInfo
    """What was read, and how."""
    page: PageInfo
    """The page's own metadata."""
    papers: tuple[Paper, ...]
    """The papers that the page presents or lists, in page order."""
    content: Content
    """The page without its boilerplate; the papers are in it."""
    removed: tuple[Removed, ...]
    """The boilerplate, in page order."""
    warnings: tuple[str, ...] = ()
    """What a reader should know: lost text, a page that breaks off, and the like."""
    schema: str = SCHEMA
    """Name and version of this shape."""

    def to_dict(self) -> dict[str, object]:
        """The result as plain dicts and lists, in the order and shape of the published schema."""
        from extractor.formats.json import to_dict

        return to_dict(self)

    def to_json(self, indent: int | None = 1) -> str:
        """The result as JSON text, non-ASCII characters as they are."""
        from extractor.formats.json import to_json

        return to_json(self, indent=indent)
