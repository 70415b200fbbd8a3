"""The titles of an entry: by label, by the line before the labels, by the heading; what stands
beside and above them."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.papers.cited_headings import cited_heading, put_cited
from extractor.papers.cited_within import cited_within
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields.abstracts import language_of
from extractor.papers.fields.identifiers import read_identifiers
from extractor.papers.fields.names import read_authors
from extractor.papers.fields.titles import Title, read_title, title_likeness
from extractor.papers.fields.translations import without_translation
from extractor.papers.fields.venues import find_venue, read_venue, venue_likeness
from extractor.papers.group_texts import filled, text_of
from extractor.papers.groups import Group
from extractor.papers.labels import Part
from extractor.papers.sections import Context
from extractor.papers.tagger import values_of
from extractor.records import Block, Reading


def part_reading(value: object, part: Part) -> Reading:
    """A value with the stretch it was read from."""
    return Reading(value, part.block, part.start, part.end)


def read_titles(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """Enters the titles that labels announce, or the line before the labels."""
    for name, parts in group.parts:
        if name not in ("title", "paper", "title_translation") or not filled(parts):
            continue
        value = filled(parts)[0]
        beside = name == "paper" and value.block == parts[0].block
        cited = _read_cited(context, value, readings) if beside else None
        found = cited or read_title_part(context, value, strict=name == "paper")
        if found is None:
            continue
        title, part = found
        target = "title_translation" if name == "title_translation" else "title"
        if target == "title" and "title" in readings:
            same = language_of(str(readings["title"].value)) == language_of(title.title)
            target = "" if same else "title_translation"
        if target and target not in readings:
            own, translation = without_translation(_without_venue(context, title, part, readings))
            readings[target] = part_reading(own, part)
            if translation is not None and target == "title":
                readings.setdefault("title_translation", part_reading(translation, part))
            _read_venue_beside(context, value, part, readings)
            number = title.number or _number_of_label(context, value)
            if number and target == "title":
                readings.setdefault("number", part_reading(number, part))
    if "title" not in readings and group.title is not None:
        found = read_title_part(context, group.title)
        if found is not None:
            put_title(readings, *found)
            _read_number_beside(context, group.title, readings)
            taken = (group.title, group.above)
            group.loose = [part for part in group.loose if part not in taken]


def _without_venue(context: Context, title: Title, part: Part, readings: dict[str, Reading]) -> str:
    """A heading or a title that a label announces, without the venue and year in a bracket behind
    it, which are entered: 'A Study (CVPR 2024)'. What stands in the title's link belongs to it."""
    match = _VENUE_BEHIND.fullmatch(title.title)
    spans = context.document.blocks[part.block].spans
    linked = any(span.type == "link" and span.start < part.end <= span.end for span in spans)
    found = find_venue(match["venue"]) if match is not None and not linked else None
    if match is None or found is None or found.start > 0:
        return title.title
    venue = read_venue(_PIECES.split(match["venue"])[0])
    if venue is None or venue.year is None:
        return title.title
    readings.setdefault("venue", part_reading(venue.name, part))
    readings.setdefault("year", part_reading(venue.year, part))
    return match["title"]


_VENUE_BEHIND = re.compile(
    r"(?P<title>[^()\uff08\uff09]{6,300}?)\s?[(\uff08](?P<venue>[^()\uff08\uff09]{3,40})[)\uff09]"
)


def _read_venue_beside(
    context: Context, value: Part, title: Part, readings: dict[str, Reading]
) -> None:
    """The venue in a bracket behind a linked title that a label announces."""
    behind = Part(value.block, title.end, value.end)
    bracket = _BRACKET.fullmatch(_text(context, behind)) if title.end < value.end else None
    if bracket is not None and not read_identifiers(bracket[1]):
        put_badge(Title("", badge=bracket[1]), behind, readings)


# The quotation marks of the title may stand outside of its link.
_BRACKET = re.compile(r"[\s》」』”\"]*[(（\[【]([^()（）\[\]【】]{2,60})[)）\]】]\s*")


def _number_of_label(context: Context, value: Part) -> str | None:
    """The number in a label: '论文2:'."""
    if value.label is None:
        return None
    text = context.document.blocks[value.block].text[value.label_start : value.start]
    match = BARE_NUMBER.search(text)
    return match[0] if match is not None else None


def _read_cited(
    context: Context, part: Part, readings: dict[str, Reading]
) -> tuple[Title, Part] | None:
    """The title in a labelled citation, whose other fields are entered: 'Reading: A. Person (2001).
    A Study'."""
    cited = cited_within(context, part)
    title = read_title(_text(context, cited[0])) if cited is not None else None
    if cited is None or title is None:
        return None
    place, people, tagged = cited
    values = values_of(_text(context, part), tagged)
    found = {"authors": read_authors(_text(context, people)).people}
    found |= {name: getattr(values, name) for name in _OF_CITATIONS}
    for name, value in found.items():
        if value:
            readings.setdefault(name, part_reading(value, part))
    return title, place


_OF_CITATIONS = ("year", "venue", "volume", "issue", "pages", "publisher")


def _text(context: Context, part: Part) -> str:
    return context.document.blocks[part.block].text[part.start : part.end]


def _read_number_beside(context: Context, part: Part, readings: dict[str, Reading]) -> None:
    """The number in front of a title that is a link: '3 <a>A Study</a>'."""
    whole = read_title(text_of(context, [part]))
    if whole is not None and whole.number:
        readings.setdefault("number", part_reading(whole.number, part))


