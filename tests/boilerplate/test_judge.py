"""Blocks are judged by what they say and by what stands around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.boilerplate.judge import judge
from extractor.boilerplate.weights import packaged
from extractor.document.build import build_document
from extractor.records import Decoded
from tests.boilerplate.pages import PROSE, PROSE_ZH, html, judged, kinds, paragraphs, plain


def links(count: int, text: str = "天气与交通第{}号消息") -> str:
    return "".join(f'<li><a href="/{n}">{text.format(n)}</a></li>' for n in range(count))


def test_article_is_kept_and_its_frame_named():
    page = html(
        '<div class="nav"><a href="/">首页</a> <a href="/n">新闻</a></div>'
        "<div>当前位置：首页 > 新闻 > 正文</div>"
        f"<div class='text'><h1>旧桥封闭</h1>{paragraphs(PROSE_ZH)}</div>"
        "<div>上一篇：渡口的早晨</div><div>免责声明：文字来自网络，如有侵权请联系删除。</div>"
        "<div>版权所有 某某网</div><div>鄂ICP备2023000001号</div>",
        "旧桥封闭_某某网",
    )
    found = kinds(page)
    assert found["旧桥封闭"] == "content"
    assert found[f"1. {PROSE_ZH}"] == found[f"4. {PROSE_ZH}"] == "content"
    assert found["当前位置：首页 > 新闻 > 正文"] == "nav"
    assert found["上一篇：渡口的早晨"] == "prev_next"
    assert found["免责声明：文字来自网络，如有侵权请联系删除。"] == "disclaimer"
    assert found["版权所有 某某网"] == "copyright"
    assert found["鄂ICP备2023000001号"] == "icp_footer"


def test_icp_number_inside_an_article_on_icp_filing_is_content():
    sentence = (
        "以某公司为例，它在通过审核之后拿到了鄂ICP备2023000001号这个号码，按规定要放在首页底部，"
        "并链接到主管部门的网站；如果迟迟不放，接入商会先提醒，再过三十天就会停止解析，公司因此"
        "专门安排了一位同事负责每年核对一遍，免得换了主体以后忘记变更，白白耽误业务。"
    )
    footer = "鄂ICP备2023000002号"
    page = html(
        f"<article><h1>网站备案怎么办</h1>{paragraphs(PROSE_ZH)}<p>{sentence}</p>"
        f"{paragraphs(PROSE_ZH, 2)}</article><div>{footer}</div>",
        "网站备案怎么办",
    )
    found = kinds(page)
    assert found[sentence] == "content"
    assert found[footer] == "icp_footer"


@pytest.mark.parametrize("count", [8, 80])
def test_unrelated_links_are_a_link_list(count):
    page = html(f"<h1>旧桥封闭</h1>{paragraphs(PROSE_ZH)}<ul>{links(count)}</ul>", "旧桥封闭")
    found = kinds(page)
    assert {found[f"天气与交通第{n}号消息"] for n in range(count)} == {"link_list"}


def test_links_on_the_topic_of_the_title_are_related():
    page = html(
        f"<h1>旧桥封闭三天</h1>{paragraphs(PROSE_ZH)}"
        f"<ul>{links(6, '旧桥封闭三天后的第{}次会议')}</ul>",
        "旧桥封闭三天",
    )
    assert kinds(page)["旧桥封闭三天后的第1次会议"] == "related"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("热门文章", "link_list"),
        ("相关文章", "related"),
        ("猜你喜欢", "related"),
        ("Related posts", "related"),
        ("Recent Posts", "link_list"),
        ("Archives", "nav"),
    ],
)
def test_heading_of_a_box_names_its_items(heading, kind):
    page = html(
        f"<div><h1>旧桥封闭</h1>{paragraphs(PROSE_ZH)}</div>"
        f"<div><h3>{heading}</h3><ul>{links(5)}</ul></div>"
        "<div><h3>服务</h3></div>",
        "旧桥封闭",
    )
    found = judged(page)
    assert found["天气与交通第3号消息"].kind == kind
    assert heading in found["天气与交通第3号消息"].evidence


def test_related_reading_within_the_running_text_is_content():
    page = plain(
        f"{PROSE_ZH}\n\n相关阅读\n\n渡口的早晨与黄昏\n\n{PROSE_ZH}\n\n{PROSE_ZH}\n\n{PROSE_ZH}\n"
    )
    found = kinds(page)
    assert found["相关阅读"] == found["渡口的早晨与黄昏"] == "content"


def test_same_heading_after_the_text_is_a_box():
    page = plain(
        f"{PROSE_ZH}\n\n{PROSE_ZH}\n\n{PROSE_ZH}\n\n相关阅读\n\n渡口的早晨与黄昏\n\n老船夫的缆绳\n"
    )
    found = kinds(page)
    assert found["相关阅读"] == found["老船夫的缆绳"] == "related"


def test_footnote_is_not_foot():
    page = html(
        f"<article><h1>Old bridge</h1>{paragraphs(PROSE)}"
        '<p class="footnote">Measured at the upper gauge, where the bank is steep and stony.</p>'
        '</article><div class="footer"><p>Village office, Lower Street, open on weekdays</p></div>',
        "Old bridge",
    )
    found = kinds(page)
    assert found["Measured at the upper gauge, where the bank is steep and stony."] == "content"
    assert found["Village office, Lower Street, open on weekdays"] != "content"


def test_name_of_the_whole_layout_says_nothing():
    page = html(
        f'<div class="has-sidebar sidebar"><h1>Old bridge</h1>{paragraphs(PROSE)}</div>',
        "Old bridge",
    )
    assert set(kinds(page).values()) == {"content"}


def test_publication_list_is_content():
    items = "".join(
        f'<li><a href="/{n}.pdf">Bridges under load: a study of pier number {n}</a>. '
        f"A. Ferrier, B. Mason. Journal of Crossings, {n}, 2019.</li>"
        for n in range(12)
    )
    page = html(
        '<ul class="nav"><li><a href="/">Home</a></li><li><a href="/cv">CV</a></li></ul>'
        f"<h1>Publications</h1><ul>{items}</ul>",
        "Publications",
    )
    found = kinds(page)
    kept = [text for text, kind in found.items() if kind == "content"]
    assert len(kept) == 13
    assert found["Home"] == found["CV"] == "nav"


def test_list_of_linked_titles_is_content_where_there_is_nothing_else():
    items = "".join(
        f'<li><a href="/{n}">On the settlement of timber piers in sandy rivers, part {n}</a></li>'
        for n in range(15)
    )
    found = kinds(html(f"<h1>Reading list</h1><ul>{items}</ul>", "Reading list"))
    assert set(found.values()) == {"content"}


def test_neighbour_links_may_stand_before_the_article():
    page = html(
        "<div>上一篇：渡口的早晨</div><div>下一篇：涨水记</div>"
        f"<h1>旧桥封闭</h1>{paragraphs(PROSE_ZH)}",
        "旧桥封闭",
    )
    found = kinds(page)
    assert found["上一篇：渡口的早晨"] == found["下一篇：涨水记"] == "prev_next"
    assert found[f"1. {PROSE_ZH}"] == "content"


def test_tail_of_a_farm_in_plain_text():
    tail = "\n\n".join(f"  • 某税种第{n}条怎么填" for n in range(30))
    page = plain(
        f"位置: 常识 - 正文\n\n旧桥封闭\n\n{PROSE_ZH}\n\n{PROSE_ZH}\n\n"
        f"上一篇:渡口的早晨\n\n下一篇:涨水记\n\n{tail}\n\n"
        "免责声明:图片来源于网络,如有侵权,请告知删除\n\n鄂ICP备2023000001号\n"
    )
    found = judge(page)
    by_kind = [judgement.kind for judgement in found]
    assert by_kind[0] == "nav"
    assert by_kind[1:4] == ["content"] * 3
    assert by_kind[4:6] == ["prev_next"] * 2
    assert by_kind[6:-2] == ["link_list"] * 30
    assert by_kind[-2:] == ["disclaimer", "icp_footer"]


def test_short_content_and_verse_survive():
    verse = "".join(f"<p>山下第{n}座桥，水上第{n}只船。</p>" for n in range(1, 6))
    page = html(
        f'<ul class="menu">{links(10, "栏目{}")}</ul><h1>渡口</h1><div>{verse}</div>'
        f'<div class="footer">版权所有</div><div class="side">{links(30)}</div>',
        "渡口",
    )
    found = kinds(page)
    assert found["渡口"] == "content"
    assert {kind for text, kind in found.items() if "只船" in text} == {"content"}
    assert found["栏目3"] == "nav"


def test_cookie_notice_longer_than_the_page_is_dropped():
    notice = "We store small files on your device, and so do our partners, for many purposes. "
    page = html(
        f"<main><h1>Old bridge</h1><p>{PROSE}</p></main>"
        f'<div class="cookie-consent"><p>{notice * 9}</p></div>',
        "Old bridge",
    )
    found = kinds(page)
    assert found[PROSE] == "content"
    assert found[(notice * 9).strip()] == "ad"


def test_contents_of_the_page_are_toc():
    page = html(f"<p>河水 旧桥 渡口</p>{paragraphs(PROSE_ZH)}")
    assert judge(page)[0].kind == "content"
    assert judge(replace(page, contents=(0,)))[0].kind == "toc"


def test_flattened_contents_are_toc():
    page = html(f"<p>文章目录 一、河水 二、旧桥 三、渡口</p>{paragraphs(PROSE_ZH)}")
    assert judge(page)[0].kind == "toc"


def test_every_block_has_one_judgement_with_evidence():
    page = html(f"<nav>{links(5)}</nav>{paragraphs(PROSE)}<img src='a.png'><footer>©2020</footer>")
    found = judge(page)
    assert len(found) == len(page.blocks)
    assert all(judgement.evidence and 0 <= judgement.confidence <= 1 for judgement in found)


def test_page_without_blocks():
    assert judge(html("")) == ()


def test_result_is_the_same_every_time():
    pages = [html(f"<nav>{links(n)}</nav>{paragraphs(PROSE, n)}", "Old bridge") for n in (2, 5, 9)]
    once = [judge(page) for page in pages]
    assert [judge(page) for page in reversed(pages)] == once[::-1]


def test_weights_can_be_replaced():
    page = html(f"<h1>Old bridge</h1>{paragraphs(PROSE)}", "Old bridge")
    strict = {**packaged(), "inside": -9.0}
    assert {judgement.kind for judgement in judge(page, weights=strict)} == {"content", "other"}


def test_deeply_nested_page():
    depth = 1000
    text = f"<html><body>{'<div>' * depth}<p>{PROSE}</p>{'</div>' * depth}</body></html>"
    page = build_document(Decoded(text, "utf-8", "text", 0, "text/html"), None)
    assert [judgement.kind for judgement in judge(page)] == ["content"]


def test_linked_item_of_a_menu_heads_no_box():
    page = html(
        '<ul><li><a href="/a">热门文章</a></li><li><a href="/b">老船夫</a></li>'
        f'<li><a href="/c">渡口</a></li></ul><h1>旧桥封闭</h1>{paragraphs(PROSE_ZH)}',
        "旧桥封闭",
    )
    assert kinds(page)["渡口"] == "nav"


def test_add_a_comment_below_every_answer_heads_no_box():
    answers = "".join(
        f'<div><p>{n}. {PROSE}</p><div><a href="#">Add a comment</a></div></div>'
        for n in range(1, 6)
    )
    found = kinds(html(f"<h1>Old bridge</h1>{answers}", "Old bridge"))
    assert {found[f"{n}. {PROSE}"] for n in range(1, 6)} == {"content"}


def test_short_posts_of_a_thread_are_content_like_the_first():
    posts = "".join(
        f'<div><div class="userinfo">Boatman {n}</div><div class="post-message">{text}</div></div>'
        for n, text in enumerate((PROSE, "Quite so", "Same at our ferry", f"{PROSE} Still."), 1)
    )
    other = '<div class="side">Quite late</div>' * 9
    found = kinds(html(f"<h1>Old bridge</h1>{posts}{other}", "Old bridge"))
    assert found["Quite late"] != "content"
    assert found["Boatman 2"] != "content"
    assert found[PROSE] == found["Quite so"] == found["Same at our ferry"] == "content"
