"""The vocabulary of HTML that reading blocks needs (HTML Living Standard, sections 4 and 15.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from extractor.records import Form, SpanType

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol optgroup option p pre search section select summary table tbody td textarea tfoot "
    "th thead tr ul listing xmp plaintext".split()
)
"""Elements that start and end a line of text."""

SILENT_TAGS = frozenset(
    "script style template noscript noframes noembed iframe object embed applet svg canvas audio "
    "video datalist head rp param area map colgroup col".split()
)
"""Elements whose text a reader does not see."""

VOID_TAGS = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont frame".split()
)

HEADING_TAGS = frozenset(f"h{level}" for level in range(1, 7))

FORM_OF_TAG: Mapping[str, Form] = MappingProxyType(
    {
        **dict.fromkeys(HEADING_TAGS, "heading"),
        "li": "item",
        "dt": "term",
        "dd": "definition",
        "pre": "preformatted",
        "textarea": "preformatted",
        "listing": "preformatted",
        "xmp": "preformatted",
        "plaintext": "preformatted",
        "figcaption": "caption",
        "caption": "caption",
        "legend": "caption",
        "option": "option",
    }
)

SPAN_OF_TAG: Mapping[str, SpanType] = MappingProxyType(
    {
        "a": "link",
        "b": "strong",
        "strong": "strong",
        "i": "emphasis",
        "em": "emphasis",
        "cite": "emphasis",
        "dfn": "emphasis",
        "var": "emphasis",
        "code": "code",
        "kbd": "code",
        "samp": "code",
        "tt": "code",
        "sup": "superscript",
        "sub": "subscript",
    }
)

IMAGE_ADDRESSES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-url",
    "src",
)
"""Attributes that hold an image's address; the lazy ones first, as `src` is then a placeholder."""

RENDERED_MATH_CLASSES = frozenset(
    "MathJax MathJax_Display MathJax_Preview MathJax_SVG MathJax_SVG_Display MathJax_CHTML "
    "mjx-chtml mjx-container MathJax_Error".split()
)
"""What MathJax 2 draws beside the TeX source that it keeps in a script."""

MATH_CLASSES = frozenset("katex mwe-math-element".split())
"""Wrappers that hold MathML with its TeX source, and a drawing of the same."""

MATH_TAGS = frozenset(("math", "mjx-container"))

_NUMBERS = frozenset("lineno linenos".split())
_GUTTERS = _NUMBERS | frozenset("gutter line-numbers line-numbers-rows rouge-gutter".split())
GUTTER_CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {**dict.fromkeys(("span", "td", "th"), _GUTTERS), "pre": _NUMBERS}
)
"""By tag, columns of line numbers beside code: drawn, but no part of it. On other elements the same
names mean other things: space between the columns of a page, code that is to be numbered."""

CODE_WRAPPER_CLASSES = frozenset("highlight code-block codeblock sourceCode hljs".split())
"""Wrappers of code that name its language beside this class (Hexo, Octopress, Pandoc)."""

SHADOW_ROOT = "shadowrootmode"
"""The attribute of a template whose inside is shown (HTML Living Standard, section 4.12.3)."""

STREAMED_ID = re.compile(r"[\w:-]{0,40}S:[0-9a-f]{1,8}")
"""Ids of the hidden elements in which React sends what it puts in its place when it has come."""


_ASCII_SPACE = bytes(code for code in range(128) if chr(code).isspace())


def visible_length(text: str) -> int:
    """How many characters of `text` are no white space."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _ASCII_SPACE))
    return sum(map(len, text.split()))
