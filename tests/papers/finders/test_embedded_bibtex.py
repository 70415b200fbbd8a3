"""BibTeX and RIS as pages print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.bibtex import has_bibtex, is_field_line, read_bibtex
from extractor.papers.ris import has_ris, is_tag_line, read_ris

VALUES = [
    ("{a {Nested {B}race}}", "a {Nested {B}race}"),
    ('"quoted {with "quotes"} inside"', 'quoted {with "quotes"} inside'),
    ("“typographic”", "typographic"),
    ("1998", "1998"),
    ("feb", "Feb"),
    ('"one " # {two} # 3', "one two3"),
    ('{G{\\"o}del \\} half}', 'G{\\"o}del \\} half'),
    ("{over\n   two lines}", "over two lines"),
    ("{}", ""),
]


@pytest.mark.parametrize(("source", "value"), VALUES)
def test_values(source, value):
    (record,) = read_bibtex(f"@article{{key, title = {source}, year = 2001}}")
    assert record.fields["title"] == value
    assert record.fields["year"] == "2001"
    assert record.complete


SHAPES = [
    "@Book(k1, title = {T}, year = 1900)",
    "@book{k1,\n title={T}\n year={1900}\n}",
    "@book{ k1 , title = {T} , , year = 1900 , }",
    "@ book {title = {T}, year = 1900}",
    "@book{k1, title = {T}, year = 1900",
    "text before @book{k1, title={T}, year=1900} and behind {",
    "@string{y = 1900} @book{k1, title = {T}, year = y}",
]


@pytest.mark.parametrize("source", SHAPES)
def test_shapes_that_the_grammar_does_not_have(source):
    record = list(read_bibtex(source))[-1]
    assert record.type == "book"
    assert dict(record.fields) == {"title": "T", "year": "1900"}


def test_a_record_that_lost_a_brace_does_not_swallow_the_next():
    source = "@misc{a, title = {never closed,\n year = 1}\n@misc{b, title = {Second}}"
    assert [record.fields.get("title") for record in read_bibtex(source)][-1] == "Second"


def test_a_lost_quotation_mark_ends_with_its_record():
    source = '@misc{a, year = 1, title = "never closed}\n@misc{b, title = {Second}}'
    records = list(read_bibtex(source))
    assert [record.key for record in records] == ["a", "b"]
    assert dict(records[0].fields) == {"year": "1"}


def test_spans_hold_their_records():
    source = "x @misc{a, title={A}} y @misc{b, title={B}} z"
    texts = [source[record.start : record.end] for record in read_bibtex(source)]
    assert texts == ["@misc{a, title={A}}", "@misc{b, title={B}}"]


@pytest.mark.parametrize("text", ["mail me@home (soon)", "@media (max-width: 40em) {}", "@ {", ""])
def test_other_signs_are_no_records(text):
    assert list(read_bibtex(text)) == []


def test_cheap_questions():
    assert has_bibtex("see @article{x")
    assert not has_bibtex("me@home.example")
    assert is_field_line("  year = {2020},")
    assert not is_field_line("x = y + z")


@given(st.text(alphabet='@{}()"=,#\\ \nabTY-', max_size=200))
def test_any_text_is_read_in_order(text):
    position = 0
    for record in read_bibtex(text):
        assert position <= record.start < record.end <= len(text)
        position = record.end


FIELD = st.text(alphabet="abc {}é,=", max_size=30).filter(
    lambda text: _balanced(text) and text.split() == text.split(" ")
)


def _balanced(text):
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@given(st.dictionaries(st.sampled_from(["title", "note", "year", "author"]), FIELD, min_size=1))
def test_what_is_written_is_read(fields):
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    (record,) = read_bibtex(f"@misc{{key,\n{body}\n}}")
    assert dict(record.fields) == {name: " ".join(text.split()) for name, text in fields.items()}


RIS = (
    "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, Max\nTI  - Slow\n cars\nER  - \nTY  - BOOK\nTI  - B\n"
)


def test_ris_records():
    one, two = read_ris(RIS)
    assert (one.type, two.type) == ("JOUR", "BOOK")
    assert one.fields["AU"] == ("Doe, Jane", "Roe, Max")
    assert RIS[one.start : one.end].startswith("TY  - JOUR")
    assert two.fields["TI"] == ("B",)


def test_ris_needs_a_type_line():
    assert not has_ris("TYPING - IS FUN")
    assert read_ris("AU  - Doe, Jane\nER  - ") == ()
    assert is_tag_line("AU  - Doe, Jane")
    assert not is_tag_line("An ordinary line - with a dash")


@given(st.text(alphabet="TYERAU -\nab", max_size=120))
def test_ris_never_raises(text):
    assert all(record.fields for record in read_ris(text))
