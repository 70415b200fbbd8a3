"""The citation tagger, on invented works."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.papers._tagger_tokens import tokens_of
from extractor.papers._tagger_trim import trim
from extractor.papers.tagger import MAX_LENGTH, TrainedTagger, read_tagged, tag
from extractor.records import Span

TITLE = "Learning to Fold Paper Boats with Sparse Gradients"

STYLES = [
    # (string, authors, title, venue, year)
    (
        f"Lindqvist, A. B., & Okafor, J. (2019). {TITLE}. Journal of Applied Folding, 12(3), 45–67. "
        "https://doi.org/10.1000/fold.12",
        ["Lindqvist, A. B.", "Okafor, J."], TITLE, "Journal of Applied Folding", 2019,
    ),
    (
        f"[7] A. B. Lindqvist, J. Okafor, and W. Tanaka, “{TITLE},” IEEE Trans. Folding, vol. 12, "
        "no. 3, pp. 45–67, Mar. 2019.",
        ["A. B. Lindqvist", "J. Okafor", "W. Tanaka"], TITLE, "IEEE Trans. Folding", 2019,
    ),
    (
        f"Anna Lindqvist and John Okafor. 2019. {TITLE}. In Proceedings of the 5th Conference on Paper "
        "Engineering, pages 45–67.",
        ["Anna Lindqvist", "John Okafor"], TITLE,
        "Proceedings of the 5th Conference on Paper Engineering", 2019,
    ),
    (
        f"Lindqvist AB, Okafor J, Tanaka W. {TITLE}. J Appl Fold. 2019;12(3):45-67.",
        ["Lindqvist AB", "Okafor J", "Tanaka W"], TITLE, "J Appl Fold", 2019,
    ),
    (
        f"{TITLE}\nAnna Lindqvist, John Okafor, Wei Tanaka\nICML 2019",
        ["Anna Lindqvist", "John Okafor", "Wei Tanaka"], TITLE, "ICML", 2019,
    ),
    (
        f"{TITLE}. Anna Lindqvist, John Okafor. NeurIPS, 2019. [pdf] [code]",
        ["Anna Lindqvist", "John Okafor"], TITLE, "NeurIPS", 2019,
    ),
    (
        f"Anna Lindqvist, John Okafor: {TITLE}. ECCV 2019: 45-67",
        ["Anna Lindqvist", "John Okafor"], TITLE, "ECCV", 2019,
    ),
    (
        "王小明, 李建国, 陈芳. 基于稀疏梯度的纸船折叠方法研究[J]. 折叠学报, 2019, 12(3): 45-67.",
        ["王小明", "李建国", "陈芳"], "基于稀疏梯度的纸船折叠方法研究", "折叠学报", 2019,
    ),
    (
        "王小明，李建国．纸船折叠系统的设计与实现［D］．北京：清华大学，2019．",
        ["王小明", "李建国"], "纸船折叠系统的设计与实现", None, 2019,
    ),
    (
        f"LINDQVIST A B, OKAFOR J. {TITLE}[C]//Proceedings of the Conference on Paper Engineering. "
        "2019: 45-67.",
        ["LINDQVIST A B", "OKAFOR J"], TITLE, "Proceedings of the Conference on Paper Engineering",
        2019,
    ),
    (f"{TITLE} (with Anna Lindqvist and John Okafor)", ["Anna Lindqvist", "John Okafor"], TITLE, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "title", "venue", "year"), STYLES)
def test_reads_the_fields_of_a_style(text, authors, title, venue, year):
    read = read_tagged(text)
    assert read.title == title
    assert [author.name for author in read.authors] == authors
    if venue is not None:
        assert read.venue == venue
    assert read.year == year


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


def test_markup_helps_where_the_words_do_not():
    text = "Plum Jam Ada Lovett Otto Brandt"
    tagged = tag(text, [Span(0, 8, "link", "https://example.org/p.pdf"), Span(9, 19, "strong")])
    title = tagged.first("title")
    assert title is not None
    assert text[title.start : title.end] == "Plum Jam"


def test_confidence_falls_on_text_that_is_no_citation():
    sure = tag(STYLES[0][0]).confidence
    assert sure > 0.9
    assert tag("so we went on and on until").confidence < sure


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "((((", "《", "2019", "et al.", "\u0130\u00df\ufb01"]
)
def test_odd_strings_are_read_without_error(text):
    assert 0.0 <= tag(text).confidence <= 1.0


_WORDS = st.sampled_from(
    ["Ada Lovett", ", ", ". ", "and", "In ", "Proc.", "(2019)", "12(3)", "“", "”", '"', "王小明", "，", "折叠研究",
     "[J]", "//", "\n", "doi:10.1000/x", "https://a.example/b).", "pp. 4–9", "et al.", "(", ")", "《", "》", " ", "ﬁ",
     "\u0130", "\u00a0", "[pdf]"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map("".join)), st.data())
def test_segments_lie_in_the_text_and_apart(text, data):
    spans = [
        Span(start, start + data.draw(st.integers(0, 30)), type_)
        for start, type_ in data.draw(
            st.lists(st.tuples(st.integers(0, 50), st.sampled_from(["link", "strong", "emphasis"])), max_size=3)
        )
    ]  # fmt: skip
    tagged = tag(text, spans)
    segments = sorted((s.start, s.end) for field in tagged.fields.values() for s in field)
    assert all(0 <= start < end <= len(text) for start, end in segments)
    assert all(a[1] <= b[0] for a, b in zip(segments, segments[1:], strict=False))
    assert tag(text, spans) == tagged


@given(st.text(max_size=120))
def test_tokens_are_the_text_without_its_spaces(text):
    tokens = tokens_of(text)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert "".join(token.text for token in tokens if token.kind != "line") == "".join(text.split())


def test_labels_come_with_probabilities():
    text = STYLES[2][0]
    tokens = tokens_of(text)
    labelled = TrainedTagger().label(tokens, text)
    assert len(labelled) == len(tokens)
    assert all(0.0 <= probability <= 1.0 + 1e-9 for _, probability in labelled)
    assert labelled[0][0] == "B-author"


def test_the_same_between_threads():
    texts = [style[0] for style in STYLES] * 4
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
