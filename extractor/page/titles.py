"""The page's title, and the site's name beside it.

The head's title is cut at its separators; the stretch of it that the page also shows as a line of
its own is the title, content before boilerplate and headings before other lines. What remains at
its end is the site's name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor import lexicon
from extractor.page.printed import byline_words
from extractor.papers.fields.dates import find_dates
from extractor.papers.labels import label_of
from extractor.records import Block, Document, Partition

# A hyphen inside a word parts nothing: 'low-income'.
_SEPARATOR = re.compile(
    r"\s*[|｜_–—»«•]+\s*|\s+[-:/·>~]+\s+|(?<![A-Za-z0-9])-+\s*|\s*-+(?![A-Za-z0-9])\s*|"
    r"-(?=[A-Za-z0-9]{1,20}[\u2e80-\uffef])|\s*[;；]\s*|\s(?=\[)"
)
_TAGS = re.compile(r"<[^<>]*>?")
_LABELLED = re.compile(r"[^\s:：]{1,8}\s?[:：]")
_STAYS = re.compile("[A-Za-z0-9\u4e00-\u9fff]")
"""Letters that are what a text's key starts with, in lower case, where the text does."""
_MAX_TITLE = 200
_MAX_SITE = 30
_MAX_PARTS = 12
_FIRST_LINES = 25
_MIN_TITLE = 2


@dataclass(frozen=True, slots=True)
class Titled:
    """The page's title and what its head says the site is."""

    title: str | None
    site: str | None


def read_title(
    document: Document,
    partition: Partition,
    embedded: str | None,
    site: str | None,
    host: str | None = None,
) -> Titled:
    """Title and site; `embedded` is the title in the page's metadata, `site` its site's name."""
    sites = labels_of(host) | ({key_of(site)} if site else frozenset())
    content = frozenset(partition.content)
    raw = _plain(embedded or document.head.title or "")
    head = _plain(document.head.title or "")
    if not raw:
        line, heading = _first_line(document, content), _first_heading(document, content)
        first = line or heading if document.media_type == "text/plain" else heading or line
        return Titled(first, site)
    title, rest = _shown(raw, document, content, sites)
    if title is None and head and head != raw:
        title, _ = _shown(head, document, content, sites)
    if head != raw and title is not None and title in head:
        rest = head.replace(title, "", 1)
    if title is not None:
        site = site or _site(rest)
    else:
        title, site = _cut(raw, site, document, content, sites)
    return Titled(title, site)


def _plain(title: str) -> str:
    """The title without markup that a page left in it."""
    return " ".join(_TAGS.sub("", title).split()) if "<" in title else " ".join(title.split())


def labels_of(host: str | None) -> frozenset[str]:
    """The names in a host, its last one aside: what a site may be called."""
    names = (host or "").casefold().replace("-", "").split(".")[:-1]
    return frozenset(name for name in names if name != "www")


def _shown(
    raw: str, document: Document, content: frozenset[int], sites: frozenset[str]
) -> tuple[str | None, str]:
    """The stretch of `raw` that the page shows as a line, and what is left of `raw`; one of the
    site's names only where no other is shown."""
    stretches = {each: key_of(raw[slice(*each)]) for each in _stretches(raw)}
    lines = _lines(document, content, frozenset((*stretches.values(), key_of(raw))))
    whole = lines.get(key_of(raw))
    if whole is not None and whole.index in content:
        return whole.text, ""
    best: tuple[tuple[int, ...], str, int, int] | None = None
    for (start, end), key in stretches.items():
        block = lines.get(key)
        if block is None:
            continue
        heading = block.form == "heading"
        rank = (
            block.index in content,
            key not in sites and not (0 < start < end == len(raw) and _is_like(raw[start:], sites)),
            heading, -block.level if heading else 0, end - start, -start,
        )  # fmt: skip
        if best is None or rank > best[0]:
            best = (rank, block.text, start, end)
    if best is None or not best[0][0] or not (best[0][1] or len(stretches) == 1):
        return None, raw
    return best[1], raw[best[3] :]


