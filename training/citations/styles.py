"""Citation styles: each a handful of choices, drawn by a seed or written down for a known style."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Style:
    """How a record is printed."""

    name: str
    order: tuple[str, ...] = ("authors", "title", "venue", "rest")
    """authors, year, title, venue (with what belongs to it), rest (publisher, doi, url, note)."""
    given: str = "full"
    """full, initials (`A. B.`), bare (`AB`), spaced (`A B`)."""
    inverted: str = "none"
    """none, first, all."""
    inverter: str = ", "
    joiner: str = ", "
    last: str = " and "
    """Before the last of several names."""
    most: int = 99
    """How many names are printed."""
    others: str = " et al."
    capitals: bool = False
    """Family names in capitals."""
    after: dict[str, str] = field(default_factory=dict)
    """Separator behind each part of the order; `. ` where not named."""
    year: str = "end"
    """end, authors (behind the authors), venue (behind the venue in brackets), glued (`CVPR 2017`),
    comma, none."""
    year_form: str = "{y}"
    quotes: tuple[str, str] = ("", "")
    stop_inside: bool = False
    """The separator behind a quoted title stands inside the quotes."""
    lead: str = "In "
    """Before the container of a paper in proceedings or a chapter."""
    numbers: str = "{v}({i})"
    """Volume and issue."""
    numbers_before: str = " "
    pages: str = "{p}"
    pages_before: str = ":"
    dash: str = "–"
    publisher: str = "{a}: {p}"
    """{a} address, {p} publisher."""
    publisher_shown: float = 1.0
    editors: str = ""
    """before: `A. Smith (Ed.), Venue`; behind: `Venue, edited by A. Smith`; empty: not shown."""
    editors_mark: str = "(Eds.)"
    doi: str = ""
    url: str = ""
    arxiv: str = "arXiv preprint arXiv:{n}"
    type_mark: str = ""
    """gb: `[J]`, `[C]//`."""
    sparse: float = 0.0
    """Share of details (volume, pages, publisher) that is left out."""
    end: str = "."
    markup: tuple[tuple[str, str], ...] = ()
    """(part, span type): title link, venue emphasis, own strong."""


_WESTERN_ORDERS = (
    (30, ("authors", "title", "venue", "rest")),
    (14, ("title", "authors", "venue", "rest")),
    (4, ("title", "venue", "authors", "rest")),
    (3, ("venue", "title", "authors", "rest")),
    (3, ("venue", "authors", "title", "rest")),
    (6, ("authors", "title")),
    (7, ("title", "authors")),
    (2, ("title", "venue", "rest")),
)


def known_styles() -> list[Style]:
    """Well-known styles."""
    apa = Style(
        "apa", given="initials", inverted="all", joiner=", ", last=", & ", most=7, others=", et al.",
        year="authors", year_form="({y})", lead="In ", numbers=", {v}({i})", numbers_before="",
        pages_before=", ", publisher="{p}", editors="before", doi="https://doi.org/{d}",
        markup=(("venue", "emphasis"),),
    )  # fmt: skip
    ieee = Style(
        "ieee", given="initials", last=", and ", most=6, quotes=("“", "”"), stop_inside=True,
        after={"authors": ", ", "title": " ", "venue": ", "}, lead="in ", numbers=", vol. {v}, no. {i}",
        numbers_before="", pages="pp. {p}", pages_before=", ", year="comma", doi="doi: {d}",
        markup=(("venue", "emphasis"),), publisher="{a}: {p}",
    )  # fmt: skip
    acm = Style(
        "acm", year="authors", last=", and ", numbers=" {v}, {i}", numbers_before="",
        pages_before=", ", publisher="{p}, {a}", doi="https://doi.org/{d}",
    )  # fmt: skip
    mla = Style(
        "mla", inverted="first", last=", and ", most=2, others=", et al.", quotes=("“", "”"),
        stop_inside=True, after={"title": " ", "venue": ", "}, lead="", numbers=", vol. {v}, no. {i}",
        numbers_before="", year="comma", pages="pp. {p}", pages_before=", ", publisher="{p}",
    )  # fmt: skip
    chicago = Style(
        "chicago", inverted="first", last=", and ", quotes=("“", "”"), stop_inside=True,
        after={"title": " "}, lead="In ", numbers=" {v}, no. {i}", numbers_before="", year="venue",
        year_form="({y})", pages_before=": ", editors="behind", doi="https://doi.org/{d}",
    )  # fmt: skip
    vancouver = Style(
        "vancouver", given="bare", inverted="all", inverter=" ", last=", ", most=6, others=", et al",
        lead="In: ", year="vancouver", numbers="{v}({i})", pages_before=":", dash="-",
        publisher="{a}: {p}", doi="doi:{d}", editors="before",
    )  # fmt: skip
    nature = Style(
        "nature", given="initials", inverted="all", last=" & ", most=5, others=" et al.",
        year="end", year_form="({y})", numbers=" {v}", numbers_before="", pages_before=", ",
        after={"venue": " "}, markup=(("venue", "emphasis"),),
    )  # fmt: skip
    acl = Style("acl", year="authors", last=", and ", pages="pages {p}", pages_before=", ",
                publisher="{a}. {p}", markup=(("title", "link"), ("venue", "emphasis")))  # fmt: skip
    lncs = Style(
        "lncs", given="initials", inverted="all", last=", ", after={"authors": ": "}, lead="In: ",
        pages="pp. {p}", pages_before=", ", numbers=" {v}({i})", numbers_before="", year="end",
        year_form="({y})", publisher="{p}, {a}", editors="before",
    )  # fmt: skip
    alpha = Style("alpha", last=", and ", numbers=", {v}({i})", numbers_before="",
                  pages_before=":", year="comma", publisher="{p}, {a}", doi="", editors="before")  # fmt: skip
    gb = Style(
        "gb7714", given="spaced", inverted="all", inverter=" ", last=", ", most=3, others=", et al",
        type_mark="gb", lead="//", numbers="{v}({i})", year="gb", pages_before=": ", dash="-",
        publisher="{a}: {p}", doi="DOI: {d}", capitals=True,
    )  # fmt: skip
    return [apa, ieee, acm, mla, chicago, vancouver, nature, acl, lncs, alpha, gb,
            replace(gb, name="gb7714-2", capitals=False, most=99),
            replace(gb, name="gb7714-3", capitals=False, inverted="none", given="full")]  # fmt: skip


def drawn_style(seed: int) -> Style:
    """A style drawn at random, the same for the same seed."""
    rng = random.Random(f"style {seed}")
    pick = rng.choice
    order = rng.choices([o for _, o in _WESTERN_ORDERS], [w for w, _ in _WESTERN_ORDERS])[0]
    separator = rng.choices((". ", ", ", ": ", " - ", " – ", " | ", "\n", " — ", "; ", " ", "\t"),
                            (40, 15, 4, 4, 3, 3, 22, 2, 1, 3, 1))[0]  # fmt: skip
    after = {
        part: separator if rng.random() < 0.7 else pick((". ", ", ", ": ", "\n", ". ", " "))
        for part in ("authors", "title", "venue")
    }
    if rng.random() < 0.1 and order[0] == "authors":
        after["authors"] = pick((": ", ". ", ", ", " "))
    quotes = rng.choices((("", ""), ("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'"), ("「", "」"),
                          ("《", "》"), ("«", "»"), ("``", "''")),
                         (60, 14, 14, 2, 1, 1, 2, 1, 1))[0]  # fmt: skip
    markup = []
    if rng.random() < 0.35:
        markup.append(("title", pick(("link", "link", "strong", "emphasis"))))
    if rng.random() < 0.4:
        markup.append(("venue", pick(("emphasis", "emphasis", "strong", "link"))))
    if rng.random() < 0.3:
        markup.append(("own", pick(("strong", "strong", "emphasis", "link"))))
    if rng.random() < 0.06:
        markup.append(("authors", pick(("emphasis", "strong", "link"))))
    return Style(
        name=f"drawn-{seed}",
        order=order,
        given=rng.choices(("full", "initials", "bare", "spaced", "joined", "none"), (58, 24, 5, 5, 5, 3))[0],
        inverted=rng.choices(("none", "first", "all"), (74, 6, 20))[0],
        inverter=pick((", ", ", ", " ")),
        joiner=rng.choices((", ", "; ", " and ", "、", " · ", " , ", "，", ","), (76, 7, 3, 3, 2, 1, 2, 3))[0],
        last=rng.choices((" and ", ", and ", " & ", ", & ", ""), (30, 25, 8, 4, 33))[0],
        most=rng.choices((99, 1, 2, 3, 5, 7), (70, 8, 4, 8, 6, 4))[0],
        others=pick((" et al.", ", et al.", " et al", ", et al", ", ...", ", …", " and others",
                     ", and {n} more authors", " 等", "等", " et. al.", ", and {n} others")),
        capitals=rng.random() < 0.03,
        after=after,
        year=rng.choices(("end", "authors", "venue", "glued", "comma", "none", "front", "vancouver"),
                         (22, 16, 14, 18, 18, 8, 2, 3))[0],
        year_form=rng.choices(("{y}", "({y})", "({m} {y})", "{m} {y}", "{y}, {m}", "[{y}]", "（{y}）", "({y}, {m})", "{y}年", "({y}).", "{m}, {y}"),
                              (50, 25, 4, 7, 2, 2, 1, 2, 1, 1, 2))[0],
        quotes=quotes,
        stop_inside=rng.random() < 0.4,
        lead=pick(("In ", "In ", "in ", "In: ", "", "", "", "Proc. ", "Proc. of ", "// ", "Presented at ",
                   "Accepted to ", "To appear in ", "In Proc. ", "@ ")),
        numbers=pick((" {v}({i})", ", {v}({i})", " {v}:{i}", ", vol. {v}, no. {i}", " vol. {v}", ", {v}", " {v}", ", Vol. {v}, Issue {i}", ", volume {v}", ", Vol {v}, No {i}", ", {v} ({i})", " {v}.{i}", " {v}, {i}", ", Vol.{v}, No.{i}", ", vol. {v}({i})", ", 第{v}卷第{i}期")),
        numbers_before="",
        pages=pick(("{p}", "{p}", "{p}", "pp. {p}", "pp. {p}", "pages {p}", "p. {p}", "pp.{p}", "Pages {p}", "pp {p}", "第{p}页", "({p})", "(pp. {p})")),
        pages_before=pick((":", ": ", ", ", ", ", ", ", " ", ". ")),
        dash=pick(("–", "-", "-", "--", " - ", "—", "~")),
        publisher=pick(("{p}", "{a}: {p}", "{p}, {a}", "{a}", "({p})", "{a}, {p}", "{p}. {a}", "{p}: {a}")),
        publisher_shown=pick((0.0, 0.2, 0.6, 1.0)),
        editors=pick(("", "", "", "before", "before", "behind")),
        editors_mark=pick(("(Eds.)", "(eds.)", "(Ed.)", "editors", "eds.", "(eds)", "(ed)", "(Editors)")),
        doi=pick(("", "", "", "doi:{d}", "https://doi.org/{d}", "DOI: {d}", "{d}", "doi: {d}", "DOI {d}", "(doi: {d})", "https://dx.doi.org/{d}")),
        url=pick(("", "", "", "{u}", "URL {u}", "Available at: {u}", "Retrieved from {u}", "[Online]. Available: {u}", "Available: {u}", "{u} (accessed {m} {y})", "{u}, last accessed {y}")),
        arxiv=pick(("arXiv preprint arXiv:{n}", "arXiv:{n}", "arXiv", "arXiv {n}", "arXiv preprint", "ArXiv abs/{n}", "arXiv:{n} [cs.LG]", "CoRR abs/{n}", "(arXiv:{n})", "arXiv e-prints", "arXiv, ")),
        sparse=pick((0.0, 0.3, 0.6, 0.9, 1.0)),
        end=pick((".", ".", "", "", "")),
        markup=tuple(markup),
    )  # fmt: skip


def drawn_chinese_style(seed: int) -> Style:
    """A style of Chinese pages drawn at random."""
    rng = random.Random(f"chinese style {seed}")
    pick = rng.choice
    base = drawn_style(seed + 500_000)
    wide = rng.random() < 0.5
    stop = pick(("．", "。", "，")) if wide else pick((". ", ".", ", ", "\n", " "))
    gb = rng.random() < 0.5
    return replace(
        base,
        name=f"chinese-{seed}",
        order=pick((("authors", "title", "venue", "rest"),) * 4
                   + (("title", "authors", "venue", "rest"), ("title", "authors"),)),
        given=pick(("spaced", "full", "initials")),
        inverted=pick(("all", "none")),
        inverter=" ",
        joiner=pick(("，", "、", ",", ", ", "; ", "；", " ", "，")) if wide else pick((", ", ",", "、", " ", "; ", "，")),
        last="",
        most=pick((99, 99, 3, 3, 1)),
        others=pick(("，等", ",等", ", 等", "等", " 等", "等人", ", et al")),
        after={"authors": pick((stop, "：", ": ", stop, ".")), "title": stop, "venue": stop},
        quotes=pick((("", ""),) * 6 + (("《", "》"), ("“", "”"), ("「", "」"))),
        type_mark="gb" if gb else "",
        lead=pick(("//", "// ", "见：", "", "In: ")) if gb else pick(("", "", "载于", "载")),
        year="gb" if gb else pick(("comma", "end", "venue", "glued", "front", "authors")),
        year_form=pick(("{y}", "({y})", "（{y}）", "{y}年", "{y}")),
        numbers=pick(("{v}({i})", "{v}（{i}）", "第{v}卷第{i}期", "{v}卷{i}期", "{v}, {i}", "Vol.{v}, No.{i}", "{v}({i})")),
        numbers_before="" if gb else pick((", ", "，", " ", "")),
        pages=pick(("{p}", "{p}", "第{p}页", "pp.{p}", "{p}页")),
        pages_before=pick((":", "：", ": ", "，", ", ")),
        dash=pick(("-", "-", "–", "~", "－")),
        publisher=pick(("{a}: {p}", "{a}：{p}", "{a}:{p}", "{p}", "{p}, {a}")),
        publisher_shown=pick((0.5, 1.0)),
        editors="",
        end=pick((".", "。", "．", "", "")),
    )  # fmt: skip
