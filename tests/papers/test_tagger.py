"""The citation tagger, on invented works."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.papers._tagger_persons import with_authors
from extractor.papers._tagger_tokens import tokens_of
from extractor.papers._tagger_trim import trim
from extractor.papers.tagger import MAX_LENGTH, TrainedTagger, read_tagged, tag
from extractor.records import Span

TITLE = "Learning to Fold Paper Boats with Sparse Gradients"

CASES = tomllib.loads(Path(__file__).with_name("tagger_strings.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_reads_the_fields_of_a_style(case):
    read = read_tagged(case["text"])
    assert read.title == case["title"]
    assert [author.name for author in read.authors] == case["authors"]
    assert read.year == case.get("year")
    if "venue" in case:
        assert read.venue == case["venue"]


def test_tells_volume_issue_and_pages_apart():
    text = f"A. Lindqvist. {TITLE}. Journal of Folding, vol. 12, no. 3, pp. 45–67, 2019."
    read = read_tagged(text)
    assert (read.volume, read.issue, read.pages) == ("12", "3", "45–67")


def test_number_and_badges_are_no_part_of_a_field():
    text = f"[12] Anna Lindqvist. {TITLE}. ICML 2019. [pdf] [code]"
    tagged = tag(text)
    number = tagged.first("number")
    assert number is not None
    assert text[number.start : number.end] == "12"
    assert tagged.first("title") is not None
    assert all(text[s.start : s.end] != TITLE + "." for s in tagged.fields["title"])


def test_markup_tells_the_title_where_the_words_do_not():
    text = "Boiling Jam with Ada, Otto Brandt"
    linked = tag(text, [Span(0, 20, "link", "https://example.org/p.pdf")]).first("title")
    assert linked is not None
    assert text[linked.start : linked.end] == "Boiling Jam with Ada"
    plain = tag(text).first("title")
    assert plain is None or text[plain.start : plain.end] != "Boiling Jam with Ada"


def test_confidence_falls_on_text_that_is_no_citation():
    sure = tag(CASES[0]["text"]).confidence
    assert sure > 0.9
    assert tag("so we went on and on until").confidence < sure


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "((((", "《", "2019", "et al.", "\u0130\u00df\ufb01"]
)
def test_odd_strings_are_read_without_error(text):
    assert 0.0 <= tag(text).confidence <= 1.0


_PIECES = (
    'Ada Lovett|, |. |and|In |Proc.|(2019)|12(3)|“|”|"|王小明|，|折叠研究|[J]|//|\n|doi:10.1000/x|'
    "https://a.example/b).|pp. 4–9|et al.|(|)|《|》| |ﬁ|\u0130|\u00a0|[pdf]|'|作者：|第|卷|In:"
).split("|")
_STRINGS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
)
_SPANS = st.lists(
    st.builds(
        lambda start, width, type_: Span(start, start + width, type_),
        st.integers(0, 50),
        st.integers(0, 30),
        st.sampled_from(["link", "strong", "emphasis", "image"]),
    ),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(_STRINGS, _SPANS)
def test_segments_lie_in_the_text_and_apart(text, spans):
    tagged = tag(text, spans)
    segments = sorted((s.start, s.end) for field in tagged.fields.values() for s in field)
    assert all(0 <= start < end <= len(text) for start, end in segments)
    assert all(a[1] <= b[0] for a, b in pairwise(segments))
    assert tag(text, spans) == tagged


@settings(deadline=None)
@given(st.text(max_size=120))
def test_tokens_are_the_text_without_its_spaces(text):
    tokens = tokens_of(text)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert "".join(token.text for token in tokens if token.kind != "line") == "".join(text.split())


def test_labels_come_with_probabilities():
    text = CASES[2]["text"]
    tokens = tokens_of(text)
    labelled = TrainedTagger().label(tokens, text)
    assert len(labelled) == len(tokens)
    assert all(0.0 <= probability <= 1.0 + 1e-9 for _, probability in labelled)
    assert labelled[0][0] == "B-author"


def test_the_same_between_threads():
    texts = [case["text"] for case in CASES] * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(tag, texts)) == [tag(text) for text in texts]


def test_reads_no_further_than_its_cap():
    text = "Ada Lovett. " + "word " * MAX_LENGTH
    assert all(s.end <= MAX_LENGTH for field in tag(text).fields.values() for s in field)


def test_the_model_file_is_small():
    size = len(files("extractor.papers").joinpath("data/tagger.json.gz").read_bytes())
    assert 50_000 < size < 1_500_000


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("(2019).", "year", "2019"),
        ("“Plum Jam,”", "title", "Plum Jam"),
        ("Plum Jam (Part One).", "title", "Plum Jam (Part One)"),
        ("In: Annals of Jam,", "venue", "Annals of Jam"),
        ("pp. 4–9.", "pages", "4–9"),
        ("第12卷", "volume", "12"),
        ("A. Lovett, B. Brandt (Eds.),", "editor", "A. Lovett, B. Brandt"),
        ("Lovett, A., et al.", "author", "Lovett, A."),
        ("Inside Jam Making", "title", "Inside Jam Making"),
        ("Indian Journal of Jam", "venue", "Indian Journal of Jam"),
        (",.", "title", ""),
    ],
)
def test_what_stands_around_a_field_is_cut_off(text, name, expected):
    start, end = trim(text, 0, len(text), name)
    assert text[start:end] == expected


def test_persons_without_a_word_of_editing_are_authors_where_no_other_is_named():
    text = "P. Haidar, B. Ellenborg, L. Krienhof\nQuiet Equilibria of Slow Neurons\nProc. of Waves"
    tokens = tokens_of(text)
    end = text.index("\n")
    labels = [("editor" if token.start < end else "B-title", 0.9) for token in tokens]
    found = [label for label, _ in with_authors(tokens, labels)]
    assert found[0] == "B-author"
    assert set(found[1 : found.index("B-title")]) == {"I-author"}


@pytest.mark.parametrize("mark", [" (Eds.)", ", editors", " 主编"])
def test_persons_who_edit_stay_editors(mark):
    text = f"P. Haidar, B. Ellenborg{mark} Quiet Neurons"
    tokens = tokens_of(text)
    end = text.index(" Quiet")
    labels = [("editor" if token.start < end else "B-title", 0.9) for token in tokens]
    assert with_authors(tokens, labels) == labels
