"""Lines of several notices are told apart, and nothing of their text is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import lexicon
from extractor.boilerplate.notices import aligned, find_notices
from extractor.records import Block, Span

PIECES = (
    "Copyright © 2015-2019 某某网 版权所有",
    "京 ICP 备 13000000 号 - 1",
    "沪公网安备31000000000000号",
    "关于我们 | 联系我们",
    "登录 注册",
    "地址：某市某路1号",
    "Powered by Example 7.0",
    "© 2020 Example GmbH",
    "本文仅代表作者观点。",
    "免责声明：",
    "某某",
    "Privacy Policy",
    "ﬁn Straße",
)
GAPS = (" ", " | ", " · ", "\u3000", "", " - ", "。")


def block(text: str, *links: str) -> Block:
    spans = [Span(text.index(link), text.index(link) + len(link), "link", "/x") for link in links]
    return Block(0, "paragraph", text, 0, spans=tuple(spans))


def parts(text: str, *links: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find_notices(block(text, *links))]


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        (
            "Copyright © 2015-2019 某某网 版权所有 湘ICP备15000000号",
            (),
            [
                ("copyright", "Copyright © 2015-2019 某某网 版权所有"),
                ("icp_footer", "湘ICP备15000000号"),
            ],
        ),
        (
            "© 2020 Institut Impressum Datenschutz",
            ("Impressum", "Datenschutz"),
            [("copyright", "© 2020 Institut"), ("nav", "Impressum Datenschutz")],
        ),
        (
            "Powered by Example 7.0 © 2002 Site",
            ("Example",),
            [("other", "Powered by Example 7.0"), ("copyright", "© 2002 Site")],
        ),
        (
            "關於我們｜隱私權政策｜小報社 版權所有",
            ("關於我們", "隱私權政策"),
            [("nav", "關於我們｜隱私權政策｜"), ("copyright", "小報社 版權所有")],
        ),
        ("免责声明：图片来自网络，转载请注明出处。邮箱:a@example.com", (), []),
        ("首页 | 版权声明 | 免责声明 | 联系我们", ("首页", "版权声明", "免责声明", "联系我们"), []),
        ("收藏 分享 举报", ("收藏", "分享", "举报"), []),
    ],
)
def test_parts_by_kind(text, links, expected):
    assert parts(text, *links) == expected


def test_what_no_phrase_knows_before_the_first_is_of_the_kind_given():
    found = find_notices(block("山居 木工 登录 注册", "山居", "木工", "登录", "注册"), "nav")
    assert [one.kind for one in found] == ["nav", "login"]


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=7))
def test_parts_are_the_whole_text_but_for_spaces(pieces):
    text = " ".join("".join(piece + gap for piece, gap in pieces).split(" ")).strip()
    for otherwise in ("", "nav"):
        found = find_notices(block(text), otherwise)
        end = 0
        for one in found:
            assert one.start < one.end
            assert not text[end : one.start].strip()
            end = one.end
        assert not found or end == len(text)
        assert all(one.kind != two.kind for one, two in pairwise(found))


@given(st.text(alphabet="a B©　 某，1\u0130ﬁ２ß\t", max_size=30))
def test_aligned_text_is_folded_text(text):
    folded, origins = aligned(text)
    assert folded.strip() == lexicon.fold(text)
    assert len(origins) == len(folded)
    assert origins == sorted(origins)
