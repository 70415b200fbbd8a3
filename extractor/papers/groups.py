"""Labelled parts of a section put together to one group per paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.papers.containers import containers
from extractor.papers.fields.abstracts import ends_open, language_of
from extractor.papers.fields.titles import bare_count, title_likeness
from extractor.papers.fields.venues import venue_likeness
from extractor.papers.group_texts import (
    LEAST_TRANSLATED,
    filled,
    is_bold,
    text_of,
    translates,
)
from extractor.papers.group_trim import TELLING, trimmed
from extractor.papers.headed_groups import own_heading
from extractor.papers.labels import Part
from extractor.papers.sections import Context, Section

_LONG = frozenset(("abstract", "abstract_translation", "summary", "note"))
_REPEATABLE = _LONG | frozenset(
    "link code project data video ignore source affiliation date number doi".split()
)
"""A second one of these does not start another paper."""
_MAX_TITLE = 300
_LOOKED_BACK = 12
"""Labelled fields of a group that are compared: of hostile pages each is one of thousands."""
_HEADING_A_RUN = frozenset("link code project".split())
"""Repeatable fields that may be the first of each paper's."""
_APART = frozenset("nav icp_footer copyright share comments login prev_next toc disclaimer".split())
_SURE = 0.6


@dataclass(slots=True)
class Group:
    """The parts of one paper while they are collected."""

    parts: list[tuple[str, list[Part]]] = field(default_factory=list)
    """(field, stretches of its value) in page order; `add` enters them."""
    names: set[str] = field(default_factory=set)
    """Names of the labelled fields."""
    loose: list[Part] = field(default_factory=list)
    """Parts without a label."""
    title: Part | None = None
    """A line in front of the labels that reads as a title."""
    above: Part | None = None
    """The line before that: a bare number, or the title in another language."""
    container: range = range(0)
    """Blocks of the element that holds this paper and no other, where there is one."""
    heading: int | None = None
    """The heading that is the paper's own title, where labels announce its translation."""

    def add(self, name: str, value: list[Part]) -> None:
        """Enters a labelled field."""
        self.parts.append((name, value))
        self.names.add(name)

    def span(self) -> tuple[int, int]:
        """First and last block of the labelled values and the title."""
        numbers = [part.block for _, parts in self.parts for part in parts]
        numbers += [self.title.block] if self.title is not None else []
        return (min(numbers), max(numbers)) if numbers else (0, 0)

    def blocks(self) -> tuple[int, ...]:
        """Every block of the group, ascending."""
        numbers = {part.block for _, parts in self.parts for part in parts}
        numbers |= {part.block for part in self.loose}
        numbers |= {part.block for part in (self.title, self.above) if part is not None}
        return tuple(sorted(numbers))


def groups_of(context: Context, section: Section) -> list[Group]:
    """One group per element that holds one paper, or run of labels that name each field once."""
    groups: list[Group] = []
    current = Group(heading=own_heading(context, section))
    elements = containers(context.document, context.parts, section.first, section.last)
    bylined = _are_authors_behind_titles(context, section)
    for index in range(section.first, section.last):
        whole = current.heading is not None
        if index in elements and not whole:
            current = _in_container(context, groups, current, range(index, elements[index]))
        parts = context.parts[index]
        own = index in current.container or (_is_labelled(parts) and not parts[0].alone)
        if not own and _is_surely_apart(context, index):
            continue
        for part in context.parts[index]:
            if part.label is None:
                _add_loose(context, current, part)
                continue
            if not whole and _ends_byline(context, current, part, bylined=bylined):
                groups.append(_without_title(current))
                current = Group(loose=_lines_above(current, part), container=current.container)
            if not whole and _starts_another(context, current, part):
                groups.append(current)
                current = _next_group(context, current)
            if not current.parts and current.title is None:
                _look_above(context, section, current, part)
            value = [part] if part.end > part.start or part.alone else []
            current.add(part.label.field, value)
    groups.append(current)
    labelled = [group for group in groups if group.parts]
    if len(labelled) > 1 and labelled[0].above in _heading_part(context, section):
        # What heads several papers is no title of the first.
        labelled[0].above = None
    # Where nothing stands behind the labels ('Using Author:, Written by:'), nothing may be left.
    return [group for group in trimmed(context, section, labelled) if group.blocks()]


def _look_above(context: Context, section: Section, group: Group, part: Part) -> None:
    """Finds the title in front of a group's first label, and what stands above it; or the number
    alone, where a label announces the title."""
    group.title = _title_before(context, group)
    if group.title is not None:
        loose = [*_heading_part(context, section), *group.loose]
        group.above = _above(context, loose, group.title)
        return
    last = group.loose[-1] if group.loose else None
    if last is not None and part.block - last.block == 1 and bare_count(text_of(context, [last])):
        group.above = last


def _lines_above(group: Group, part: Part) -> list[Part]:
    """The lines without a label between a byline and the label behind it."""
    last = max((each.block for _, parts in group.parts for each in parts), default=-1)
    return [each for each in group.loose if last < each.block <= part.block]


