"""What the templates of sites add to the choice of main content.

    python -m benchmarks.site_templates made [--pages 200]
    python -m benchmarks.site_templates real --data WCXB --folds FOLDS \
        --scorer ../shared/bench/score_content.py

`made` writes a site of invented posts in English and in Chinese. Its frame has no telling names and
runs in whole sentences; every tenth post stands at two addresses; all share three headings. Lines
kept and dropped are counted with and without the site's template. `real` reads pages in the WCXB
layout whose hosts have several: every page with the other pages of its host, judged by the model of
the fold that its site was left out of.
"""

from __future__ import annotations

import argparse
import random
import runpy
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.content import fold_models
from extractor.batch.sites.samples import rank_of, site_of
from extractor.boilerplate.learned import model
from extractor.boilerplate.site_template import SiteTemplate, Trace, template_of
from extractor.options import Options
from extractor.pipeline import run_stages, run_trace
from extractor.records import Source
from training.judge.corpus import Page, fold_of, wcxb_pages

_DATA = tomllib.loads(Path(__file__).with_name("data").joinpath("site.toml").read_text("utf-8"))
_OPTIONS = Options()


@dataclass(frozen=True)
class Made:
    """A page whose lines are known."""

    source: Source
    content: tuple[str, ...]
    frame: tuple[str, ...]


def site(language: str, count: int, seed: int = 1) -> Iterator[Made]:
    """The posts of one site; every tenth comes again at a second address."""
    words = _DATA[language]
    draw = random.Random(seed)  # noqa: S311 - invented text, no secrets
    posts = [_post(words, number, draw) for number in range(count)]
    for number, (title, lines) in enumerate(posts):
        links = [posts[draw.randrange(count)][0] for _ in range(6)]
        yield _page(language, f"{number}", title, lines, links, draw)
        if number % 10 == 9:
            yield _page(language, f"{number}?print=1", title, lines, links, draw)


def _post(words: dict[str, Any], number: int, draw: random.Random) -> tuple[str, list[str]]:
    title = f"{draw.choice(words['things']).capitalize()} {number + 1}"
    lines = []
    for heading in words["series"]:
        lines.append(f"## {heading}")
        for _ in range(draw.randint(1, 3)):
            sentences = [_sentence(words, draw) for _ in range(draw.randint(2, 4))]
            lines.append((words["stop"].join(sentences) + words["stop"]).strip())
    return title, lines


def _sentence(words: dict[str, Any], draw: random.Random) -> str:
    start, actor, act, thing, end = (
        draw.choice(words[part]) for part in ("starts", "actors", "acts", "things", "ends")
    )
    space = " " if words["comma"].endswith(" ") else ""
    return f"{start}{space}{actor}{space}{act}{space}{thing}{words['comma']}{end}"


def _page(
    language: str,
    path: str,
    title: str,
    lines: Sequence[str],
    links: Sequence[str],
    draw: random.Random,
) -> Made:
    words = _DATA[language]
    counter = words["counter"].format(draw.randrange(100, 9999), draw.randrange(1, 99))
    before, after = words["frame_before"], [*words["frame_after"], counter]
    menu = "".join(f'<a href="/{n}">{text}</a> ' for n, text in enumerate(words["menu"]))
    body = "".join(
        f"<h3>{line[3:]}</h3>" if line.startswith("## ") else f"<p>{line}</p>" for line in lines
    )
    other = "".join(f'<p><a href="/p/{n}">{text}</a></p>' for n, text in enumerate(links))
    html = (
        f"<html><head><title>{title} - {words['name']}</title></head><body><div>{menu}</div><div>"
        f"{''.join(f'<p>{line}</p>' for line in before)}<h1>{title}</h1>{body}"
        f"{''.join(f'<p>{line}</p>' for line in after)}{other}</div></body></html>"
    )
    source = Source(path, html.encode(), f"https://{language}.shed.example/p/{path}")
    plain = tuple(line.removeprefix("## ") for line in lines)
    return Made(source, (title, *plain), (*before, *after))


