"""Layouts of home pages, programs and reading lists, as patterns.

T title, A names, F the first name (often the family name alone), S supervisors, V container, Y year, P pages, R remark, N note, U address, C subject class, B badges, W names with 'with' in front, L label in
front of names; everything else stands for itself.
"""

from __future__ import annotations

import random

from training.citations.records import Record, material
from training.citations.render import name_of, remark
from training.citations.strings import Builder, Labelled
from training.citations.styles import Style, drawn_style

PATTERNS = (
    "{T} ({V} {Y}), {A}", "{T} ({V} {Y})\n{A}", "{T} ({A}, {Y})", "{T} ({W})", "{T} ({W}), {V}, {Y}",
    "{W}. {T}. {V}, {Y}", "{T}, {W}, {V} {Y}", "[{V} {Y}] {T}. {A}", "[{V} {Y}] {T}\n{A}", "{V} {Y}: {T}, {A}",
    "{A}: {T}, in {V}, {Y}.", "{A}: {T}. {V} {Y}", "{T} by {A} ({Y})", "{T}, by {A}", "{T}\nby {A}",
    "{Y} - {T} - {A}", "{Y}. {A}. {T}. {V}", "{T}, {V}, {Y}. {W}", "{B} {T}\n{A}\t{P}", "{B}\t{T}\n{A}",
    "{T} – {A}, {V}", "{T} - {A} ({V} {Y})", "{T} [{V} {Y}]\n{A}", "{A} ({Y}) {T}", "{A} “{T}” {V} {Y}",
    "{A} \"{T}\" {V} {Y}.", "{A}. {T}.\nIn {V}, {Y}", "{A}\n{T}\n{V}, {Y}", "{A}\n{T}", "{T}\n{A}\n{V}, {Y}",
    "{T}\n{A}\n{V} {Y} {B}", "{T} {B}\n{A}", "{T} {B}\n{A}\n{V}", "{T}\n{A}\n{Y}", "{T}\n{L}{A}",
    "{T}\n{L}{A}｜来源：{V}", "{T}\n{L}{A}\n{V}", "{Q}{T}\n{L}{A}", "{T}, {A}, {V}, {Y}.", "{T}, {A}. {V}, {Y}.",
    "{T}. {A}. {V} {Y}. {B}", "{T}. {A}, {V} {Y}", "{A}, {T}, {V} {Y}", "{A}, {T}", "{A}, {T}. {V} {Y} {B}",
    "{T} | {A} | {V} {Y}", "{A} | {T}", "{V} | {T} | {A}", "{T} ({A})", "{T}（{A}，{V} {Y}）", "{A}. {T}",
    "{A}，{T}，{V}，{Y}", "{A}．{T}．{V}，{Y}", "{A}：《{T}》，{V}{Y}年", "{A}：{T}", "《{T}》 {A}", "《{T}》，{A}，{V}",
    "{T} / {A}", "{A} / {T}", "{T} :: {A}", "{V}, {Y}\n{T}\n{A}", "{V}\n{T}\n{A}", "{T} {A} {V} {Y}", "{T} {A}",
    "{A} {T} {V} {Y}", "{T}\n{A} {Y} {V} {P}", "{T}, {V} {Y}\n{A}", "{T}. {V} {Y}. {A}.", "{T}. {V}, {Y}. {B}\n{A}",
    "{T} ({V}, {Y}) {B}\n{A}", "{A}. ({Y}). {T}. {V}", "{T} ({Y}). {A}. {V}.", "{A}. {T} ({V}, {Y})", "{A}, “{T},” {V} {Y}",
    "{A}. \"{T}\". {V}", "{A}: \"{T}\", {V} {Y}", "{A} – {T} ({Y})", "{A} - {T}", "{T}\n{V}\n{A}", "{T}\n{V}, {P}, {Y}\n{A}",
    "“{T}”, {A}, {V}", "\"{T}\" by {A}, {V} {Y}", "\"{T}\", {A}. In {V}.", "“{T}” ({V} {Y})\n{A}", "{T}:\n{A}",
    "{T}\n{A}\n{V}. {Y}; {P}", "{A} ({Y}): {T}. {V}", "{A} ({Y}). {T}, {V}, {P}", "{A} [{Y}] {T}. {V}",
    "{T}\n{A} · {V} · {Y}", "{T}\n{A} {B}", "{B} {A}. {T}. {V} {Y}", "{A} et al. {T}. {V} {Y}", "{A} et al.: {T}, {V}, {Y}",
    "{A} et al. “{T}” {V} {Y}", "{T} ({A} et al., {Y})", "{T}, {A} et al., {V}, {Y}", "{T}\n{A}, {Y}", "{T} {P}\n{A}",
    "{T}\n{A}, in: {V} ({Y}), {P}", "{T}\nJoint work with {A}\n{V}", "{T}, joint with {A}", "{T} (joint with {A}), {V}, {Y}",
    "{T}\nby {A} in {Y} {S}", "{T}\nby {A} {S}", "{T}. {A}, {S}, {Y}", "{A}: {T} ({S})", "{A}. {T}. {Y}. {S}", "{T}\n{A}\n{S}",
    "{F} et al.: {T}, {V}, {Y}.", "{F} et al. “{T}.” {V} {Y}", "{F} et al., {T}, {V} {Y}", "{F} et al. ({Y}). {T}. {V}",
    "{T} ({F} et al., {Y})", "{T} - {F} et al. {Y}", "{F} et al. {T}. {V}. {Y}", "{T} ({F} et al. {V} {Y})", "{T} by {F} et al.", "{F} et al, {T}, {V}, {Y}",
    "{T}\n{R}\n{A}", "{T}\n{R}\n{A}\n{V}, {Y}", "{T}\n{A}\n{R}", "{T}\n{A}. {V}, {Y}\n{R}", "{A}\n{T}\n{V}\n{R}", "{T}\n{R}\n{A} {B}",
    "{T} {F} et al, {Y}", "{T} {F} et al., {Y}", "{T} {F} et al {Y}", "{T} {A} {Y}", "{T} {A}, {Y}", "{T}, {A} {V}, {Y}", "{T} {A}. {V}, {Y}",
    "{T}\n{L}{A}｜来源：{V}｜{C}｜{B}。{R}", "{T}\n| 下载地址：{U}\n| {L}{A}\n{R}", "{T}\n{U}\n{L}{A}", "{T}\n{L}{A} {R}", "{Q}{T}\n{L}{A}\n{R}",
    "{T}\n{B}\n{A}", "{A}\n{B}\n{T}", "{T} {B} {A}", "{T}（{N}）\n{L}{A}", "{N}: {A}, {T}", "{N}: {T}\n{A}", "{T} ({N})\n{A}. {V} {Y}",
)  # fmt: skip

