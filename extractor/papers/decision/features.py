"""What the decision looks at: numbers by name, of an entry, its text, its company and its page.

Nothing here names a site: hosts count only as the type of a link.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.papers.decision.company import company_features
from extractor.papers.decision.fields import field_features
from extractor.papers.decision.page import page_features
from extractor.papers.decision.place import place_features
from extractor.papers.decision.text import text_features
from extractor.papers.merge import Merged
from extractor.papers.sections import Context

Features = dict[str, float]


_WHOLE_PAGE = frozenset(("head_metadata",))
"""Finders whose entry is the page. It stands alone, in a long text with dates, buttons and lists:
what speaks against an item of a list says nothing there."""


def features_of(context: Context, proposals: Sequence[Merged]) -> list[Features]:
    """The features of each proposal; all values lie between 0 and 1."""
    page = page_features(context)
    own = [{**field_features(entry), **page, **_printed(context, entry)} for entry in proposals]
    company = company_features(context, proposals, own)
    return [
        features if _is_page(entry) else {**features, **beside}
        for entry, features, beside in zip(proposals, own, company, strict=True)
    ]


def _printed(context: Context, entry: Merged) -> Features:
    """Features of an entry's text and place."""
    if _is_page(entry):
        return {}
    return {**text_features(context, entry), **place_features(context, entry)}


def _is_page(entry: Merged) -> bool:
    return entry.candidate.finder in _WHOLE_PAGE