def _is_like(text: str, sites: frozenset[str]) -> bool:
    """Whether the last part of a title is called much as the site is: a site's name begins with it,
    'ferryinndover' with 'Ferry Inn', or is its first words or initials."""
    if len(text) > _MAX_TITLE:
        return False
    key, words = key_of(text), [key_of(word) for word in text.split()]
    capitals = "".join(word[0] for word in text.split() if word[0].isupper()).casefold()
    opening = {"".join(words[:count]) for count in range(1, len(words))}
    return any(
        (len(key) >= _TELLING and site.startswith(key))
        or (len(site) >= _SHORTEST and (site in opening or site == capitals))
        for site in sites
    )


_TELLING, _SHORTEST = 6, 3
"""Characters of the beginning of a site's name, and of a site's name, that are no chance."""


def _stretches(raw: str) -> list[tuple[int, int]]:
    """Every run of whole parts of a title."""
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(raw)][:_MAX_PARTS]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(raw)]
    return [
        (start, end)
        for number, start in enumerate(starts)
        for end in ends[number:]
        if end - start >= _MIN_TITLE
    ]


def _lines(document: Document, content: frozenset[int], keys: frozenset[str]) -> dict[str, Block]:
    """Short blocks by their text, for the texts of `keys`; the best block of each text."""
    lines: dict[str, Block] = {}
    starts = frozenset(key[:1] for key in keys)
    for block in document.blocks:
        text = block.text
        if not _MIN_TITLE <= len(text) <= _MAX_TITLE:
            continue
        if _STAYS.match(text) and text[0].lower() not in starts:
            continue
        key = key_of(text)
        if key in keys:
            old = lines.get(key)
            if old is None or _weight(block, content) > _weight(old, content):
                lines[key] = block
    return lines


def _weight(block: Block, content: frozenset[int]) -> tuple[bool, bool]:
    return block.index in content, block.form == "heading"


def key_of(text: str) -> str:
    """What is compared of a title or name: its letters and digits, folded."""
    return re.sub(r"[\W_]+", "", lexicon.fold(text))


def _site(rest: str) -> str | None:
    """The part of what stands behind the title that ends as names of sites do, else the last."""
    parts = [part.strip() for part in _SEPARATOR.split(rest) if part.strip()]
    called = [part for part in parts if part.endswith(_site_ends())]
    name = called[-1] if called else parts[-1] if parts else ""
    return name if 0 < len(name) <= _MAX_SITE else None


@cache
def _site_ends() -> tuple[str, ...]:
    return tuple(lexicon.load("extractor.page.data", "printed.toml")["site_ends"])


def _cut(
    raw: str,
    site: str | None,
    document: Document,
    content: frozenset[int],
    sites: frozenset[str],
) -> tuple[str | None, str | None]:
    """Title and site of a head's title that the page does not show: the heading that opens the
    content, where it says the same in other words."""
    title, name = _without_site(raw, sites)
    site = site or name
    heading = _first_heading(document, content)
    if heading is None or key_of(heading) in sites:
        return title.strip() or raw, site
    if _names_section(raw) and _is_alone(document, content):
        return heading, site or _site(raw)
    if key_of(title) in sites or _say_alike(title, heading):
        return heading, site
    return title.strip() or raw, site


def _names_section(raw: str) -> bool:
    """Whether what stands before the last part of a head's title is no more than the name of a
    section of the site, 'News', '新闻动态', or nothing."""
    cuts = [match.start() for match in _SEPARATOR.finditer(raw)]
    return bool(cuts) and lexicon.fold(raw[: cuts[-1]]).strip() in _sections()


@cache
def _sections() -> frozenset[str]:
    names = lexicon.load("extractor.page.data", "printed.toml")["sections"]
    return frozenset(("", *map(lexicon.fold, names)))


