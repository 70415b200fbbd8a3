"""The index: many pages as one table, with what they hold and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from extractor.report.overview import BINS, Overview, Row, overview
from extractor.report.parts import asset, hues, one_file

_COLUMNS = ("name", "kind", "reason")
"""Members of a failure that are shown."""
_MOST_FAILURES = 1000
_MOST_PAPERS = 200
_BAR = 160
_PLOT_WIDTH, _PLOT_HEIGHT = 400, 90


def render_index(
    name: str,
    results: Iterable[Mapping[str, Any]],
    failures: Iterable[Mapping[str, Any]],
    link: Callable[[Mapping[str, Any]], str | None] = lambda _result: None,
) -> str:
    """The index of results in the published shape as one HTML file; see `render_report`.

    `link`: the address of a result's report, as the index will see it, or None. Raises what
    reading the results raises, and what `overview` raises for another shape.
    """
    whole = overview(results, link=link)
    failed, failures_in_all = _first(failures)
    kinds = sorted(whole.removed)
    style = asset("common.css") + asset("index.css")
    style += "".join(f".k-{kind}{{--hue:{hue}}}\n" for kind, hue in hues(kinds).items())
    members = {
        "title": escape(name),
        "summary": _summary(whole, failures_in_all),
        "plot": _plot(whole.confidence),
        "kinds": _kinds(whole, kinds),
        "note": _note(whole),
        "rows": "".join(map(_row, whole.rows)),
        "failures": _failures(failed, failures_in_all),
    }
    return one_file("index.html", style, asset("index.js"), members)


def _first(failures: Iterable[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], int]:
    """The failures that are shown, and how many there are."""
    stream = iter(failures)
    shown = list(islice(stream, _MOST_FAILURES))
    return shown, len(shown) + sum(1 for _ in stream)


def _summary(whole: Overview, failures: int) -> str:
    removed = whole.removed.total()
    text = removed + whole.content
    facts = (
        ("pages", f"{whole.pages:,}"),
        ("papers", f"{whole.papers:,}"),
        ("of the text removed", f"{removed / text:.0%}" if text else "–"),
        ("failures", f"{failures:,}"),
    )
    return "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)


def _plot(counts: Sequence[int]) -> str:
    """How many entries have which confidence."""
    most, width = max(*counts, 1), _PLOT_WIDTH / BINS
    bars = []
    for number, count in enumerate(counts):
        height = count / most * _PLOT_HEIGHT
        bars.append(
            f'<rect x="{number * width + 1:.1f}" y="{_PLOT_HEIGHT - height:.1f}" '
            f'width="{width - 2:.1f}" height="{height:.1f}"><title>{number / BINS:.2f} to '
            f"{(number + 1) / BINS:.2f}: {count:,} entries</title></rect>"
        )
    return (
        f'<svg viewBox="0 0 {_PLOT_WIDTH} {_PLOT_HEIGHT}" role="img" '
        f'preserveAspectRatio="none" '
        f'aria-label="Entries by confidence">{"".join(bars)}</svg>'
    )


def _kinds(whole: Overview, kinds: Sequence[str]) -> str:
    total = whole.removed.total() or 1
    ordered = sorted(kinds, key=lambda kind: -whole.removed[kind])
    return "".join(
        f'<li class="k-{kind}"><i></i>{kind.replace("_", " ")} '
        f"<b>{whole.removed[kind] / total:.1%}</b></li>"
        for kind in ordered
    )


def _note(whole: Overview) -> str:
    if whole.pages == len(whole.rows):
        return ""
    return (
        f"The {len(whole.rows):,} pages with the least sure entries of {whole.pages:,} are shown."
    )


def _row(row: Row) -> str:
    lowest = "" if row.lowest is None else f"{row.lowest:.2f}"
    removed = sum(row.removed.values())
    share = removed / (removed + row.content) if removed + row.content else 0.0
    title = f"<span>{escape(row.title)}</span>" if row.title else ""
    return (
        f"<tr><td>{_papers(row, title)}</td>"
        f'<td data-v="{len(row.papers)}">{len(row.papers)}</td>'
        f'<td data-v="{lowest or 2}">{lowest or "–"}</td>'
        f'<td data-v="{row.content}">{row.content:,}</td>'
        f'<td data-v="{share:.4f}">{share:.0%} {_bar(row.removed, removed)}</td>'
        f'<td data-v="{row.warnings}">{row.warnings or ""}</td></tr>\n'
    )


def _papers(row: Row, title: str) -> str:
    name = escape(row.name)
    if row.link is not None:
        name = f'<a href="{escape(row.link)}">{name}</a>'
    head = f"<b>{name}</b>{title}"
    if not row.papers:
        return f"<div>{head}</div>"
    items = "".join(
        f"<li><i>{confidence:.2f}</i> {escape(text)}</li>"
        for text, confidence in row.papers[:_MOST_PAPERS]
    )
    return f"<details><summary>{head}</summary><ol>{items}</ol></details>"


def _bar(removed: Mapping[str, int], total: int) -> str:
    """The kinds of what was removed, side by side."""
    return (
        f'<svg viewBox="0 0 {_BAR} 10" aria-hidden="true">{"".join(_parts(removed, total))}</svg>'
    )


def _parts(removed: Mapping[str, int], total: int) -> Iterator[str]:
    place = 0.0
    for kind in sorted(removed, key=lambda kind: (-removed[kind], kind)):
        width = removed[kind] / (total or 1) * _BAR
        yield (
            f'<rect class="k-{kind}" x="{place:.1f}" width="{width:.1f}" height="10">'
            f"<title>{kind.replace('_', ' ')}: {removed[kind]:,}</title></rect>"
        )
        place += width


def _failures(failures: Sequence[Mapping[str, Any]], in_all: int) -> str:
    if not failures:
        return ""
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(str(each.get(name) or ''))}</td>" for name in _COLUMNS)
        + "</tr>"
        for each in failures
    )
    more = in_all - len(failures)
    rest = f"<p>and {more:,} more in failures.jsonl</p>" if more > 0 else ""
    return (
        f"<h2>Failures <span>{in_all:,}</span></h2><table><thead><tr><th>input</th>"
        f"<th>kind</th><th>reason</th></tr></thead><tbody>{rows}</tbody></table>{rest}"
    )
