"""Papers whose fields have labels: 'Title: …', '作者：…', under a heading or without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor import lexicon
from extractor.papers import evidence
from extractor.papers.assemble import read_labelled
from extractor.papers.counted_headlines import with_counted_headlines
from extractor.papers.fields._text import has_cjk
from extractor.papers.fields._title_lists import other_headings
from extractor.papers.fields.abstracts import ends_open, language_of
from extractor.papers.fields.titles import bare_count, read_title, title_likeness
from extractor.papers.finder import Finder
from extractor.papers.group_texts import filled
from extractor.papers.groups import Group, groups_of
from extractor.papers.headings import add_heading_links
from extractor.papers.persons_below import read_persons_below
from extractor.papers.reference_heading import is_reference_heading
from extractor.papers.sections import Context, Section, lists_papers
from extractor.papers.titles_of_groups import put_heading_title
from extractor.records import Author, Candidate, Reading

_SIBLINGS = 3
_TITLES = frozenset(("title", "paper"))
_CORE = frozenset(
    "title paper authors abstract abstract_translation summary venue doi number".split()
)
_BYLINE = frozenset("authors source date note ignore year link number".split())
"""Labels that a page's own byline has as well."""
_IDENTIFYING = frozenset("doi number".split())
_SCHOLARLY = frozenset("venue affiliation doi volume issue pages publisher".split())


def find(context: Context) -> Iterator[Candidate]:
    """Candidates whose title has a label, or is the heading that the labels stand under."""
    candidates = list(labelled_candidates(context, below_a_line=False))
    return iter(with_counted_headlines(context, candidates))


def labelled_candidates(context: Context, *, below_a_line: bool) -> Iterator[Candidate]:
    """Every group of labels that has a title and speaks of a paper: those to which only the line
    before gives the title, or the others."""
    found = [
        (section, group) for section in context.sections for group in groups_of(context, section)
    ]
    shapes = Counter(_shape(group) for _, group in found)
    per_section = Counter(id(section) for section, _ in found)
    for section, group in found:
        if _is_below_a_line(group) != below_a_line or not (_CORE | {"link"}) & group.names:
            continue
        if _holds_records(context, group) or _is_amid_citations(context, group):
            continue
        alone = per_section[id(section)] == 1
        siblings = shapes[_shape(group)] >= _SIBLINGS
        candidate = _candidate(context, section, group, alone=alone, siblings=siblings)
        if candidate is not None:
            yield candidate


def _is_below_a_line(group: Group) -> bool:
    return group.title is not None and not _TITLES & group.names


def _holds_records(context: Context, group: Group) -> bool:
    """Plain text: whether a group is several papers, of which only the abstracts have labels."""
    first, last = group.span()
    return sum(first <= record.title <= last for record in context.records) >= _SIBLINGS


def _shape(group: Group) -> frozenset[str]:
    return frozenset(group.names - {"note", "ignore", "code", "project", "data", "video"})


def _candidate(
    context: Context, section: Section, group: Group, *, alone: bool, siblings: bool
) -> Candidate | None:
    heading = _heading(context, section) if alone else None
    readings = read_labelled(context, group, heading)
    if "title" not in readings or not _speaks_of_a_paper(group, readings):
        return None
    if not {"title", "authors"} & group.names and (
        _is_a_list(readings) or _of_several(context, group)
    ):
        return None
    own = _own_title(context, section, group, readings)
    if own is not None:
        heading = own
    title = readings["title"].block
    if "authors" not in readings and group.span()[0] - title > 1:
        read_persons_below(context, title, group.span()[0], readings)
    labelled = bool(_TITLES & group.names) and readings["title"].block != heading
    of_page = heading is not None and context.is_page_title(heading)
    if of_page and not labelled and not _is_about_the_page(group, readings):
        return None
    blocks = set(group.blocks())
    if heading is not None and not (labelled and of_page):
        blocks.add(heading)
        add_heading_links(context, heading, readings)
        if labelled:
            _put_label(context, readings, heading)
    confidence = _confidence(context, group, readings, siblings=siblings)
    if confidence < evidence.threshold(context, "labelled"):
        return None
    return Candidate(
        "labelled_fields", "featured", tuple(sorted(blocks)), readings, confidence,
        open_end=_open_end(readings),
    )  # fmt: skip


def _heading(context: Context, section: Section) -> int | None:
    """The heading that may be the title of what stands below it."""
    heading = section.heading
    if heading is None or is_reference_heading(context.document.blocks[heading].text):
        return None
    return heading


def _is_amid_citations(context: Context, group: Group) -> bool:
    """Whether nothing but identifiers has labels, all amid their lines: 'Lima, A Study. DOI: …' is
    a work of its own, not of the heading or line above."""
    if not group.names <= _IDENTIFYING:
        return False
    for _, parts in group.parts:
        for part in parts:
            text = context.document.blocks[part.block].text
            start = text.rfind("\n", 0, part.label_start) + 1
            if not any(map(str.isalnum, text[start : part.label_start])):
                return False
    return True


def _own_title(
    context: Context, section: Section, group: Group, readings: dict[str, Reading]
) -> int | None:
    """The heading right above labels in another script, where it is the paper's own title and the
    label names the translation: of persons in Latin letters, the Latin title is."""
    heading = section.heading
    if heading is None or not _TITLES & group.names or group.span()[0] - heading > 1:
        return None
    text = context.document.blocks[heading].text
    people: Sequence[Author] = readings["authors"].value if "authors" in readings else ()
    latin = bool(people) and not has_cjk(people[0].name) and not has_cjk(text)
    if not latin or not has_cjk(str(readings["title"].value)) or title_likeness(text) < _TITLED:
        return None
    if context.is_page_title(heading) or "title_translation" in readings:
        return None
    readings["title_translation"] = readings.pop("title")
    put_heading_title(context, heading, readings)
    return heading


