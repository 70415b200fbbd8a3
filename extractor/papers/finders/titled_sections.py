"""Papers whose heading is their title, with the page's own words below and no field labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.papers import evidence
from extractor.papers.announcements import titles_among
from extractor.papers.assemble import is_link_line, note_pieces, put_note
from extractor.papers.buttons import is_button
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.abstracts import ends_open
from extractor.papers.fields.titles import read_title, title_likeness
from extractor.papers.finder import Finder
from extractor.papers.items import own_links
from extractor.papers.labels import Part
from extractor.papers.line_headings import counts_a_paper
from extractor.papers.links import identifiers_of, links_in, unique
from extractor.papers.persons_below import read_persons_below
from extractor.papers.plain.hints import commentary
from extractor.papers.reference_heading import is_reference_heading
from extractor.papers.sections import (
    Context,
    Section,
    lists_no_papers,
    lists_papers,
    page_titles,
    says_papers,
)
from extractor.papers.titles_of_groups import put_heading_title, put_quoted_title
from extractor.papers.venue_in_words import put_stated_venue
from extractor.records import Candidate, Link, Reading


def find(context: Context) -> Iterator[Candidate]:
    """A candidate per heading with a paper's address, in itself or in a line below it."""
    told = _told(context)
    for section in context.sections:
        if section.heading is None or section.heading in context.claimed:
            continue
        text = context.document.blocks[section.heading].text
        if not context.is_page_title(section.heading) and not is_reference_heading(text):
            body = _body(context, section)[: told.get(section.heading)]
            if _is_titled_below(context, section.heading, body):
                continue
            counted = _counts_a_work(context, section.heading, body)
            linked = counted or _links_to_work(context, section.heading, body)
            if linked and not counted and _lists_works(context, body):
                continue
            candidate = None
            if linked:
                candidate = _candidate(context, section, body, counted=counted)
            if candidate is None and section.heading in told:
                candidate = _candidate(context, section, body, counted=True)
            if candidate is not None:
                yield candidate


def _told(context: Context) -> dict[int, int | None]:
    """The headings that their company and the page's title tell to be works, with text below; and
    how many lines of it are theirs. Behind the last work the page may go on without a heading."""
    page = page_titles(context)
    if not any(map(says_papers, page)):
        return {}
    groups: dict[tuple[int, int], dict[int, Section]] = defaultdict(dict)
    for section in context.sections:
        heading = section.heading
        empty = section.last <= section.first
        if heading is not None and not empty and not context.is_page_title(heading):
            groups[section.parent, section.level][heading] = section
    told: dict[int, int | None] = {}
    for group in groups.values():
        texts = {heading: context.document.blocks[heading].text for heading in group}
        titles = sorted(titles_among(texts, page))
        told |= dict.fromkeys(titles)
        if len(titles) > 1:
            told[titles[-1]] = max(len(_body(context, group[title])) for title in titles[:-1])
    return told


def _counts_a_work(context: Context, heading: int, body: list[Part]) -> bool:
    """Whether a heading counts a paper and names it in Latin letters, or in quotation marks with
    words about a paper below, on a page that says that it lists papers: '第三篇：《深河》'."""
    blocks = context.document.blocks
    text = blocks[heading].text
    if not body or not counts_a_paper(text, titled=True) or not lists_papers(context, heading):
        return False
    found = read_title(text)
    if found is not None and not has_cjk(found.title):
        return True
    return "《" in text and any(commentary().search(blocks[part.block].text) for part in body)


def _pieces(links: tuple[Link, ...], *, counted: bool) -> list[float]:
    """The evidence that the links give, and the company of other papers that the page counts."""
    pieces = evidence.of_links(links, identifiers_of(links))
    if counted:
        weights = evidence.weights("evidence")
        pieces += [weights["heading"], weights["siblings"]]
    return pieces


def _is_titled_below(context: Context, heading: int, body: list[Part]) -> bool:
    """Whether the line below the heading is the title in another script, with labels under it:
    then the heading is its translation, which the labels' finder reads."""
    if len(body) < _LINES or not any(part.label for part in context.parts[body[1].block]):
        return False
    texts = [context.document.blocks[index].text for index in (heading, body[0].block)]
    if any(part.label for part in context.parts[body[0].block]) or len(texts[1]) > _MAX_TITLE:
        return False
    return has_cjk(texts[0]) != has_cjk(texts[1]) and title_likeness(texts[1]) >= _TITLED


_LINES, _MAX_TITLE, _TITLED = 2, 300, 0.5


