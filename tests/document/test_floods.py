"""Tags of very many attributes, which would keep libxml2 for hours."""

from __future__ import annotations

import pytest

from extractor import Options, extract
from extractor.document.floods import MOST, has_flood

MANY = MOST + 1


def attributes(form: str, count: int = MANY) -> str:
    return "".join(form.replace("#", str(number)) for number in range(count))


FORMS = ["a# ", "<a# ", 'a#="x" ', "a#='>' ", 'a#="<p>"', "a#/", "a# = x\n", 'a#="<!--" ']


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", [">text", ""])
def test_too_many_attributes_are_seen(form: str, end: str):
    assert has_flood(f"<title>T</title><p {attributes(form)}{end}".encode())


@pytest.mark.parametrize("form", FORMS)
def test_fewer_are_left_to_the_parser(form: str):
    assert not has_flood(f"<p {attributes(form, MOST - 1)}>text</p>".encode() * 2)


@pytest.mark.parametrize(
    "before",
    [
        "<!-->",
        "<!-- a -->",
        "<script>'<!--'</script>",
        "<p title='<!--'>",
        "<style></style >",
        "<a b",
    ],
)
def test_what_stands_before_hides_none(before: str):
    assert has_flood(f"{before}<p {attributes('a# ')}>".encode())


@pytest.mark.parametrize(
    "page",
    [
        f"<!-- <p {attributes('a# ')}> --><p>text",
        f"<!-- <p {attributes('a# ')}>",
        f"<script>if (a <b) {{ {attributes('a# ')} }}</script>",
        f"<textarea><p {attributes('a# ')}></textarea>",
        f'<img src="data:image/png;base64,{"a/b+" * MANY}">',
        f"<p>{attributes('word# ')}</p>",
        f"<p title='{attributes('word# ')}'>text</p>",
    ],
)
def test_words_of_other_places_are_no_attributes(page: str):
    assert not has_flood(page.encode())


def test_the_page_is_read_all_the_same():
    page = f"<h1>River</h1><p>Before it.</p><p {attributes('a#=1 ', 4 * MOST)}>Within.</p><p>After."
    result = extract(page)
    text = "\n".join([result.content.text, *(run.text for run in result.removed)])
    assert all(part in text for part in ("River", "Before it.", "Within.", "After."))
    assert result.warnings == ("limit of 1,000 attributes: the others were left out",)


def test_long_tags_and_comments_of_honest_pages_stay_with_the_first_parser():
    page = f"<!-- {'<p class=a>x</p> ' * MANY} --><p>Text of it.</p><img src='data:,{'a/' * MANY}'>"
    result = extract(page)
    assert result.warnings == ()


def test_a_higher_limit_of_the_options_is_told_to_be_too_high():
    page = f"<h1>River</h1><p {attributes('a#=1 ', 4 * MOST)}>Within."
    result = extract(page, options=Options(max_attributes=100_000))
    assert result.warnings == ("limit of 10,000 attributes: the others were left out",)
