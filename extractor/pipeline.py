"""The way of a page: bytes, text, blocks, judgements, entries, result.

A pure function of (source, options, the template of the page's site where a batch found one): it
reads no file but its packaged data, opens no socket, and keeps nothing from one page to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from extractor.boilerplate.judge import content_blocks, judged_page, judgements, with_template
from extractor.boilerplate.site_template import SiteTemplate, Trace, trace
from extractor.content.markdown import render_markdown
from extractor.content.text import render_text
from extractor.deadline import check_time, limited_time
from extractor.document.build import build_document
from extractor.options import Options
from extractor.page.read import read_page
from extractor.papers.resolve import find_papers
from extractor.records import (
    Content,
    Decoded,
    Document,
    Judgement,
    PageResult,
    Partition,
    Source,
    SourceInfo,
)
from extractor.settle import removed_runs, settle
from extractor.source.decode import decode, decoded_from_str

Templates = Callable[[str | None], SiteTemplate | None]
"""From a page's own address to the template of its site."""


@dataclass(frozen=True, slots=True)
class Stages:
    """What the stages made of one page, for those who show how its result came about."""

    decoded: Decoded
    document: Document
    judgements: tuple[Judgement, ...]
    """One for each block."""
    partition: Partition
    result: PageResult


def run(source: Source, options: Options) -> PageResult:
    """Everything about one page.

    Raises InputError for bytes that are no page, LimitError over a limit, UsageError for an
    unknown encoding in the options.
    """
    return run_stages(source, options).result


def run_stages(source: Source, options: Options, templates: Templates | None = None) -> Stages:
    """The same, with what each stage made; `templates` knows what the page's site repeats."""
    with limited_time(source.name, options.max_seconds):
        return _read(source, decode(source, options), options, templates)


def run_trace(source: Source, options: Options) -> tuple[str | None, Trace]:
    """The page's own address and what the template of its site is made of.

    Raises what `run` raises.
    """
    with limited_time(source.name, options.max_seconds):
        document = build_document(decode(source, options), source.url, options, for_content=True)
        return document.url, trace(document)


def run_text(text: str, source: Source, options: Options) -> PageResult:
    """The same for a page that is already text; `source` names it."""
    with limited_time(source.name, options.max_seconds):
        return _read(source, decoded_from_str(text, source.media_type), options).result


def run_main_text(source: Source, options: Options) -> str:
    """The main content as plain text, and nothing else: no papers, no page info, no kinds.

    Raises what `run` raises.
    """
    with limited_time(source.name, options.max_seconds):
        document = build_document(decode(source, options), source.url, options, for_content=True)
        return render_text(document, content_blocks(document, options.content))


def _read(
    source: Source, decoded: Decoded, options: Options, templates: Templates | None = None
) -> Stages:
    document = build_document(decoded, source.url, options)
    check_time()
    judged_by_itself = judged_page(document, options, html=decoded.text)
    judged = judgements(judged_by_itself)
    check_time()
    entries = find_papers(document, judged, options)
    template = templates(document.url) if templates is not None else None
    if template is not None:
        # After the papers: what several pages of a site list is an entry on each of them.
        judged = judgements(with_template(judged_by_itself, template))
    partition = settle(judged, entries.papers, entries.anchored)
    check_time()
    page = read_page(document, partition, entries, judged)
    check_time()
    result = PageResult(
        source=_info(source, decoded),
        page=page,
        papers=entries.papers,
        content=Content(
            text=render_text(document, partition.content),
            markdown=render_markdown(document, partition.content),
        ),
        removed=removed_runs(document, judged, partition.removed),
        warnings=(*decoded.warnings, *document.warnings, *entries.warnings),
    )
    return Stages(decoded, document, judged, partition, result)


def _info(source: Source, decoded: Decoded) -> SourceInfo:
    data = source.data or decoded.text.encode("utf-8", "replace")
    return SourceInfo(
        name=source.name,
        url=source.url,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=decoded.media_type,
        encoding=decoded.encoding,
        encoding_found_by=decoded.encoding_found_by,
        replaced_bytes=decoded.replaced_bytes,
        bytes=len(data),
    )