def _without_site(raw: str, sites: frozenset[str]) -> tuple[str, str | None]:
    """A head's title without the site's name at one of its ends, and that name: a known one, else
    a short last part."""
    parts = [match.span() for match in _SEPARATOR.finditer(raw)][:_MAX_PARTS]
    if not parts:
        return raw, None
    (first, start), (end, last) = parts[0], parts[-1]
    if key_of(raw[last:]) in sites or _is_like(raw[last:], sites):
        return raw[:end], raw[last:]
    if key_of(raw[:first]) in sites:
        return raw[start:], raw[:first]
    name = raw[last:].strip()
    if not name or len(name) > _MAX_SITE or len(name) * 2 > len(raw):
        return raw, None
    return raw[:end], name


def _say_alike(title: str, heading: str) -> bool:
    """Whether a title and a heading share enough of their words, or pairs of East Asian characters,
    and the heading says more than a part of the title."""
    if _LABELLED.match(heading) and key_of(heading).endswith(key_of(title)):
        # 'Title: A Study' says no more than 'A Study'.
        return False
    one, other = _pieces(title), _pieces(heading)
    return len(one & other) >= max(_SHARED, _ALIKE * max(len(one), len(other))) and not other <= one


_SHARED = 2
_ALIKE = 0.3
_PIECE = re.compile("[\u2e80-\uffef]|[^\\W_]+")


def _pieces(text: str) -> set[str]:
    found = _PIECE.findall(lexicon.fold(text))
    pairs = {a + b for a, b in pairwise(found) if max(a[0], b[0]) >= "\u2e80"}
    return pairs | {word for word in found if word[0] < "\u2e80"}


def _is_alone(document: Document, content: frozenset[int]) -> bool:
    """Whether the content has one heading of its highest level: others head parts of a page."""
    blocks = (document.blocks[index] for index in content)
    levels = [block.level for block in blocks if block.form == "heading"]
    return levels.count(min(levels, default=0)) == 1


def _first_heading(document: Document, content: frozenset[int]) -> str | None:
    """The content's first heading of the highest level it has, when it stands near the top."""
    headings = [
        block
        for block in document.blocks
        if block.form == "heading" and block.index in content and len(block.text) <= _MAX_TITLE
    ]
    top = min((heading.level for heading in headings), default=0)
    return next((heading.text for heading in headings if heading.level == top), None)


def _first_line(document: Document, content: frozenset[int]) -> str | None:
    """Plain text: a short line near the top that comes twice, else the one above a byline, else the
    first short one that is content and no label or byline."""
    lines = [block for block in document.blocks[:_FIRST_LINES] if 3 < len(block.text) <= 100]
    counts = Counter(block.text for block in document.blocks if len(block.text) <= 100)
    for block in lines:
        if counts[block.text] > 1 and block.form != "item" and not _is_field(block.text):
            return block.text
    for block, below in pairwise(document.blocks[:_FIRST_LINES]):
        if block in lines and _is_dated(below.text) and _is_headline(block.text):
            return block.text
    for block in lines:
        text = block.text
        plain = text[-1] not in _SENTENCE_ENDS and not _LABELLED.match(text)
        if plain and block.index in content and block.form != "item":
            return text
    return None


def _is_field(line: str) -> bool:
    """Whether a line is a labelled field of a paper, which may come with each: 'Venue: …'."""
    match = _LABELLED.match(line)
    return match is not None and label_of(match[0]) is not None


def _is_dated(line: str) -> bool:
    """Whether a line is a byline: a day, behind or before words such as 'Posted on', '来源：'."""
    dates = find_dates(line) if len(line) <= _LONGEST_BYLINE else ()
    whole = any(len(date.value) == _FULL_DATE for date in dates)
    bare = whole and len(line) - dates[0].end + dates[0].start <= _TIME
    return bare or (whole and byline_words().search(line) is not None)


def _is_headline(line: str) -> bool:
    plain = line[-1] not in _SENTENCE_ENDS and not _LABELLED.match(line)
    return plain and len(line) >= _SHORTEST_HEADLINE and not find_dates(line)[1:]


_TIME = 12
"""Characters of the time of day beside a date."""
_LONGEST_BYLINE, _FULL_DATE, _SHORTEST_HEADLINE = 120, 10, 6
_SENTENCE_ENDS = "\u3002.\uff0c,\uff1a:"