def _without_title(group: Group) -> Group:
    """A byline's group, to which the line above is no title of a paper but the page's."""
    if group.title is not None:
        group.loose.insert(0, group.title)
        group.title = None
    return group


def _are_authors_behind_titles(context: Context, section: Section) -> bool:
    """Whether persons are named behind the section's last labelled title: those that are named in
    front of the first one wrote the page."""
    names = [
        part.label.field
        for parts in context.parts[section.first : section.last]
        for part in parts
        if part.label is not None
    ]
    titles = [place for place, name in enumerate(names) if name in ("title", "paper")]
    return bool(titles) and "authors" in names[titles[-1] :]


def _ends_byline(context: Context, group: Group, part: Part, *, bylined: bool) -> bool:
    """Whether a title, labelled or in the line right above `part`, follows labels that the page's
    own line of author and date has."""
    assert part.label is not None
    if not group.parts or not group.names <= _BYLINE:
        return False
    if part.label.field in ("title", "paper"):
        return bylined and "authors" in group.names
    if group.title is not None or part.label.field in _BYLINE or group.names & {"authors", "note"}:
        return False
    title = _title_before(context, group)
    return title is not None and 0 < part.block - title.block <= 1


_BYLINE = frozenset(("authors", "source", "date", "ignore", "note", "affiliation"))


def _in_container(context: Context, groups: list[Group], current: Group, container: range) -> Group:
    """The group of the paper that an element holds; the title may stand right above it, where none
    of the element's labels announces it."""
    labels = [part.label for index in container for part in context.parts[index] if part.label]
    titled = any(label.field in ("title", "paper") for label in labels)
    opens = context.parts[container[0]][:1]
    labelled = bool(opens) and opens[0].label is not None
    title = None if titled or not labelled else _title_before(context, current)
    if title is None or container[0] - title.block != 1 or title.block in current.container:
        groups.append(current)
        return Group(container=container)
    if current.parts:
        groups.append(current)
        current = _next_group(context, current)
    current.container = container
    return current


def _heading_part(context: Context, section: Section) -> list[Part]:
    """The heading of a section, as the line above its first one."""
    if section.heading is None or context.is_page_title(section.heading):
        return []
    return [Part(section.heading, 0, len(context.document.blocks[section.heading].text))]


def _is_surely_apart(context: Context, block: int) -> bool:
    """Whether a block is boilerplate of a kind that no field of a paper is taken for."""
    judgement = context.judgements[block]
    return judgement.kind in _APART and judgement.confidence >= _SURE


def _is_labelled(parts: Sequence[Part]) -> bool:
    """Whether a label is there that announces a field."""
    return any(part.label is not None and part.label.weight >= TELLING for part in parts)


def _starts_another(context: Context, group: Group, part: Part) -> bool:
    assert part.label is not None
    name = part.label.field
    names = group.names
    if name == "title" and "title" in names:
        titles_only = names <= {"title", "title_translation", "number", "ignore"}
        return not titles_only or _language(context, group, part)
    if name in ("title", "paper") and "paper" in names:
        return True
    if name == "authors" and name in names and _names_again(context, group, part):
        return False
    if name in names and name == group.parts[0][0] and name in _HEADING_A_RUN:
        return _is_below_another_title(context, group, part)
    if name in names and name in _ABSTRACTS and _is_in_one_language(context, group, part):
        return _is_below_another_title(context, group, part)
    return name in names and name not in _REPEATABLE


def _names_again(context: Context, group: Group, part: Part) -> bool:
    """Whether a second label for persons names the first one's, too, with no line that could be a
    title between or above: '第一作者：…', '作者列表：…'."""
    behind = bool(group.loose) and group.loose[-1].block > group.span()[1]
    if group.title is not None or behind:
        return False
    values = [filled(parts) for name, parts in group.parts if name == "authors"]
    known = text_of(context, values[0][:1]) if values and values[0] else ""
    first = _BRACKET_OR_COMMA.split(known)[0].strip()
    return len(first) > 1 and text_of(context, [part]).startswith(first) and part.end > part.start


_BRACKET_OR_COMMA = re.compile(r"[,，;；、(（]")


def _is_in_one_language(context: Context, group: Group, part: Part) -> bool:
    """Whether the group has a text of the name and language of `part`."""
    assert part.label is not None
    texts = [
        text_of(context, filled(values)[:1])
        for name, values in group.parts[-_LOOKED_BACK:]
        if name == part.label.field and filled(values)
    ]
    return language_of(text_of(context, [part])) in map(language_of, texts)


_ABSTRACTS = frozenset(("abstract", "abstract_translation", "summary"))


def _is_below_another_title(context: Context, group: Group, part: Part) -> bool:
    """Whether the run of labels that a line gave its title starts over below another such line."""
    if group.title is None or part.block in group.container:
        return False
    title = _title_before(context, group)
    return title is not None and part.block - title.block == 1