_TITLED = 0.5


def _is_a_list(readings: dict[str, Reading]) -> bool:
    """Whether the links below a lone label lead to several works, as below a heading 'Papers'."""
    return "links" in readings and evidence.of_several_works(readings["links"].value)


def _of_several(context: Context, group: Group) -> bool:
    """Whether two abstracts in one language stand below a heading: then they are of the papers in
    its list, which fold them away behind the word 'Abstract'."""
    blocks = context.document.blocks
    languages = [
        language_of(blocks[part.block].text[part.start : part.end])
        for name, parts in group.parts
        for part in filled(parts)[:1]
        if name == "abstract"
    ]
    return len(languages) > len(set(languages))


def _is_about_the_page(group: Group, readings: dict[str, Reading]) -> bool:
    """Whether a page whose title has labels below it is itself a paper: articles of any kind have
    an author, a date, a summary and keywords; a paper has persons and an abstract, and besides a
    venue, an institution or an identifier."""
    own = _shape(group) - _BYLINE
    named = "authors" in readings and "abstract" in readings
    return named and (bool(own & _SCHOLARLY) or "identifiers" in readings)


def _speaks_of_a_paper(group: Group, readings: dict[str, Reading]) -> bool:
    """Whether a field is there that only works have: labels for code or talks say too little."""
    if _TELLING.isdisjoint(readings) and _is_short(readings.get("abstract")):
        # Advice on how to write one: what a title is, what an abstract needs.
        return False
    if readings.keys() <= _TOLD and _is_question(str(readings["title"].value)):
        return False
    if readings.keys() <= _BARE:
        return False
    if "publisher" in group.names and _SCHOLARLY_READINGS.isdisjoint(readings):
        # Books of a list for readers; theses and reports in other languages have publishers, too.
        return not has_cjk(str(readings["title"].value))
    if _CORE & group.names & (readings.keys() | {"paper", "summary", "doi", "number"}):
        return True
    links = readings["links"].value if "links" in readings else ()
    return any(link.type in ("paper", "pdf") for link in links) and "link" in group.names


def _is_question(title: str) -> bool:
    """Whether a title asks something about titles, with nothing but the page's words around it."""
    return title.endswith(("?", "\uff1f")) and title_likeness(title) < _LEAST_QUESTION


_LEAST_QUESTION = 0.55
_TOLD = frozenset(("title", "number", "note", "label", "keywords"))
_BARE = frozenset(("title", "number"))
_SCHOLARLY_READINGS = frozenset("abstract abstract_translation venue identifiers".split())
_TELLING = frozenset("authors venue year date links identifiers volume pages".split())


def _is_short(abstract: Reading | None) -> bool:
    return abstract is not None and len(str(abstract.value).encode("utf-8", "replace")) < _ABSTRACT


_ABSTRACT = 90
"""Bytes of the shortest abstract."""


def _put_label(context: Context, readings: dict[str, Reading], heading: int) -> None:
    """A heading that is not the title itself is the page's short name for the paper."""
    found = read_title(context.document.blocks[heading].text)
    if found is None or lexicon.fold(found.title) in other_headings():
        return
    title = str(readings["title"].value)
    count = bare_count(found.title)
    if count is not None:
        readings["number"] = Reading(count, heading, 0, 0)
        return
    if found.title.casefold() not in title.casefold() or len(found.title) < len(title) * 0.9:
        readings.setdefault("label", Reading(found.title, heading, 0, 0))
    if found.number is not None:
        readings["number"] = Reading(found.number, heading, 0, 0)


def _confidence(
    context: Context, group: Group, readings: dict[str, Reading], *, siblings: bool
) -> float:
    weight_of: dict[str, float] = {}
    for name, parts in group.parts:
        for part in parts:
            weight = part.label.weight if part.label is not None else 0.0
            filled = name in readings or name not in ("authors", "abstract", "title")
            if filled:
                weight_of[name] = max(weight_of.get(name, 0.0), weight)
    links = readings["links"].value if "links" in readings else ()
    identifiers = readings["identifiers"].value if "identifiers" in readings else {}
    pieces = list(weight_of.values())
    pieces += evidence.of_links(links, identifiers)
    weights = evidence.weights("evidence")
    if siblings and len(_shape(group)) >= 2:
        pieces.append(weights["siblings"])
    if "venue" in readings and not {"venue", "source"} & group.names:
        # In a line or bracket of its own.
        pieces.append(weights["venue"])
        if lists_papers(context, readings["title"].block):
            pieces.append(weights["heading"])
    likeness = title_likeness(str(readings["title"].value))
    confidence = evidence.noisy_or(pieces) * (0.5 + 0.5 * min(1.0, likeness / 0.5))
    against = evidence.boilerplate_share(context, group.blocks(), evidence.AGAINST_LABELLED)
    if against > 0.5:
        confidence *= evidence.weights("factor")["boilerplate"]
    return round(min(confidence, 0.99), 3)


def _open_end(readings: dict[str, Reading]) -> bool:
    """Whether the entry's last long text stops in mid-sentence."""
    long = [
        readings[name] for name in ("abstract", "abstract_translation", "note") if name in readings
    ]
    if not long:
        return False
    last = max(long, key=lambda reading: (reading.block, reading.start))
    return ends_open(str(last.value))


FINDER = Finder("labelled_fields", 20, find)
