"""Pages made to hang or to break readers: one function a shape, which repeats it to a size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

Make = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of page; `make(size)` gives about `size` characters of it."""

    name: str
    make: Make


def _repeated(unit: str) -> Make:
    return lambda size: unit * max(1, size // len(unit))


def _numbered(unit: str) -> Make:
    """The unit with its number in it, so that no two are the same."""

    def make(size: int) -> str:
        return "".join(_until(size, unit))

    return make


def _until(size: int, unit: str) -> Iterator[str]:
    length = 0
    for number in count(1):
        if length >= size:
            return
        piece = unit.replace("#", str(number))
        length += len(piece)
        yield piece


def _inside(before: str, make: Make, after: str = "") -> Make:
    return lambda size: before + make(size) + after


def _halves(first: Make, second: Make) -> Make:
    """One thing, then another: what the first leaves open is open in all of the second."""
    return lambda size: first(size // 2) + second(size // 2)


def _nested(tag: str, inner: str = "") -> Make:
    """Elements inside each other, opened and closed."""

    def make(size: int) -> str:
        depth = max(1, size // (2 * len(tag) + 5 + len(inner)))
        return f"<{tag}>{inner}" * depth + "text" + f"</{tag}>" * depth

    return make


def _one_tag(attribute: str) -> Make:
    return _inside("<p ", _numbered(attribute), ">text</p>")


_LINK = '<a href="/p/#.html">On the motion of river # in sand</a>'
_WORK = "Lima A., Chen B. On the motion of river # in sand. Journal of Rivers, 12(3): 4-9, 2019."
_LABELS = "Title: On river #\nAuthors: Ana Lima, Bo Chen\nAbstract: We follow river # to the sea.\n"
_READING = '<a href="https://doi.org/10.1000/a.#">On the motion of river # in sand</a>; '
_PROSE = "The river rose for a week, and those who live beside it had left their houses by then."
_CARDS = (
    '<div class="row#">'
    + '<div class="card"><a href="/#.html">River #</a><p>It rose again.</p></div>' * 4
    + "</div>"
)

_MARKUP: Mapping[str, Make] = {
    "one line of words": _repeated("word "),
    "one line without a space": _repeated("w"),
    "one line of digits": _repeated("1"),
    "one line of Chinese": _repeated("论文题目"),
    "one line of commas": _repeated("Ana Lima, "),
    "one line of initials": _repeated("A. "),
    "one line of labels": _repeated("Title: "),
    "one line of labels in Chinese": _repeated("作者："),
    "one line of years": _repeated("(2019). "),
    "one line of brackets": _repeated("("),
    "one line of quotes": _repeated('"'),
    "one line of dots": _repeated("."),
    "one line of addresses": _numbered("https://a.example/# "),
    "one line of DOIs": _numbered("10.1000/a.# "),
    "one line of stars": _repeated("*a_ "),
    "one line of dollars": _repeated("$x "),
    "one line of backticks": _repeated("`"),
    "one line of citations": _numbered(_WORK + " "),
    "one line of formulas": _numbered("$x_#^2$ "),
    "one line of code elements": _numbered("<code>x#</code> "),
    "one line of strong words": _numbered("<b>x#</b> y "),
    "one line of nested emphasis": _numbered("<b>x<i>y#</i></b> "),
    "one line of links with code": _numbered('<a href="/#"><code>x</code></a> '),
    "one line of images in links": _numbered('<a href="/#"><img src="/#.png" alt="x"></a> '),
    "one line of MathML": _numbered("<math><mi>x</mi><mn>#</mn></math> "),
    "one line of superscripts": _numbered("Ana Lima<sup>#</sup>, "),
    "one line of numbered items": _numbered("(#) item "),
    "one line of BibTeX": _numbered("@article{r#, title={On river #}, author={Lima}, year=2019} "),
    "one line of DOI addresses": _numbered("https://doi.org/10.1000/a.# "),
    "one line of names in Chinese": _repeated("张三、李四，"),
    "one line of book titles in Chinese": _numbered("张三《河流#的运动》，"),
    "one long address": _inside('<a href="http://a.example/', _repeated("x/"), '">text</a>'),
    "br": _repeated("x<br>"),
    "br without text": _repeated("<br>"),
    "br between citations": _numbered(_WORK + "<br>"),
    "br between labels": _numbered(_LABELS.replace("\n", "<br>")),
    "paragraphs": _numbered("<p>Text # of the page.</p>"),
    "paragraphs all the same": _repeated("<p>The same text again.</p>"),
    "paragraphs below one heading": _inside("<h2>Notes</h2>", _numbered("<p>Text # of it.</p>")),
    "rows of cards below an article": _halves(_numbered(f"<p>{_PROSE} #</p>"), _numbered(_CARDS)),
    "headings": _numbered("<h2>Heading #</h2>"),
    "headings with years": _numbered("<h2># (2019)</h2><p>Text</p>"),
    "headings of one label": _repeated("<h2>总结</h2><p>Text</p>"),
    "empty elements": _repeated("<i></i>"),
    "children of one node": _repeated("<b>x</b>"),
    "links": _numbered(_LINK + " "),
    "links in items": _numbered(f"<li>{_LINK}</li>"),
    "links in paragraphs": _numbered(f"<p>{_LINK}</p>"),
    "links to here": _numbered('<a href="##">Section #</a><h2 id="#">Section #</h2>'),
    "images": _numbered('<img src="/#.png" alt="picture #">'),
    "citations": _numbered(f"<p>{_WORK}</p>"),
    "citations in items": _numbered(f"<li>{_WORK}</li>"),
    "citations below a heading": _inside("<h2>References</h2>", _numbered(f"<p>[#] {_WORK}</p>")),
    "labels": _numbered("".join(f"<p>{line}</p>" for line in _LABELS.split("\n") if line)),
    "titles with persons": _numbered("<h3>On the motion of river #</h3><p>Ana Lima, Bo Chen</p>"),
    "definitions": _numbered("<dt>On river #</dt><dd>Ana Lima, 2019</dd>"),
    "works in one item": _inside("<li>Readings: ", _numbered(_READING), "</li>"),
    "works in one cell": _inside("<table><tr><td>1</td><td>", _numbered(_READING), "</table>"),
    "works in lines of one cell": _inside(
        "<table><tr><th>Date</th><th>Readings</th></tr><tr><td>1</td><td>",
        _numbered(_READING.replace(";", "<br>")),
        "</td></tr></table>",
    ),
    "definitions of one term": _inside("<dl><dt>Rivers</dt>", _numbered("<dd>Text # of it.</dd>")),
    "div nested": _nested("div"),
    "div nested with text": _nested("div", "text"),
    "font nested": _nested("font", "x"),
    "b nested": _nested("b", "x"),
    "lists nested": _nested("ul", "<li>x"),
    "tables nested": _nested("table", "<tr><td>x"),
    "svg nested": _nested("svg"),
    "math nested": _nested("math", "x"),
    "unclosed div": _repeated("<div>x"),
    "unclosed b": _repeated("<b>x"),
    "unclosed b, then paragraphs": _halves(_repeated("<b>"), _repeated("<p>x</p>")),
    "unclosed spans with names, then paragraphs": _halves(
        _repeated('<span class="title">'), _repeated("<p>x</p>")
    ),
    "unclosed div, then paragraphs": _halves(_repeated("<div>"), _repeated("<p>x</p>")),
    "unclosed links": _numbered('<a href="/#">x'),
    "unclosed tables": _repeated("<table><tr><td>x"),
    "unclosed p with font": _repeated("<p><font>x"),
    "end tags of nothing": _repeated("</div>x"),
    "unclosed div, then end tags of nothing": _halves(_repeated("<div>"), _repeated("</p>x")),
    "crossed tags": _repeated("<b><i>x</b></i>"),
    "less-than signs": _repeated("<"),
    "tag starts": _repeated("<a "),
    "tag starts, numbered": _numbered("<a# "),
    "comment starts": _repeated("<!--"),
    "comments": _repeated("<!-- x -->"),
    "script starts": _repeated("<script>"),
    "style starts": _repeated("<style>"),
    "textarea starts": _repeated("<textarea>"),
    "title starts": _repeated("<title>"),
    "end tags half": _repeated("</html "),
    "CDATA starts": _repeated("<![CDATA["),
    "processing starts": _repeated("<?x "),
    "doctypes": _repeated("<!DOCTYPE html>"),
    "NUL bytes": _repeated("\0x"),
    "attributes without value": _one_tag("a# "),
    "attributes with value": _one_tag('a#="x" '),
    "attributes with angle brackets": _one_tag('a#=">" '),
    "data attributes with records": _one_tag('data-a#="@article{a#, title={x}}" '),
    "classes": _inside('<p class="', _numbered("c# "), '">text</p>'),
    "styles": _inside('<p style="', _repeated("display "), '">text</p>'),
    "entities": _repeated("&amp;"),
    "entities unknown": _repeated("&x"),
    "entities of numbers": _repeated("&#1;"),
    "entity declared": lambda size: (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + _repeated("&b;")(size)
    ),
    "meta": _numbered('<meta name="citation_author" content="Lima, Ana #">'),
    "meta of a reference": _numbered(
        '<meta name="citation_reference" content="citation_title=On river #;citation_author=A">'
    ),
    "JSON-LD nested": lambda size: (
        '<script type="application/ld+json">'
        + '{"a":[' * (size // 10)
        + "]}" * (size // 10)
        + "</script>"
    ),
    "JSON-LD items": lambda size: (
        '<script type="application/ld+json">['
        + _numbered('{"@type":"ScholarlyArticle","name":"On river #","author":"Ana Lima"},')(size)
        + "{}]</script>"
    ),
    "JSON-LD scripts": _numbered(
        '<script type="application/ld+json">{"@type":"ScholarlyArticle","name":"On river #"}'
        "</script>"
    ),
    "microdata nested": _repeated(
        '<div itemscope itemtype="http://schema.org/ScholarlyArticle" itemprop="citation">x'
    ),
    "microdata": _numbered(
        '<div itemscope itemtype="http://schema.org/ScholarlyArticle"><b itemprop="name">On river #'
        "</b></div>"
    ),
    "COinS": _numbered(
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=On+river+#&amp;'
        'rft.au=Lima&amp;rft.genre=article"></span>'
    ),
    "BibTeX": _inside(
        "<pre>", _numbered("@article{r#, title={On river #}, author={Lima}, year=2019}\n"), "</pre>"
    ),
    "BibTeX braces": _inside("<pre>@article{a, title={", _repeated("{"), "</pre>"),
    "BibTeX starts": _inside("<pre>", _repeated("@article{a, title={x\n"), "</pre>"),
    "RIS": _inside("<pre>", _numbered("TY  - JOUR\nTI  - On river #\nER  - \n"), "</pre>"),
    "TeX": _inside("<p>", _repeated(r"\(\frac{x}{y}\) "), "</p>"),
    "spaces in pre": _inside("<pre>x", _repeated(" "), "y</pre>"),
    "line ends in pre": _inside("<pre>x", _repeated("\n"), "y</pre>"),
    "wide spaces": _inside("<p>x", _repeated("\u3000"), "y</p>"),
    "no-break spaces": _inside("<p>x", _repeated("&nbsp;"), "y</p>"),
    "spaces in a title": _inside("<title>x", _repeated(" "), "y</title>"),
    "spaces in meta": _inside('<meta name="citation_title" content="x', _repeated(" "), 'y">'),
    "spaces in authors of meta": _inside(
        '<meta name="citation_title" content="On rivers in sand"><meta name="citation_author" '
        'content="Ana', _repeated(" "), 'Lima">',
    ),
    "spaces in JSON-LD": _inside(
        '<script type="application/ld+json">{"@type":"ScholarlyArticle","name":"On rivers',
        _repeated(" "), 'in sand","author":"Ana Lima"}</script>',
    ),
    "digits with page signs": _inside("<p>", _repeated("1"), "下一页</p>"),
    "short lines of digits": _repeated("<p>1111111111111111111111111111111111111111111111111x</p>"),
    "code": _inside("<pre><code>", _repeated("x = [1]\n"), "</code></pre>"),
    "table rows": _numbered("<tr><td>On river #</td><td>Ana Lima</td><td>2019</td></tr>"),
    "table rows in a table": _inside(
        "<table><tr><th>Title</th><th>Authors</th><th>Year</th></tr>",
        _numbered("<tr><td>On river #</td><td>Ana Lima, Bo Chen</td><td>2019</td></tr>"),
        "</table>",
    ),
    "one row of cells": _inside("<table><tr>", _numbered("<td>cell #</td>"), "</tr></table>"),
    "two rows of cells": lambda size: (
        "<table><tr>"
        + _numbered("<td>cell #</td>")(size // 2)
        + "</tr><tr>"
        + _numbered("<td>cell #</td>")(size // 2)
        + "</tr></table>"
    ),
    "rows of one cell below a wide row": lambda size: (
        "<table><tr>"
        + _repeated("<td>x</td>")(size // 2)
        + _repeated("</tr><tr><td>y</td>")(size // 2)
        + "</table>"
    ),
    "one row of cells with links": _inside(
        "<table><tr>", _numbered('<td><a href="/#">cell #</a></td>'), "</tr></table>"
    ),
    "rowspans": _inside(
        "<table>", _repeated('<tr><th rowspan="99999">x</th><td rowspan="99999">y</td></tr>'),
        "</table>",
    ),
    "tables of one cell": _numbered("<table><tr><td>cell #</td></tr></table>"),
    "colspans": _inside(
        "<table>", _repeated('<tr><th colspan="99999">x</th><td colspan="99999">y</td></tr>'),
        "</table>",
    ),
    "colspans in one row": _inside(
        "<table><tr>", _repeated('<th colspan="99999">x</th>'), "</tr><tr><td>a<td>b</table>"
    ),
    "lists of one item": _numbered("<ul><li>item #</li></ul>"),
    "one list, then headings": _halves(
        _numbered(f"<li>{_LINK}</li>"), _numbered("<h3>On the motion of river #</h3>")
    ),
    "years, then works": _numbered(f"<h3>20#</h3><p>{_WORK}</p>"),
    "headings of references": _numbered(f"<h2>References</h2><p>{_WORK}</p>"),
    "works with one title": _repeated(f"<p>{_WORK}</p>"),
    "abstracts": _numbered(
        "<h3>On the motion of river #</h3><p>Ana Lima, Bo Chen</p><p>Abstract: We follow it.</p>"
    ),
    "abstracts of one paper": _repeated("<p>摘要：河</p>"),
    "headings that are labels": _repeated("<h3>备注</h3>x"),
    "records in attributes": _numbered('<p data-a="@article{a#, title={On river #}}">x</p>'),
    "identifiers": _numbered('<p id="a#">x <a href="#a#">back</a></p>'),
    "footnotes": _halves(
        _numbered('x<a href="#f#" id="r#">[#]</a> '),
        _numbered('<li id="f#">Note <a href="#r#">^</a></li>'),
    ),
    "options": _inside("<select>", _numbered("<option>Choice #</option>"), "</select>"),
    "hidden": _repeated('<div style="display:none">x</div>'),
    "contents list": _halves(
        _numbered('<li><a href="#s">1.# Section # of the page</a></li>'),
        _numbered("<h2>1.# Section # of the page</h2>"),
    ),
}  # fmt: skip

_TEXT: Mapping[str, Make] = {
    "words": _repeated("word "),
    "no space": _repeated("w"),
    "empty lines": _repeated("\n"),
    "spaces": _repeated(" "),
    "spaces, then a letter": _inside("", _repeated(" "), "x"),
    "lines": _repeated("x\n"),
    "lines of Chinese": _numbered("第#篇论文\n"),
    "lines without end": _numbered("Line # of the text\r"),
    "paragraphs": _numbered("Paragraph # of the text.\n\n"),
    "citations": _numbered(_WORK + "\n\n"),
    "citations on lines": _numbered(_WORK + "\n"),
    "citations in one line": _numbered(_WORK + " "),
    "numbered citations": _numbered("[#] " + _WORK + "\n"),
    "labels": _numbered(_LABELS + "\n"),
    "labels without gaps": _numbered(_LABELS),
    "labels in Chinese": _numbered("论文题目：河流#的运动\n作者：张三，李四\n摘要：研究河流#。\n"),
    "BibTeX": _numbered("@article{r#, title={On river #}, author={Lima}, year=2019}\n"),
    "RIS": _numbered("TY  - JOUR\nTI  - On river #\nAU  - Lima\nER  - \n"),
    "headings of Markdown": _numbered("# Heading #\n\ntext\n\n"),
    "rules": _repeated("-----\n"),
    "one rule": _repeated("-"),
    "indents": _inside("", lambda size: "\n".join(" " * n + "x" for n in range(int(size**0.5)))),
    "shredded": _numbered("Ana Lima\n, \nBo Chen\n. On river #\n. 2019\n"),
    "tabs": _repeated("a\tb\t"),
    "contents": _numbered("#. Section # ......... #\n"),
    "run-together list": _numbered("#.Section # of the text"),
}

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        shape.name: shape
        for shape in (
            *(Shape(f"html: {name}", _inside("<body>", make)) for name, make in _MARKUP.items()),
            *(Shape(f"text: {name}", make) for name, make in _TEXT.items()),
        )
    }
)
"""Every shape by its name."""