def _candidate(
    context: Context, section: Section, body: list[Part], *, counted: bool
) -> Candidate | None:
    heading = section.first - 1
    readings: dict[str, Reading] = {}
    put_heading_title(context, heading, readings)
    if "title" not in readings:
        return None
    links = _links(context, heading, body)
    if links is None:
        return None
    if counted and not links:
        links = _links_in_words(context, body)
    identifiers = identifiers_of(links)
    pieces = _pieces(links, counted=counted)
    if not pieces:
        return None
    if links:
        readings["links"] = Reading(links, heading, 0, 0)
    if identifiers:
        readings["identifiers"] = Reading(identifiers, heading, 0, 0)
    cited = "authors" in readings
    body = put_quoted_title(context, body, readings)
    authors = 1.0 if cited else read_persons_below(context, heading, section.last, readings)
    if authors:
        pieces.append(evidence.weights("evidence")["authors"] * authors)
        readings["links"] = Reading(tuple(own_links(links, readings)), heading, 0, 0)
    rest = [part for part in body if part.block != _block_of(readings, "authors")]
    put_note(note_pieces(context, rest), readings)
    if put_stated_venue(context, rest, readings):
        pieces.append(evidence.weights("evidence")["venue"])
    blocks = tuple(sorted({heading, readings["title"].block, *(part.block for part in body)}))
    confidence = evidence.noisy_or(pieces) * _factor(context, section, blocks, readings)
    if confidence < evidence.threshold(context, "titled"):
        return None
    note = readings.get("note")
    return Candidate(
        "titled_sections", "featured", blocks, readings, round(min(confidence, 0.99), 3),
        open_end=note is not None and ends_open(str(note.value)),
    )  # fmt: skip


def _factor(
    context: Context, section: Section, blocks: Sequence[int], readings: dict[str, Reading]
) -> float:
    """What speaks against a section: a title unlike others, boilerplate, headings of others."""
    title, persons = readings["title"], readings.get("authors")
    likeness = title_likeness(str(title.value))
    if persons is not None and persons.block == title.block:
        # With persons behind it, a sentence is a title as well.
        likeness = max(likeness, _TITLED)
    factor = 0.5 + 0.5 * min(1.0, likeness / 0.5)
    if evidence.boilerplate_share(context, blocks) > 0.5:
        factor *= evidence.weights("factor")["boilerplate"]
    if section.parent >= 0 and lists_no_papers(context, context.sections[section.parent].first):
        factor *= evidence.weights("factor")["other_section"]
    return factor


def _body(context: Context, section: Section) -> list[Part]:
    blocks = context.document.blocks
    return [
        Part(index, 0, len(blocks[index].text))
        for index in range(section.first, section.last)
        if context.kind(index) == "content" or index == section.first
    ]


def _links_to_work(context: Context, heading: int, body: list[Part]) -> bool:
    """Whether any link in the heading or below says that this is a paper: a cheap look."""
    blocks = context.document.blocks
    numbers = (heading, *(part.block for part in body))
    lines = [blocks[number] for number in numbers]
    links = [
        link
        for line in lines
        if line.spans or "://" in line.text
        for link in links_in(line, 0, len(line.text))
    ]
    return bool(links) and bool(evidence.of_links(links, identifiers_of(links)))


def _lists_works(context: Context, body: list[Part]) -> bool:
    """Whether several items of a list below a heading have words around links to works of their
    own: the heading is the topic of these."""
    blocks = context.document.blocks
    found: set[str] = set()
    for part in body:
        line = blocks[part.block]
        linked = sum(span.end - span.start for span in line.spans if span.type == "link")
        if line.form == "item" and linked and len(line.text) - linked >= _WORDS:
            links = links_in(line, 0, len(line.text))
            found.update(link.url for link in links if link.type in ("paper", "pdf"))
    return len(found) >= _LINES


_WORDS = 60
"""Characters of a citation beside its link."""


def _links(context: Context, heading: int, body: list[Part]) -> tuple[Link, ...] | None:
    """The heading's links and those of lines below; None where these are links of other papers,
    which the heading is the topic of."""
    blocks = context.document.blocks
    found = list(links_in(blocks[heading], 0, len(blocks[heading].text)))
    below: list[Link] = []
    for part in body:
        if context.document.blocks[part.block].form == "caption":
            continue
        if not is_link_line(context, part, prose=False):
            continue
        own = list(links_in(blocks[part.block], part.start, part.end))
        titled = [link for link in own if _is_titled(link)]
        if titled and not found:
            return None
        found.extend(link for link in own if link not in titled)
        below += titled
    return None if evidence.of_several_works((*found, *below)) else unique(found)


def _links_in_words(context: Context, body: list[Part]) -> tuple[Link, ...]:
    """The links in the page's words about a work, where all that lead to works lead to one."""
    blocks = context.document.blocks
    links = unique(
        link
        for part in body
        for link in links_in(blocks[part.block], part.start, part.end)
        if evidence.SCHOLARLY & identifiers_of([link]).keys()
    )
    return () if evidence.of_several_works(links) else links


def _is_titled(link: Link) -> bool:
    """Whether a link's words are the title of what it leads to."""
    return (
        "://" not in link.text and not is_button(link.text) and title_likeness(link.text) >= _TITLED
    )


def _block_of(readings: dict[str, Reading], name: str) -> int:
    return readings[name].block if name in readings else -1


FINDER = Finder("titled_sections", 30, find)
