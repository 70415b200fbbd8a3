"""The page's markup without anything that runs, loads, or looks like a part of the report.

Ammonia (through nh3) decides what is safe, first over the page and again over what is shown.
"""

from __future__ import annotations

import re

import nh3

from extractor.document.markup import SILENT_TAGS

_CONTROLS = frozenset("button fieldset form label legend optgroup option select textarea".split())
"""Shown as what they hold: nothing can be pressed or filled in."""
BLOCK_TAGS = frozenset(
    "address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table caption tbody td "
    "tfoot th thead tr ul".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rt ruby s samp small span "
    "strong sub sup time tt u var wbr".split()
)
_SHOWN = BLOCK_TAGS | _INLINE
_CELL = frozenset(("colspan", "rowspan"))
_MARKS = frozenset("lang dir class data-b data-k data-e data-n".split())
_EARLY_END = re.compile(r"</\s*(?:html|body)\b[^<>]{0,500}>", re.IGNORECASE)


def safe_page(markup: str) -> str:
    """The page's body without scripts, styles, embedded things and foreign attributes.

    Addresses of links, texts that stand for images and what says that an element is hidden are
    kept for the marks; none of them is in the report.
    """
    return nh3.clean(
        _EARLY_END.sub("", markup),
        tags=set(_SHOWN | _CONTROLS | {"img"}),
        clean_content_tags=set(SILENT_TAGS - {"head", "rp", "param", "area", "col"})
        | {"title", "noscript"},
        attributes={
            "*": {"style", "hidden", "lang", "dir"},
            "a": {"href"},
            "img": {"alt"},
            "td": set(_CELL),
            "th": set(_CELL),
            "ol": {"start"},
        },
        link_rel=None,
    )


def safe_marked(markup: str) -> str:
    """The marked page: shown elements with the report's own marks, and nothing else."""
    return nh3.clean(
        markup,
        tags=set(_SHOWN),
        attributes={
            "*": set(_MARKS),
            "a": {"title"},
            "td": set(_CELL),
            "th": set(_CELL),
            "ol": {"start"},
        },
        link_rel=None,
    )


def safe_text(markup: str) -> str:
    """HTML made of the page's content: no images, no links that can be followed."""
    return nh3.clean(markup, tags=set(_SHOWN), attributes={}, link_rel=None)
