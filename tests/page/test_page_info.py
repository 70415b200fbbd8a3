"""The page's own title, author, date, site and language."""

from __future__ import annotations

import pytest

from extractor import extract
from extractor.records import PageInfo

TEXT = "<p>" + "The river was high in spring, and the ferry did not run for a week. " * 6 + "</p>"


def page(head: str, body: str) -> PageInfo:
    return extract(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>").page


class TestTitle:
    @pytest.mark.parametrize(
        ("head", "shown"),
        [
            ("High Water - River News", "High Water"),
            ("High Water_Weather_River News", "High Water"),
            ("River News | High Water", "High Water"),
            ("Rivers 2024 | High Water - River News", "Rivers 2024 | High Water"),
        ],
    )
    def test_the_part_that_the_page_shows_as_a_heading(self, head: str, shown: str) -> None:
        assert page(f"<title>{head}</title>", f"<h1>{shown}</h1>").title == shown

    @pytest.mark.parametrize(
        ("head", "shown"),
        [
            ("River News", "High Water in the Valley"),
            ("新闻动态--长江水文网", "长江上游水位今春持续偏高"),
            ("-长江水文网", "长江上游水位今春持续偏高"),
            ("Ten Signs of High Water | River News", "The Ten Surest Signs of High Water"),
        ],
    )
    def test_the_heading_where_the_head_names_the_site_or_says_the_same(
        self, head: str, shown: str
    ) -> None:
        site = '<meta property="og:site_name" content="River News">'
        assert page(f"<title>{head}</title>{site}", f"<h1>{shown}</h1>").title == shown

    @pytest.mark.parametrize(
        ("head", "title"),
        [
            ("Help for low-income ferrymen", "Help for low-income ferrymen"),
            ("Ana Lima's papers", "Ana Lima's papers"),
            ("【笔记】A Model of Silt-CSDN博客", "【笔记】A Model of Silt"),
            ("河流 | 水文学系", "河流"),
        ],
    )
    def test_the_head_s_title_where_no_heading_says_more(self, head: str, title: str) -> None:
        body = "<h1>Ana Lima</h1><h2>Books</h2><p>None yet.</p><h2>Papers</h2><p>Some.</p>"
        assert page(f"<title>{head}</title>", body).title == title

    def test_the_site_s_name_is_no_title_of_another_page(self) -> None:
        found = page(
            "<title>River News | High Water - photos</title>"
            '<meta property="og:site_name" content="River News">',
            "<h1>River News</h1>",
        )
        assert found.title == "High Water - photos"

    @pytest.mark.parametrize(
        ("host", "site"),
        [
            ("ferryinndover.example", "Ferry Inn"),
            ("www.ferry.example", "Ferry Co-op"),
            ("fida.example", "Ferry and Inn Dover Association"),
        ],
    )
    def test_a_name_much_like_the_host_s_is_no_title(self, host: str, site: str) -> None:
        html = f"<title>High Water - {site}</title><h1>{site}</h1>{TEXT}"
        assert extract(html, url=f"https://{host}/a").page.title == "High Water"

    def test_the_site_stands_behind_it(self) -> None:
        found = page("<title>High Water - River News</title>", "<h1>High Water</h1>")
        assert found.site == "River News"

    @pytest.mark.parametrize(
        ("head", "site"),
        [
            ("春天的高水位_江河健康网_水文", "江河健康网"),
            ("-江河健康网", "江河健康网"),
            ("新闻动态--江河学会官网", "江河学会官网"),
            ("春天的高水位 - 水文 - 江河学会", "江河学会"),
        ],
    )
    def test_the_part_that_is_called_as_sites_are(self, head: str, site: str) -> None:
        found = page(f"<title>{head}</title>", "<h1>春天的高水位</h1>")
        assert (found.title, found.site) == ("春天的高水位", site)

    def test_markup_in_the_title_is_taken_off(self) -> None:
        assert page("<title>&lt;p&gt;High Water&lt;/p&gt;</title>", "").title == "High Water"

    def test_plain_text_takes_a_line_that_comes_twice(self) -> None:
        title = "高水位的春天"
        text = f"首页 > 水文 > 正文\n\n{title}\n\n编辑:admin\n\n{title}\n\n{'河水涨了。' * 40}"
        assert extract(text).page.title == "高水位的春天"


class TestAuthorAndDate:
    def test_metadata_goes_before_what_is_printed(self) -> None:
        head = (
            '<meta name="author" content="Ana Lima">'
            '<meta property="article:published_time" content="2024-05-06T07:08:09Z">'
        )
        found = page(head, "<h1>High Water</h1><p>作者：Bo Chen 发布时间：2023-01-01</p>")
        assert (found.author, found.date) == ("Ana Lima", "2024-05-06")

    @pytest.mark.parametrize(
        ("byline", "author", "date"),
        [
            ("作者：王小明 发布时间：2023-03-01 08:00", "王小明", "2023-03-01"),
            ("编辑:rootadmin", "rootadmin", None),
            ("Posted on March 1, 2023", None, "2023-03-01"),
        ],
    )
    def test_bylines(self, byline: str, author: str | None, date: str | None) -> None:
        found = page("", f"<h1>High Water</h1><p>{byline}</p>")
        assert (found.author, found.date) == (author, date)

    @pytest.mark.parametrize(
        ("line", "date"),
        [
            ("Updated May 3, 2024. Published March 1, 2023", "2023-03-01"),
            ("March 1, 2023 - Updated May 3, 2024", "2023-03-01"),
            ("Last modified on May 3, 2024", "2024-05-03"),
            ("Posted by Ana Lima on Friday March 3, 2023 @08:00PM from the river", "2023-03-03"),
            ("Ana Lima joined the board, a fine day it was. Join date: March 1, 2023", None),
            ("Offer valid March 1, 2023", None),
            ("in 2023", None),
        ],
    )
    def test_dates_of_lines_below_the_title(self, line: str, date: str | None) -> None:
        assert page("", f"<h1>High Water</h1><p>{line}</p>").date == date

    def test_a_heading_that_is_a_date(self) -> None:
        body = "<h2>Monday, September 8, 2008</h2><h1>High Water</h1>"
        assert page("", body).date == "2008-09-08"

    def test_a_list_of_posts_has_no_date(self) -> None:
        posts = "".join(
            f"<h2><a href='/{day}'>{title}</a></h2><p>March {day}, 2023</p><p>It rained again.</p>"
            for day, title in ((9, "The Long Dry Spell"), (5, "Ferries at Night"), (2, "Locks"))
        )
        assert extract(f"<body><h1>News of the river</h1>{posts}</body>").page.date is None

    def test_a_date_behind_the_text(self) -> None:
        text = f"<h1>High Water</h1>{TEXT}{TEXT}"
        one = extract(f"<body>{text}<p>Posted on March 1, 2023</p></body>")
        two = extract(f"<body>{text}<p>March 1, 2023</p><p>May 3, 2024</p></body>")
        assert (one.page.date, two.page.date) == ("2023-03-01", None)

    def test_days_in_addresses_and_comments_are_not_the_page_s(self) -> None:
        comments = (
            "<div class='comments'><h3>2 comments</h3>"
            "<p>bo, March 1, 2023: Nice.</p><p>carla, March 2, 2023: Very.</p></div>"
        )
        image = "<img src='/uploads/2022/05/06/river.jpg' alt='The river'>"
        text = f"<body><h1>High Water</h1>{image}{TEXT}{TEXT}{comments}</body>"
        assert extract(text).page.date is None

    def test_inverted_authors_are_parted_by_semicolons(self) -> None:
        names = ("Lima, Ana", "Chen, Bo")
        head = "".join(f'<meta name="citation_author" content="{name}">' for name in names)
        assert page(head, "<h1>High Water</h1>").author == "Lima, Ana; Chen, Bo"

    def test_a_number_of_an_account_is_no_author(self) -> None:
        assert page('<meta property="article:author" content="2625882">', "<p>x</p>").author is None

    def test_references_escaped_twice_are_signs(self) -> None:
        head = (
            '<meta property="og:title" content="Sand &amp;amp; Mud">'
            '<meta property="og:site_name" content="Reed &amp;amp; Sons">'
            '<script type="application/ld+json">'
            '{"@type": "Article", "author": "Ana N&uacute;&ntilde;ez"}</script>'
        )
        found = page(head, "<h2>High Water</h2>")
        names = (found.title, found.site, found.author)
        assert names == ("Sand & Mud", "Reed & Sons", "Ana Núñez")

    def test_an_engine_is_no_author(self) -> None:
        head = '<meta name="author" content="Discuz! Team and Comsenz UI Team">'
        assert page(head, "<h1>High Water</h1>").author is None

    def test_a_paper_s_authors_and_date_are_not_the_page_s(self) -> None:
        found = page(
            "",
            "<h1>Two papers</h1><h2>Sand</h2><p>Title: Sand in Rivers</p><p>Authors: Ana Lima</p>"
            "<p>Date: 2019-05-06</p><p>Abstract: We look at sand.</p>",
        )
        assert (found.author, found.date) == (None, None)


class TestLanguage:
    def test_a_chinese_page_that_quotes_english_is_chinese(self) -> None:
        assert page("<title>河流论文十篇</title>", "<h1>河流论文十篇</h1>").language == "zh"

    def test_latin_scripts_are_what_the_page_declares(self) -> None:
        text = "<p>Der Fluss war im Frühling hoch und die Fähre fuhr nicht.</p>"
        assert extract(f'<html lang="de"><body>{text}</body></html>').page.language == "de"
