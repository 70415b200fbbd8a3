"""The learned judge: measures, features, trees, cuts."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.boilerplate.judge import content_blocks, judge
from extractor.boilerplate.learned import model
from extractor.boilerplate.learned.lexicons import margins, name_tokens, word_tokens
from extractor.boilerplate.learned.measures import CLASSES, inside, measure, outermost
from extractor.boilerplate.learned.model import page_cut
from extractor.boilerplate.learned.observe import families, observe
from extractor.boilerplate.learned.trees import read_trees
from extractor.document.build import build_document
from extractor.options import Options
from extractor.records import Source
from extractor.source.decode import decode

PAGE = """<title>Ferns</title><body><nav class="topNav menu"><ul><li><a href="/">Home</a>
<li><a href="/shop">Shop</a></ul></nav><main id="story"><h1>Ferns</h1>
<p>Ferns <b>like</b> shade, and 3 of them like <a href="#wet">wet feet</a>.</p>
<p>蕨类植物喜阴。</p></main>"""


def document(html):
    return build_document(decode(Source("page", html.encode()), Options()))


@pytest.fixture
def measures():
    return measure(document(PAGE))


def test_measures_count_columns_and_links(measures):
    texts = [block.text for block in measures.document.blocks]
    assert texts[:3] == ["Home", "Shop", "Ferns"]
    assert measures.size.tolist()[:3] == [4, 4, 5]
    assert measures.linked.tolist()[:3] == [4, 4, 0]
    assert measures.linked[3] == len("wetfeet")
    assert measures.local.tolist() == [0, 0, 0, 1, 0]
    assert measures.strong[3] == len("like")
    assert measures.counts[CLASSES.index("wide")].tolist() == [0, 0, 0, 0, 6]
    assert measures.size[4] == 13  # six East Asian letters take two columns each, the stop one
    assert measures.counts[CLASSES.index("digit")][3] == 1


def test_sums_over_elements_are_those_of_their_blocks(measures):
    sums = inside(measures, measures.size)
    for element, total in zip(measures.document.elements, sums, strict=True):
        assert total == sum(measures.size[element.first : element.last])


def test_wider_elements_hold_more_blocks_and_outermost_the_same(measures):
    held = measures.last - measures.first
    for place, wider in enumerate(measures.wider):
        assert held[wider] > held[place] or wider == 0
    assert (held[outermost(measures)] == held).all()


def test_names_give_words_pairs_and_wholes():
    nav = next(e for e in document(PAGE).elements if e.tag == "nav")
    assert name_tokens(nav) == ["t=nav", "top", "nav", "top-nav", "menu", "=menu"]


def test_words_are_the_first_ones_each_once():
    assert word_tokens("Share this: share © 2020") == ["share", "this", "©", "2020", "^share"]
    assert word_tokens("") == []


@given(st.text(max_size=150) | st.text(st.sampled_from("aB1_ |>$.é\n"), max_size=150))
def test_words_of_plain_text_are_those_that_the_expression_finds(text):
    found = re.findall(r"[^\W_]+|[©$€£>|]", text[:120].lower())
    assert word_tokens(text) == ([*dict.fromkeys(found), f"^{found[0]}"] if found else [])


ODD = ["<p>x", "<p>\U0001f600\U0001f600", "<img src=a.png alt=b>", "<p>" + "word " * 5000,
       "<ul>" + "<li>a" * 300, "<table><tr><td>1<td>2</table>", "plain"]  # fmt: skip


@pytest.mark.parametrize("html", ODD)
def test_every_family_gives_finite_columns(html):
    page = document(html)
    measures = measure(page)
    columns = observe(measures, margins(measures, {"t=p": 1.0}, {"word": 0.5}))
    for name, column in columns.items():
        assert column.shape == (len(page.blocks),), name
        assert column.dtype == np.float32, name
        assert np.isfinite(column).all(), name


def test_families_name_their_features_apart():
    measures = measure(document(PAGE))
    names = [
        name
        for family in families()
        for name in family.observe(measures, margins(measures, {}, {}))
    ]
    assert len(names) == len(set(names))


def test_the_packaged_model_knows_only_features_that_exist():
    measures = measure(document(PAGE))
    columns = observe(measures, margins(measures, {}, {}))
    assert set(model.packaged().trees.names) <= set(columns)


numbers = st.floats(-5, 5, width=32)


@given(
    st.lists(st.tuples(st.integers(0, 2), numbers), min_size=6, max_size=6),
    st.lists(st.lists(numbers, min_size=8, max_size=8), min_size=2, max_size=2),
    st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=9),
)
def test_trees_add_up_their_leaves(questions, leaves, rows):
    trees = read_trees({
        "names": ["a", "b", "c"], "depth": 3, "bias": 0.25,
        "feature": [feature for feature, _ in questions],
        "border": [border for _, border in questions],
        "leaves": leaves,
    })  # fmt: skip
    table = np.array(rows, np.float32).T
    found = trees.sum(dict(zip("abc", table, strict=True)))
    for row, value in zip(rows, found, strict=True):
        wanted = 0.25
        for tree in range(2):
            asked = questions[3 * tree : 3 * tree + 3]
            leaf = sum(
                (row[feature] > border) << bit for bit, (feature, border) in enumerate(asked)
            )
            wanted += leaves[tree][leaf]
        assert math.isclose(value, wanted, abs_tol=1e-4)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 1)), min_size=1, max_size=30))
def test_a_cut_stays_in_its_bounds(blocks):
    size = np.array([block[0] for block in blocks], np.float32)
    found = np.array([block[1] for block in blocks], np.float32)
    assert 0.09 < float(page_cut(size, found, 1.0)) < 0.66


def test_a_cut_lies_between_content_and_the_rest():
    size = np.array([300, 20, 20, 300], np.float32)
    found = np.array([0.95, 0.05, 0.05, 0.9], np.float32)
    assert 0.05 < float(page_cut(size, found, 1.0)) < 0.95


MODES = ("strict", "balanced", "generous")


@pytest.mark.parametrize("mode", MODES)
def test_content_blocks_are_those_that_are_judged_content(mode):
    page = document(PAGE)
    judged = judge(page, Options(content=mode))
    assert content_blocks(page, mode) == tuple(
        index for index, judgement in enumerate(judged) if judgement.kind == "content"
    )


def test_the_stricter_a_mode_the_less_is_content():
    strict, balanced, generous = (set(content_blocks(document(PAGE), mode)) for mode in MODES)
    assert strict <= balanced <= generous
