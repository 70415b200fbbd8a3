"""What a site repeats is its template; what a page has of its own, or heads it, is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.batch.sites.packing import template_bytes, template_from, trace_bytes, trace_from
from extractor.boilerplate.judge import judged_page, judgements, with_template
from extractor.boilerplate.site_template import SiteTemplate, Trace, repeats, template_of, trace
from tests.boilerplate.pages import PROSE, html

FRAME = (
    "This journal of the ferry has been kept by its riders, in turn, since the bridge was closed."
)
NAMES = "Ada Ben Cleo Dora Emil Fay Gus Hal Ida Jon".split()


def post(number, *, name=None, extra=""):
    name = name or NAMES[number % len(NAMES)]
    own = "".join(
        f"<p>{name} saw the river on morning {number}{line}, when {name} was out with a lamp, and "
        "wrote down how high it stood, because nobody else had thought of it.</p>"
        for line in range(4)
    )
    return html(
        f"<div><p>{FRAME}</p><h1>{name} at the ferry</h1><h3>What was seen</h3>{own}"
        f"<footer>Post {number} of this year</footer>{extra}</div>",
        f"{name} at the ferry",
    )


def found(document, template):
    return {
        block.text: repeat and str(repeat)
        for block, repeat in zip(document.blocks, repeats(document, template), strict=True)
    }


def test_what_other_pages_have_too_is_counted():
    pages = [post(number) for number in range(8)]
    told = found(pages[0], template_of(map(trace, pages)))
    assert told[FRAME] == "the same on 8 of 8 pages of this site"
    assert [text for text, repeat in told.items() if repeat is None] == [
        block.text for block in pages[0].blocks if block.text.startswith("Ada")
    ]


def test_a_page_that_was_not_sampled_counts_itself():
    template = template_of(trace(post(number)) for number in range(8))
    assert found(post(8), template)[FRAME] == "the same on 9 of 9 pages of this site"


def test_lines_that_differ_in_numbers_count_where_there_is_one_of_them():
    pages = [
        html(f"<p>Read {n} times by {n + 3} people</p><div>{PROSE} {n}</div>") for n in range(9)
    ]
    told = found(pages[0], template_of(map(trace, pages)))
    assert told["Read 0 times by 3 people"] == (
        "the same but for numbers on 9 of 9 pages of this site"
    )


def test_copies_of_a_page_are_one_page():
    """The same post at ten addresses, each with other links and another date."""
    copies = [
        post(1, extra=f"<p><a href='/{n}'>Other post {n}</a></p><p>Copied on day {n}</p>")
        for n in range(10)
    ]
    assert template_of(map(trace, copies)) is None
    others = [post(number) for number in range(2, 6)]
    told = found(copies[0], template_of(map(trace, [*copies, *others])))
    assert told[FRAME] == "the same on 5 of 5 pages of this site"
    assert all(repeat is None for text, repeat in told.items() if text.startswith("Ben"))


def test_two_pages_are_too_few():
    assert template_of(trace(post(number)) for number in range(2)) is None


def test_what_stands_on_a_page_again_and_again_belongs_to_its_items():
    items = "<p>Subject: rivers</p>" * 3
    pages = [post(number, extra=items) for number in range(8)]
    assert found(pages[0], template_of(map(trace, pages)))["Subject: rivers"] is None


def test_the_frame_goes_with_its_count_and_shared_headings_stay():
    pages = [post(number) for number in range(10)]
    alone = judged_page(pages[0])
    judged = judgements(with_template(alone, template_of(map(trace, pages))))
    before = dict(zip((b.text for b in pages[0].blocks), judgements(alone), strict=True))
    after = dict(zip((b.text for b in pages[0].blocks), judged, strict=True))
    assert before[FRAME].kind == "content"
    assert after[FRAME].kind != "content"
    assert after[FRAME].evidence.startswith("template: the same on 10 of 10 pages of this site; ")
    assert after["What was seen"].kind == after["Ada at the ferry"].kind == "content"


numbers = st.integers(0, 2**64 - 1)
parts = st.lists(st.tuples(numbers, st.integers(0, 9999))).map(tuple)
traces = st.builds(Trace, st.lists(numbers).map(tuple), parts, st.booleans())


@given(traces)
def test_traces_come_back_from_their_bytes(one):
    assert trace_from(trace_bytes(one)) == one


@given(
    st.lists(st.builds(Trace, st.just(()), parts, st.booleans())), st.dictionaries(numbers, numbers)
)
def test_templates_come_back_from_their_bytes(pages, masks):
    one = SiteTemplate(tuple(pages), masks)
    assert template_from(template_bytes(one)) == one
