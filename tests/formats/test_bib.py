"""BibTeX and BibLaTeX: read back by bibtexparser, every value as it was printed."""

from __future__ import annotations

import re
from dataclasses import replace

import bibtexparser
import pytest
from bibtexparser import middlewares
from hypothesis import given, settings
from pylatexenc.latex2text import LatexNodes2Text

from extractor.content.escape import tex_ranges
from extractor.formats._latex import escape, escape_title
from extractor.formats._lines import one_line
from extractor.formats.biblatex import FORMAT as BIBLATEX
from extractor.formats.bibtex import FORMAT as BIBTEX
from extractor.records import Author, Paper
from tests.formats.strategies import EVERYTHING, PAGE, TEXT, page

BOTH = pytest.mark.parametrize("form", [BIBTEX, BIBLATEX], ids=["bibtex", "biblatex"])


def plain(latex):
    # pylatexenc draws \textasciicircum as the accent above nothing.
    return LatexNodes2Text().latex_to_text(latex).replace("ˆ", "^")


def same(text):
    """What stays of a text: pylatexenc drops spaces behind commands, fonts join nothing."""
    return re.sub(r"\s", "", one_line(text)).replace("ˆ", "^")


def read(text):
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return library.entries


def fields(entry):
    return {name: field.value for name, field in entry.fields_dict.items()}


@BOTH
@settings(max_examples=25, deadline=None)
@given(result=PAGE)
def test_every_entry_is_read_back(form, result):
    entries = read(form.render([result]))
    assert len(entries) == len(result.papers)
    assert len({entry.key for entry in entries}) == len(entries)
    for paper, entry in zip(result.papers, entries, strict=True):
        found = fields(entry)
        if not tex_ranges(one_line(paper.title)):
            assert same(plain(found["title"])) == same(paper.title)
        if paper.note and one_line(paper.note) and not tex_ranges(one_line(paper.note)):
            note = found["annote" if form is BIBTEX else "annotation"]
            assert same(plain(note)) == same(paper.note)


@settings(max_examples=80, deadline=None)
@given(text=TEXT)
@pytest.mark.parametrize("letters", [True, False])
def test_escaped_text_has_balanced_braces_and_reads_as_before(text, letters):
    for escaped in (escape(text, letters=letters), escape_title(text, letters=letters)):
        assert escaped.count("{") == escaped.count("}")
        if not tex_ranges(text):
            assert same(plain(escaped)) == same(text)


@BOTH
def test_values_of_a_full_entry(form):
    (entry,) = read(form.render([page(EVERYTHING)]))
    found = fields(entry)
    assert entry.entry_type == "article"
    assert entry.key == "corazon2019vessels"
    assert plain(found["author"]) == "Corazón, Inés and 欧阳小明"
    assert found["author"].endswith("{欧阳小明}")
    assert found["titleaddon"] == "无名之海的船"
    assert found["abstract"] == "Boats drift where charts end.\n\n船漂到海图的尽头。"
    assert found["pages"] == "411--452"
    assert (found["number"], found["volume"]) == ("9", "38")
    assert found["url"] == "https://example.org/vessels"
    assert found["code"] == "https://example.org/vessels-code"
    assert (found["doi"], found["eprint"]) == ("10.5555/tide.38", "1904.55555")


def test_the_dialects_differ_where_they_must():
    bibtex, biblatex = (
        fields(read(form.render([page(EVERYTHING)]))[0]) for form in (BIBTEX, BIBLATEX)
    )
    assert (bibtex["year"], bibtex["month"], bibtex["journal"]) == (
        "2019", "apr", EVERYTHING.venue,
    )  # fmt: skip
    assert (biblatex["date"], biblatex["journaltitle"]) == ("2019-04-02", EVERYTHING.venue)
    assert r"Coraz{\'{o}}n" in bibtex["author"]
    assert "Corazón" in biblatex["author"]
    assert (bibtex["archiveprefix"], biblatex["eprinttype"]) == ("arXiv", "arxiv")