def _language(context: Context, group: Group, part: Part) -> bool:
    """Whether the group's title has the language of `part`: then it is another paper's."""
    text = context.document.blocks[part.block].text[part.start : part.end]
    for name, values in group.parts:
        if name == "title" and filled(values):
            first = filled(values)[0]
            other = context.document.blocks[first.block].text[first.start : first.end]
            return language_of(other) == language_of(text)
    return True


def _next_group(context: Context, group: Group) -> Group:
    """A new group; a title-like line at the end of the last one is the new one's title."""
    following = Group()
    title = _title_before(context, group)
    if title is not None and group.parts:
        place = group.loose.index(title)
        following.loose = group.loose[place + 1 :]
        group.loose = group.loose[:place]
        following.title = title
        following.above = _above(context, group.loose, title)
        group.loose = [part for part in group.loose if part is not following.above]
    elif group.loose and group.parts and bare_count(text_of(context, group.loose[-1:])):
        following.loose = [group.loose.pop()]
    return following


def _above(context: Context, loose: Sequence[Part], title: Part) -> Part | None:
    """The loose line right above a title that is its number, or the title in another language."""
    last = next((part for part in reversed(loose) if part.block < title.block), None)
    if last is None or title.block - last.block > 1:
        return None
    texts = [text_of(context, [part]) for part in (last, title)]
    if _BARE_NUMBER.fullmatch(texts[0]):
        return last
    least = LEAST_TRANSLATED if translates(context, loose, title) else _TITLED
    if not _LEAST_OTHER <= len(texts[0]) <= _MAX_TITLE or title_likeness(texts[0]) < least:
        return None
    heading = context.document.blocks[last.block].form == "heading"
    marked = heading or is_bold(context, last) or texts[0][:1].isdigit()
    return last if marked and language_of(texts[0]) != language_of(texts[1]) else None


_BARE_NUMBER = re.compile(r"[\W_]{0,3}\d{1,2}[\W_]{0,3}")
_LEAST_OTHER, _TITLED = 9, 0.5
"""Characters of the shortest title above another, which a topic is not; its least likeness."""


def _title_before(context: Context, group: Group) -> Part | None:
    """The last loose line, when it stands right here and reads as a title."""
    if not group.loose:
        return None
    last = group.loose[-1]
    if len(group.loose) > 1 and _is_venue_line(context, last):
        last = group.loose[-2]
    labelled = [part.block for _, parts in group.parts for part in parts]
    if labelled and last.block < max(labelled):
        return None
    block = context.document.blocks[last.block]
    text = block.text[last.start : last.end]
    if translates(context, group.loose[:-1], last):
        return last
    if len(text) > _MAX_TITLE or title_likeness(text) < 0.5:
        return None
    inside = [span for span in block.spans if last.start <= span.start < last.end]
    if sum(span.type == "link" for span in inside) > 2:
        return None
    marked = any(
        span.type in ("link", "strong", "emphasis")
        and (span.end - span.start) >= (last.end - last.start) * 0.6
        for span in inside
    )
    listed = block.form in ("item", "heading", "term") or text[:1].isdigit()
    return last if marked or listed or title_likeness(text) >= 0.75 else None


def _is_venue_line(context: Context, part: Part) -> bool:
    """Whether a short line is a venue that stands between a title and the labels below."""
    text = text_of(context, [part])
    return len(text) <= _VENUE_LINE and venue_likeness(text) >= _KNOWN_VENUE


_VENUE_LINE, _KNOWN_VENUE = 80, 0.9


def _add_loose(context: Context, group: Group, part: Part) -> None:
    """A part without label: goes on with the value before it, or stays loose."""
    if group.parts:
        name, values = group.parts[-1]
        if values and values[0].alone:
            awaited = len(values) == 1
            if awaited or _goes_on(context, name, values, part):
                values.append(part)
                return
        elif _continues(context, name, values, part):
            values.append(part)
            return
    group.loose.append(part)


def _continues(context: Context, name: str, values: Sequence[Part], part: Part) -> bool:
    """Whether a paragraph belongs to the long value before it."""
    if name == "summary":
        # The number of the next paper ends it.
        counts = bare_count(text_of(context, [part])) is not None
        return not counts and _is_running_text(context.document.blocks[part.block].form)
    return name in _LONG and bool(values) and _goes_on(context, name, values, part)


def _is_running_text(form: str) -> bool:
    return form in ("paragraph", "item", "definition")


def _goes_on(context: Context, name: str, values: Sequence[Part], part: Part) -> bool:
    """Whether `part` continues the value: it hangs in mid-sentence, or its label is a heading."""
    blocks = context.document.blocks
    last = values[-1]
    if part.block - last.block > 1 or not _is_running_text(blocks[part.block].form):
        return False
    if context.kind(part.block) != context.kind(last.block):
        return False
    before = blocks[last.block].text[last.start : last.end]
    after = blocks[part.block].text[part.start : part.end]
    if name in _LONG and language_of(before) != language_of(after):
        return False
    if values[0].alone:
        heading = blocks[values[0].block].form in ("heading", "term")
        return blocks[part.block].joined or (heading and name in (*_LONG, "affiliation"))
    return blocks[part.block].joined and ends_open(before)