def made(count: int) -> None:
    """Prints which lines stay and go."""
    print("| site | template | content lines kept | frame lines dropped | evidence |")
    print("| --- | --- | --- | --- | --- |")
    for language in _DATA:
        pages = list(site(language, count))
        traces = sorted(
            (rank_of(page.source.data), run_trace(page.source, _OPTIONS)[1]) for page in pages
        )
        # The first pass of a batch: the pages with the smallest hashes.
        template = template_of(trace for _, trace in traces[:60])
        for used in (None, template):
            _row(language, pages, used)


def _row(language: str, pages: Sequence[Made], template: SiteTemplate | None) -> None:
    kept = dropped = content = frame = 0
    evidence = ""
    for page in pages:
        result = run_stages(page.source, _OPTIONS, lambda _url: template).result
        lines = {line.removeprefix("# ") for line in result.content.text.splitlines()}
        content += len(page.content)
        kept += sum(line in lines for line in page.content)
        frame += len(page.frame)
        dropped += sum(line not in lines for line in page.frame)
        said = [each.evidence for each in result.removed if each.evidence.startswith("template")]
        evidence = evidence or next(iter(said), "").split(";")[0]
    name = "with" if template else "without"
    print(
        f"| {language}, {len(pages)} pages | {name} | {kept / content:.4f} | {dropped / frame:.4f} "
        f"| {evidence} |", flush=True,
    )  # fmt: skip


def real(data: Path, folds: Path, scorer: Path) -> None:
    """Prints F1 with and without templates, by how many pages the host has."""
    bag_f1 = runpy.run_path(str(scorer))["bag_f1"]
    models = fold_models(folds)
    hosts: dict[str, list[tuple[Page, Trace]]] = defaultdict(list)
    for page in wcxb_pages(data):
        host = site_of(page.url)
        if host is not None:
            url = page.url
            hosts[host].append((page, run_trace(Source(page.name, page.data, url), _OPTIONS)[1]))
    changes: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for pages in hosts.values():
        ordered = sorted(pages, key=lambda pair: rank_of(pair[0].data))
        template = template_of(trace for _, trace in ordered)
        if template is None:
            continue
        for page, _ in pages:
            if not page.main:
                continue
            chosen = models[fold_of(page.site, len(models))]
            with patch.object(model, "packaged", lambda chosen=chosen: chosen):
                scores = [bag_f1(_text(page, used), page.main)[0] for used in (None, template)]
            for group in ("all", f"hosts of {'3 to 5' if len(pages) < 6 else '6 and more'}"):
                changes[group].append((scores[0], scores[1]))
            changes[page.type].append((scores[0], scores[1]))
    print("| pages | number | F1 without | F1 with | better | worse |")
    print("| --- | --- | --- | --- | --- | --- |")
    for group, pairs in sorted(changes.items()):
        one, other = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        better = sum(after - before > 0.005 for before, after in pairs)
        worse = sum(before - after > 0.005 for before, after in pairs)
        print(f"| {group} | {len(pairs)} | {one:.4f} | {other:.4f} | {better} | {worse} |")


def _text(page: Page, template: SiteTemplate | None) -> str:
    source = Source(page.name, page.data, page.url)
    return run_stages(source, _OPTIONS, lambda _url: template).result.content.text


def main() -> int:
    """1 where data is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("made")
    one.add_argument("--pages", type=int, default=200)
    other = commands.add_parser("real")
    for name in ("--data", "--folds", "--scorer"):
        other.add_argument(name, type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "made":
        made(arguments.pages)
        return 0
    for path in (arguments.data, arguments.folds, arguments.scorer):
        if not path.exists():
            print(f"SKIPPED: {path} is not there", file=sys.stderr)
            return 1
    real(arguments.data, arguments.folds, arguments.scorer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
