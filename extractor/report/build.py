"""The report: one file with the page, its blocks, its entries, and nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from extractor.formats._markdown_html import markdown_html
from extractor.pipeline import Stages
from extractor.records import PageResult
from extractor.report.entries import cards
from extractor.report.mark import marked_page
from extractor.report.parts import asset, hues, one_file, script_data
from extractor.report.plain import marked_text
from extractor.report.sanitise import safe_text


@dataclass(frozen=True, slots=True)
class Additions:
    """What a report gets that is more than a report."""

    style: str = ""
    script: str = ""
    bar: str = ""
    """HTML that stands below everything else."""
    policy: str = ""
    """More of the content security policy."""
    kinds: Sequence[str] = ()
    """Kinds that texts of the page may be given."""


def render_report(stages: Stages, additions: Additions = Additions()) -> str:
    """The report of one page as HTML.

    Its content security policy allows the one script and the one style that stand in it, by their
    hashes, and nothing else: no request, no form, no frame.
    """
    result, document = stages.result, stages.document
    entries = {
        block: number
        for number, paper in enumerate(result.papers, start=1)
        for block in paper.blocks
    }
    kinds = _kinds(stages)
    show = marked_text if document.media_type == "text/plain" else marked_page
    shown = show(stages.decoded.text, document.blocks, kinds, entries)
    counts = Counter(kinds)
    rules = _kind_rules(sorted({*counts, *additions.kinds}))
    style = asset("common.css") + asset("report.css") + rules + additions.style
    members = {
        "language": escape(result.page.language or "en"),
        "title": escape(result.page.title or result.source.name),
        "source": _source(result),
        "chips": _chips(counts),
        "page": shown,
        "clean": safe_text(markdown_html(result.content.markdown)),
        "facts": _facts(result),
        "warnings": "".join(f"<li>{escape(warning)}</li>" for warning in result.warnings),
        "cards": cards(result) or '<p class="none">No papers were found on this page.</p>',
        "count": len(result.papers),
        "data": _data(stages, kinds, entries),
        "bar": additions.bar,
        "policy": additions.policy,
    }
    return one_file("report.html", style, asset("report.js") + additions.script, members)


def _kinds(stages: Stages) -> list[str]:
    """The kind of every block as settled: those of entries are content."""
    content = frozenset(stages.partition.content)
    return [
        "content" if index in content else judgement.kind
        for index, judgement in enumerate(stages.judgements)
    ]


def _data(stages: Stages, kinds: Sequence[str], entries: Mapping[int, int]) -> str:
    """What the script says about a block: evidence and confidence, each evidence once."""
    evidence: dict[str, int] = {}
    blocks = []
    for index, judgement in enumerate(stages.judgements):
        reason = judgement.evidence
        if kinds[index] != judgement.kind:
            whose = f"entry {entries[index]}" if index in entries else "the page's own structure"
            reason = f"belongs to {whose}; alone it would be {judgement.kind}: {reason}"
        blocks.append((evidence.setdefault(reason, len(evidence)), round(judgement.confidence, 2)))
    return script_data({"evidence": list(evidence), "blocks": blocks})


def _chips(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts, key=lambda kind: (kind != "content", -counts[kind], kind))
    return "".join(
        f'<button type="button" class="chip" data-kind="{kind}" aria-pressed="true">'
        f"{kind.replace('_', ' ')} <b>{counts[kind]}</b></button>"
        for kind in ordered
    )


def _kind_rules(kinds: Sequence[str]) -> str:
    """A hue for each kind, and what hides it."""
    rules = [
        f'[data-k="{kind}"],[data-kind="{kind}"]{{--hue:{hue}}}\n'
        for kind, hue in hues(kinds).items()
    ]
    rules += [f'[data-off~="{kind}"] [data-k="{kind}"]{{display:none}}\n' for kind in kinds]
    return "".join(rules)


def _source(result: PageResult) -> str:
    source = result.source
    size = f"{source.bytes / 1000:,.0f} kB" if source.bytes >= 1000 else f"{source.bytes} bytes"
    return escape(f"{source.name} · {source.media_type} · {source.encoding} · {size}")


def _facts(result: PageResult) -> str:
    page = result.page
    facts = (
        ("Author", page.author),
        ("Date", page.date),
        ("Site", page.site),
        ("Address", unquote(page.url or "")),
        ("Language", page.language),
    )
    return "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
