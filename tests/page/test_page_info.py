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

    def test_the_site_stands_behind_it(self) -> None:
        found = page("<title>High Water - River News</title>", "<h1>High Water</h1>")
        assert found.site == "River News"

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