def test_names_are_split_as_given():
    authors = (Author("Ludwig van der Berg", "Ludwig", "van der Berg"), Author("Team A and B"))
    text = BIBLATEX.render([page(replace(EVERYTHING, authors=authors))])
    library = bibtexparser.parse_string(text, append_middleware=[middlewares.SeparateCoAuthors()])
    assert library.entries[0]["author"] == ["{van der Berg}, Ludwig", "{Team A and B}"]


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Plain words", "Plain words"),
        ("On BERT and GPT-2", "On {BERT} and {GPT-2}"),
        ("McNemar's test", "{McNemar}'s test"),
        ("50% of {sets} & more", r"50\% of {\lbrace}sets{\rbrace} \& more"),
        ("An $O(n^2)$ bound", "An $O(n^2)$ bound"),
        ("An $}^{$ bound", r"An \${\rbrace}{\textasciicircum}{\lbrace}\$ bound"),
        ("Żółw", r"{\.{Z}}{\'{o}}{\l}w"),
        ("汉语BERT模型", "汉语{BERT}模型"),
    ],
)
def test_titles(title, latex):
    assert escape_title(title, letters=True) == latex


def entry(**members):
    return Paper(id="p1", role="featured", **{"title": "A Title", **members})


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        (entry(venue="Proceedings of the 3rd Meeting on Kites"), "inproceedings"),
        (entry(venue="NeurIPS 2020"), "inproceedings"),
        (entry(venue="ICML"), "inproceedings"),
        (entry(venue="Imagined Meeting on Sails (ICML Oral) 2021"), "inproceedings"),
        (entry(venue="软件学报"), "article"),
        (entry(venue="Nature, 2004"), "article"),
        (entry(venue="Kites", volume="3"), "article"),
        (entry(venue="arXiv preprint arXiv:2001.00001"), "misc"),
        (entry(identifiers={"arxiv": "2001.00001"}), "misc"),
        (entry(venue="University of Somewhere"), "phdthesis"),
        (entry(venue="Technical Report 12, Somewhere University"), "techreport"),
        (entry(venue="A Handbook", identifiers={"isbn": "9780000000002"}), "incollection"),
        (entry(identifiers={"isbn": "9780000000002"}), "book"),
        (entry(venue="Kites"), "misc"),
        (entry(venue="Jottings of a Lecturer"), "misc"),
        (entry(), "misc"),
    ],
)
def test_the_type_follows_what_is_printed(paper, kind):
    assert read(BIBTEX.render([page(paper)]))[0].entry_type == kind


def test_keys_do_not_depend_on_other_entries():
    first = entry(title="Kites at Night", year=2001, authors=(Author("B. Ng", "B.", "Ng"),))
    second = replace(first, title="Kites by Day", venue="Wind")
    alone = read(BIBTEX.render([page(second)]))[0].key
    both = [each.key for each in read(BIBTEX.render([page(first, second, second)]))]
    assert alone == both[0] == "ng2001kites"
    assert re.fullmatch(r"ng2001kites-[0-9a-f]{6}", both[1])
    assert both[2] == f"{both[1]}-2"
    assert [each.key for each in read(BIBTEX.render([page(first), page(second, second)]))] == both


def test_a_chinese_entry_has_a_key_that_stays():
    paper = entry(title="纸鸢考", authors=(Author("某人"),), year=2001)
    (key,) = {read(BIBTEX.render([page(*papers)]))[0].key for papers in ([paper], [paper, entry()])}
    assert re.fullmatch(r"2001-[0-9a-f]{6}", key)


def test_a_thesis_claims_no_degree():
    found = fields(read(BIBTEX.render([page(entry(venue="University of Somewhere"))]))[0])
    assert (found["school"], found["type"]) == ("University of Somewhere", "Thesis")
