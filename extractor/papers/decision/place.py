"""Features of where an entry stands: headings above it, and what its blocks were judged to be."""

from __future__ import annotations

from extractor.papers import evidence
from extractor.papers.merge import Merged
from extractor.papers.reference_heading import is_reference_heading
from extractor.papers.sections import (
    Context,
    headings_above,
    lists_no_papers,
    lists_papers,
    says_papers,
)


def place_features(context: Context, entry: Merged) -> dict[str, float]:
    """Features of the place of an entry."""
    blocks = entry.candidate.blocks
    first = blocks[0]
    above = [context.document.blocks[heading].text for heading in headings_above(context, first)]
    kinds = [context.kind(index) for index in blocks]
    return {
        "heading_none": float(not above),
        "heading_papers": float(any(map(says_papers, above))),
        "heading_nearest": float(bool(above) and says_papers(above[0])),
        "heading_references": float(any(map(is_reference_heading, above))),
        "heading_others": float(lists_no_papers(context, first)),
        "page_says_papers": float(lists_papers(context, first)),
        "judged_content": kinds.count("content") / len(kinds),
        "judged_links": kinds.count("link_list") / len(kinds),
        "judged_boilerplate": evidence.boilerplate_share(context, blocks),
        "judged_related": evidence.boilerplate_share(context, blocks, evidence.AGAINST_LABELLED),
    }
