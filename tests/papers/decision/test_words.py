"""The words of a text are found wherever a search for each of them finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import lexicon
from extractor.papers.decision.text import word_features

WORDS = lexicon.load("extractor.papers.data", "decision.toml")["words"]
PIECES = st.sampled_from(
    (
        "et al|ET AL|pp. 3|p5|vol. |Vol.7|Ｖol. |in proc|Journal|学报|ArXiv|Xarxiv|doi|DO\u0131|"
        "prepr\u0130nt|acce\u017f\u017fed|to appear|Ph.D|phd|博士|[pdf]|[BibTeX]|$ 5|￥20|7 usd|"
        "3\u3000元|３元|10:30 am|9 Uhr|2024-05-06|２０２４年５月６日|May 3, 2021|3. Sept 2020|"
        "5 min ago|3 小时前|read more|Continue Reading|查看更多|posted by|Tags:|12k views|阅读(3|"
        "Buy now|SKU|worKshop|tal\u212a|讲座|patents|full-time|招聘|credit|syllabus|breaking|新闻|"
        "movie|v2.0|pip install|a@b.c|tel.:|vs.|goal|v. Smith|section 4| |\n|\u00a0|\u2028|x|."
    ).split("|")
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_words_are_found_as_a_search_finds_them(text):
    expected = [
        f"words={name}"
        for name, patterns in WORDS.items()
        if any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
    ]
    assert list(word_features(text)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [("Tal\u212a", "talk"), ("３元", "money"), ("TO APPEAR", "state"), ("mypreprint", "preprint")],
)
def test_words_in_other_spellings(text, name):
    assert f"words={name}" in word_features(text)