def read_above(context: Context, group: Group, readings: dict[str, Reading]) -> None:
    """The number above a title, or the title in another language. Which of two titles is the
    paper's own, the names of its persons tell."""
    part = group.above
    title = readings.get("title")
    if part is None or title is None or group.title is None or title.block != group.title.block:
        return
    other = read_title(text_of(context, [part]))
    number = BARE_NUMBER.search(text_of(context, [part]))
    if other is None:
        if number is not None:
            readings.setdefault("number", part_reading(number[0], part))
        return
    if other.number:
        readings.setdefault("number", part_reading(other.number, part))
    above = part_reading(other.title, part)
    people = readings["authors"].value if "authors" in readings else ()
    # Works in East Asian signs print foreign persons in them, too.
    own = bool(people) and all(has_cjk(person.name) for person in people)
    if has_cjk(other.title) == own:
        readings["title"], above = above, title
    readings.setdefault("title_translation", above)


BARE_NUMBER = re.compile(r"\d{1,2}")


def put_title(readings: dict[str, Reading], title: Title, part: Part) -> None:
    """Enters a title and the number in front of it."""
    own, translation = without_translation(title.title)
    readings["title"] = part_reading(own, part)
    if translation is not None:
        readings.setdefault("title_translation", part_reading(translation, part))
    if title.number:
        readings.setdefault("number", part_reading(title.number, part))


def put_heading_title(context: Context, heading: int, readings: dict[str, Reading]) -> None:
    """Enters a heading as the title, with the number that stands in front of it or of its link."""
    text = context.document.blocks[heading].text
    cited = cited_heading(text)
    place = Part(heading, 0, len(text)) if cited is None else Part(heading, cited.start, cited.end)
    found = read_title_part(context, place)
    if found is None:
        return
    if cited is not None:
        put_title(readings, *found)
        put_cited(cited, found[1], readings)
    else:
        own = _without_venue(context, *found, readings)
        put_title(readings, replace(found[0], title=own), found[1])
    whole = read_title(text)
    if whole is not None and whole.number:
        readings.setdefault("number", part_reading(whole.number, found[1]))


def put_quoted_title(
    context: Context, body: list[Part], readings: dict[str, Reading]
) -> list[Part]:
    """Enters a line that is in quotation marks as a whole as the title of a work that the heading
    above cites by a short name; returns the lines without it."""
    cited = bool(body) and "authors" in readings
    match = _QUOTED_LINE.fullmatch(text_of(context, body[:1])) if cited else None
    if match is None or title_likeness(match[1]) < _TITLED:
        return body
    short = readings["title"]
    if len(str(short.value)) > len(match[1]):
        return body
    first = body[0]
    start = first.start + match.start(1)
    readings["title"] = Reading(match[1], first.block, start, start + len(match[1]))
    readings.setdefault("label", short)
    return body[1:]


_QUOTED_LINE = re.compile(r"\s*[“\"„«]([^“”\"„«»]{8,300}?)[.,]?\s?[”\"“»][.,]?\s*")
_TITLED = 0.4


def read_title_part(
    context: Context, part: Part, *, strict: bool = False
) -> tuple[Title, Part] | None:
    """The title in a stretch: a link that is most of it, else the whole.

    `strict`: the stretch may be something else than a title, and must read as one.
    """
    block = context.document.blocks[part.block]
    text = block.text[part.start : part.end]
    if _is_row_of_links(block, part):
        return None
    for span in block.spans:
        if span.type == "link" and part.start <= span.start < span.end <= part.end:
            share = (span.end - span.start) / max(1, part.end - part.start)
            inside = block.text[span.start : span.end]
            if share >= 0.5 and title_likeness(inside) >= 0.5:
                part, text = Part(part.block, span.start, span.end), inside
                break
    if strict and title_likeness(text) < 0.5:
        return None
    title = read_title(text)
    return (title, part) if title is not None else None


def _is_row_of_links(block: Block, part: Part) -> bool:
    """Whether a stretch is several links and hardly anything else: buttons, no title."""
    linked = [
        span.end - span.start
        for span in block.spans
        if span.type == "link" and part.start <= span.start and span.end <= part.end
    ]
    return len(linked) > 1 and sum(linked) >= (part.end - part.start) * 0.7


def read_title_badge(context: Context, readings: dict[str, Reading]) -> None:
    """The venue in a bracket beside the title."""
    title = readings.get("title")
    if title is None:
        return
    text = context.document.blocks[title.block].text[title.start : title.end]
    read = read_title(text)
    if read is not None:
        put_badge(read, Part(title.block, title.start, title.end), readings)


def put_badge(title: Title, part: Part, readings: dict[str, Reading]) -> None:
    """Enters the venue in a bracket beside a title, where no other is known: '[CVPR 2020] …'."""
    if not title.badge or "venue" in readings:
        return
    # What kind of paper it was may stand behind the venue: 'KDD 2022，长文'.
    texts = (title.badge, *_PIECES.split(title.badge))
    text = next((text for text in texts if venue_likeness(text) >= _BADGE), "")
    venue = read_venue(text) if text else None
    if venue is None:
        return
    readings["venue"] = part_reading(venue.name, part)
    if venue.year is not None:
        readings.setdefault("year", part_reading(venue.year, part))


_PIECES = re.compile(r"[,，;；|｜]")
_BADGE = 0.8
