"""Text that a page prints twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.boilerplate import weights as weights_data
from extractor.boilerplate.judge import judge
from extractor.boilerplate.printings import find_second_printings
from extractor.records import Document
from tests.boilerplate.pages import PROSE, html, paragraphs


def found(document: Document, odds: float = 1.0) -> list[str]:
    again = find_second_printings(document, [odds] * len(document.blocks), weights_data.packaged())
    return [document.blocks[index].text for index in sorted(again)]


def test_an_article_that_is_printed_twice_is_content_once():
    document = html(
        f"<div class='wide'>{paragraphs(PROSE)}</div><div class='narrow'>{paragraphs(PROSE)}</div>"
    )
    half = len(document.blocks) // 2
    assert found(document) == [block.text for block in document.blocks[half:]]
    judgements = judge(document)
    assert {one.kind for one in judgements[:half]} == {"content"}
    assert {one.kind for one in judgements[half:]} == {"other"}
    assert all(one.evidence.startswith("repetition:") for one in judgements[half:])


@given(st.integers(2, 120), st.integers(0, 3))
def test_a_long_run_ends_where_the_printings_differ(same: int, more: int):
    shared = paragraphs("The report has very many lines.", same)
    first = shared + paragraphs("Only the first goes on like this.", more)
    second = shared + paragraphs("Only the second ends like this.", more)
    document = html(f"<div class='wide'>{first}</div><div class='narrow'>{second}</div>")
    texts = [block.text for block in document.blocks]
    assert found(document) == texts[:same]


def test_a_refrain_stays():
    verse = "<p>Row the boat, row it home</p><p>before the tide is out</p>"
    document = html(f"<div>{verse}<p>The gulls are late tonight.</p>{verse}</div>")
    assert found(document) == []


def test_a_card_that_is_shown_again_is_content_once():
    cards = "".join(
        f"<div class='card'><h3>Course {number}</h3><p>{PROSE}</p></div>" for number in (1, 2, 1)
    )
    assert found(html(cards)) == ["Course 1", PROSE]


def test_what_cards_share_stays():
    cards = "".join(
        f"<div class='card'><h3>Course {number}</h3><p>{PROSE}</p><p>Ask at the desk.</p></div>"
        for number in range(8)
    )
    assert found(html(cards)) == []


def test_a_quoted_post_is_content_once():
    post = f"<div class='post'><p>{PROSE}</p></div>"
    answer = f"<div class='post'><blockquote><p>{PROSE}</p></blockquote><p>So it was.</p></div>"
    assert found(html(post + answer)) == [PROSE]


def test_a_line_that_cards_share_stays():
    cards = "".join(
        f"<div class='card'><h3>Course {number}</h3><p>Ask at the desk for the fee.</p></div>"
        for number in range(8)
    )
    assert found(html(cards)) == []


def test_what_was_no_content_the_first_time_is_not_printed_again():
    assert found(html(f"<div>{paragraphs(PROSE)}</div><div>{paragraphs(PROSE)}</div>"), -1.0) == []


@given(st.lists(st.sampled_from(["a", "bb" * 30, "c" * 90, "d" * 200]), max_size=30))
def test_every_text_stays_at_least_once(texts: list[str]):
    document = html("".join(f"<div><p>{text}</p></div>" for text in texts))
    again = find_second_printings(document, [1.0] * len(document.blocks), weights_data.packaged())
    left = {block.text for block in document.blocks if block.index not in again}
    assert left == {block.text for block in document.blocks}
