"""Every phrase finds its examples, leaves its counter-examples alone, and is linear."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import lexicon
from extractor.beginnings import beginnings
from extractor.boilerplate import kinds
from extractor.boilerplate.phrases import compile_matcher, matcher

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants
    import sre_parse

PHRASES = kinds.phrases()
REPEATS = {sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT}
LONG = 40
KINDS = (
    "ad comments copyright disclaimer icp_footer link_list login nav other prev_next related seo "
    "share toc"
).split()


def label(phrase: kinds.Phrase) -> str:
    return f"{phrase.kind}: {phrase.name} ({phrase.language})"


def test_the_kinds_are_the_data_files():
    assert list(kinds.names()) == KINDS


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_phrase_has_examples_and_counter_examples(phrase):
    assert phrase.examples
    assert phrase.counter_examples
    assert 0 < phrase.strength < 1


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_phrase_finds_its_examples(phrase):
    alone = compile_matcher([phrase])
    assert [text for text in phrase.examples if not alone.find(text)] == []


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_phrase_leaves_its_counter_examples(phrase):
    alone = compile_matcher([phrase])
    assert [text for text in phrase.counter_examples if alone.find(text)] == []


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_whole_vocabulary_knows_the_kind_of_every_example(phrase):
    missed = [
        text
        for text in phrase.examples
        if phrase.kind not in {match.phrase.kind for match in matcher().find(text)}
    ]
    others = {kind for text in missed for kind in (m.phrase.kind for m in matcher().find(text))}
    assert len(missed) <= len(phrase.examples) / 2, (missed, others)


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_pattern_is_over_folded_text(phrase):
    letters = re.sub(r"\\.", "", phrase.pattern)
    assert letters == letters.casefold()
    assert re.compile(phrase.pattern).groups == 0, "groups must not capture"


def repeats(items, outer=1):
    """Products of the upper limits of nested repeats, `None` where one has no limit."""
    for operator, value in items:
        if operator in REPEATS:
            _, high, inside = value
            limit = None if high is sre_constants.MAXREPEAT or outer is None else high * outer
            yield high, limit
            yield from repeats(inside, limit)
        elif operator is sre_constants.SUBPATTERN:
            yield from repeats(value[-1], outer)
        elif operator is sre_constants.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, outer)


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_pattern_is_linear(phrase):
    for high, limit in repeats(sre_parse.parse(phrase.pattern)):
        assert high is not sre_constants.MAXREPEAT, "a repeat needs a limit"
        assert limit is None or limit <= 2000, "repeats in repeats multiply"


@pytest.mark.parametrize("phrase", PHRASES, ids=label)
def test_beginnings_hold_for_the_examples(phrase):
    known = beginnings(phrase.pattern)
    if known is None:
        return
    for text in phrase.examples:
        match = re.search(phrase.pattern, lexicon.fold(text))
        if match is not None:
            assert {match.string[match.start() :][:size] for size in (1, 2)} & known


@given(st.text(max_size=60), st.lists(st.sampled_from(PHRASES), max_size=4))
def test_looking_up_by_beginnings_leaves_out_no_phrase(between, chosen):
    examples = [example for phrase in chosen for example in phrase.examples]
    folded = lexicon.fold(between.join(examples))
    for index in (matcher().whole, matcher().start, matcher().inside):
        compiled = set(index.entries.others).union(*index.entries.by_beginning.values())
        for place in range(len(folded)):
            can = {entry for entry in compiled if entry[0].match(folded, place)}
            assert can <= set(index.entries.at(folded, place))


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text):
    for match in matcher().find(text):
        assert match.phrase.kind in KINDS


@pytest.mark.parametrize(
    "text",
    [
        "ICP 备案是网站上线的前提，申请人要先向接入商提交材料。",
        "他在食品经营许可证到期之前办好了续期。",
        "转载这篇小说的杂志后来停刊了。",
        "The views from the ridge are superb in autumn.",
        "Share prices rose while the comments of analysts stayed cautious.",
        "位置编码给每个词一个向量。",
        "上一篇论文的方法在这里不适用。",
    ],
)
def test_sentences_about_such_things_are_no_phrases(text):
    strong = [match for match in matcher().find(text) if match.phrase.strength >= 0.6]
    assert strong == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("京 ＩＣＰ 备 １２３４５６７８ 号", "icp_footer"),
        ("轉載請註明出處", "copyright"),
        ("猜你喜歡", "related"),
        ("友情連結", "link_list"),
        ("版 权 所 有", "copyright"),
        ("【责任编辑：某人】", "other"),
        ("» Older posts", "prev_next"),
    ],
)
def test_spellings_are_folded(text, kind):
    assert kind in {match.phrase.kind for match in matcher().find(text)}


def test_cues_are_lower_case_words_joined_by_hyphens():
    for table in (kinds.cues(), kinds.content_cues()):
        for tokens in table.values():
            for token in tokens:
                assert re.fullmatch(r"=?[a-z0-9]+(?:-[a-z0-9]+)*", token), token