_WITH = ("with ", "joint with ", "joint work with ", "with ", "With ")
_LABELS = ("Authors: ", "Authors:", "作者：", "论文作者：", "作者: ", "By ", "by ", "By: ", "Author(s): ", "作者\n")
_TITLE_LABELS = ("Title: ", "Title:", "标题：", "论文：", "Paper: ", "题目：", "论文标题：")
_NOTES = ("Best Paper", "Oral", "Full Paper", "Short Paper", "Spotlight", "Best Paper Runner Up", "🏆 Best Paper Award",
          "Outstanding Paper Award", "long paper", "Invited", "Contributed Talk", "Poster", "Honorable Mention")  # fmt: skip
_BADGES = ("[pdf]", "[PDF]", "[code]", "[Code]", "[bib]", "[BibTeX]", "[arXiv]", "[slides]", "[video]", "pdf", "PDF", "bib",
           "code", "[link]", "(pdf)", "[pdf, bib]", "[Project Page]", "[website]", "★", "🏆", "[paper]", "[demo]", "doi", "abs",
           "[Poster]", "Paper", "Code", "| Code", "GitHub", "(code)", "[论文]", "[代码]")  # fmt: skip


def badges(rng: random.Random) -> str:
    """One to four badges as they stand beside an item."""
    chosen = rng.sample(_BADGES, rng.choice((1, 1, 2, 2, 3, 4)))
    return rng.choice((" ", " ", "\t", " | ", " / ")).join(chosen)


def render_pattern(record: Record, number: int, rng: random.Random) -> Labelled:
    """`record` printed by pattern `number`; names and markup by a drawn style."""
    pattern = PATTERNS[number]
    style = drawn_style(rng.randrange(100_000))
    out = Builder()
    position = 0
    while position < len(pattern):
        if pattern[position] == "{":
            _part(out, pattern[position + 1], record, style, rng, pattern[:position])
            position += 3
        else:
            end = pattern.find("{", position)
            end = len(pattern) if end < 0 else end
            _between(out, pattern[position:end])
            position = end
    if rng.random() < 0.2:
        out.add(".")
    return out.done(f"pattern-{number}")


def _between(out: Builder, text: str) -> None:
    """Separators; the words in them belong to a field."""
    for words, label in (("et al.", "author"), ("in", "venue"), ("In", "venue"), ("by", "author"), ("来源", "venue"),
                         ("Joint work with", "author"), ("joint with", "author"), ("年", "year")):  # fmt: skip
        if words in text:
            head, _, tail = text.partition(words)
            out.add(head)
            out.add(words, label)
            out.add(tail)
            return
    out.add(text)


def _part(out: Builder, part: str, record: Record, style: Style, rng: random.Random, before: str) -> None:
    marks = dict(style.markup)
    if part == "T":
        out.add(record.title, "title", marks.get("title"))  # type: ignore[arg-type]
    elif part == "V":
        out.add(_venue(record), "venue", marks.get("venue"))  # type: ignore[arg-type]
    elif part == "Y":
        out.add(record.year or "2018", "year")
    elif part == "P":
        out.add(rng.choice(("pp. ", "pages ", "", "p. ", "")) + (record.pages or "12-19"), "pages")
    elif part == "B":
        out.add(badges(rng), "other", "link" if rng.random() < 0.5 else None)
    elif part == "L":
        out.add(rng.choice(_LABELS), "author")
    elif part == "Q":
        out.add(rng.choice(_TITLE_LABELS), "title")
    elif part == "R":
        out.add(remark(record.title, rng, chinese=record.chinese or "｜" in before or "址" in before), "note")
    elif part == "N":
        out.add(rng.choice(_NOTES), "note")
    elif part == "U":
        out.add(record.url or f"https://doi.org/{record.doi or '10.1000/182'}", "url")
    elif part == "C":
        out.add(rng.choice(("分类：cs.AI", "分类：cs.CL、cs.LG", "领域：NLP", "分类：cs.CV", "类型：数据集")), "note")
    elif part == "S":
        out.add(_supervisors(record, rng), "note")
    elif part == "F":
        person = record.authors[0]
        out.add(person.family if rng.random() < 0.6 else name_of(person, style, first=True), "author")
    else:
        if part == "W":
            out.add(rng.choice(_WITH), "author")
        _names(out, record, style, rng)


def _supervisors(record: Record, rng: random.Random) -> str:
    others = record.editors or record.authors[::-1]
    names = [f"{person.given} {person.family}".strip() for person in others]
    return str(rng.choice(material()["supervised"])).format(s=names[0], r=rng.choice(names))


def _venue(record: Record) -> str:
    return record.venue or record.publisher or "arXiv"


def _names(out: Builder, record: Record, style: Style, rng: random.Random) -> None:
    people = record.authors[: min(style.most, 20)]
    own = rng.randrange(len(people)) if people and "own" in dict(style.markup) else -1
    marked = rng.random() < 0.12
    affiliated = rng.random() < 0.05
    for index, person in enumerate(people):
        if index:
            last = index == len(people) - 1
            joiner = style.last if last and style.last else style.joiner
            if len(people) == 2 and joiner.startswith(", ") and len(joiner) > 2:
                joiner = joiner[1:]
            out.add(joiner, "author")
        name = name_of(person, style, first=index == 0)
        out.add(name, "author", "strong" if index == own else None)
        if marked and rng.random() < 0.5:
            out.add(rng.choice(("*", "†", "∗", " 1", "1", "¹", "‡", "#")), "author")
        if affiliated:
            out.add(rng.choice((" (MIT)", "（清华大学）", "（Meituan）", " (University of Oxford)", "（阿里）")), "author")
    if len(people) < len(record.authors):
        out.add(style.others.format(n=len(record.authors) - len(people)), "author")
