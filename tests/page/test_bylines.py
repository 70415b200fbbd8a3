"""Who wrote a page, as bylines, links and class names tell."""

from __future__ import annotations

import pytest

from extractor import extract

TEXT = "<p>" + "The river was high in spring, and the ferry did not run for a week. " * 6 + "</p>"


def author(
    body: str, head: str = "<title>High Water</title>", url: str | None = None
) -> str | None:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return extract(html, url=url).page.author


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("<p>By Ana Lima</p>", "Ana Lima"),
        ("<p>by Ana Lima and Bo Chen</p>", "Ana Lima, Bo Chen"),
        ("<p>ByAna Lima</p>", "Ana Lima"),
        ("<p>May 3, 2021 by Ana Lima 4 Comments</p>", "Ana Lima"),
        ("<p>Posted by Ana Lima on June 5, 2023</p>", "Ana Lima"),
        ("<p>By The Ferry Team • 4 mins read</p>", "The Ferry Team"),
        ("<p>Written by</p><p>Ana Lima</p>", "Ana Lima"),
        ("<p>Written by</p><p><img src='a.jpg' alt=''></p><p>Ana Lima</p>", "Ana Lima"),
        ("<p>Von Anna Weber</p>", "Anna Weber"),
        ("<p>Von Jan Weber</p>", "Jan Weber"),
        ("<p>3. Mai 2021 von Anna Weber</p>", "Anna Weber"),
        ("<p>By Friends of the Ferry</p>", "Friends of the Ferry"),
        ("<p>By Prof. Anna Weber</p>", "Prof. Anna Weber"),
        ("<p>By Bin El Sayed on June 5, 2023</p>", "Bin El Sayed"),
        ("<p>By Ana Lima. She writes about rivers.</p>", "Ana Lima"),
        ("<p><a href='/authors/ana-lima'>Ana Lima</a></p>", "Ana Lima"),
        ("<div class='postAuthorName'>Ana Lima</div>", "Ana Lima"),
        ("<p>Oct 7, 2022 · <span class='byline'>Ana Lima</span></p>", "Ana Lima"),
        ("<p>Dec 17, 2025 · Anna Lima</p>", "Anna Lima"),
        ("<p>Anna Lima</p><p>2025-12-17</p>", "Anna Lima"),
        ("<p>作者：王小明 发布时间：2023-03-01</p>", "王小明"),
        ("<div class='authi'><a href='/space?uid=7'>河边的人</a></div>", "河边的人"),
    ],
)
def test_bylines_below_the_title(byline: str, name: str) -> None:
    assert author(f"<h1>High Water</h1>{byline}{TEXT}{TEXT}") == name


@pytest.mark.parametrize(
    "line",
    [
        "<p>By price</p>",
        "<p>By Weight</p>",
        "<div class='author-filter'><p>Features: Wide Screen</p></div>",
        "<p>Sort by: Relevancy</p>",
        "<p>Shop by Brand</p>",
        "<p>River Walks</p>",
        "<p>By Monday</p>",
        "<p><a href='/author/'>All authors</a></p>",
        "<p>Author List</p>",
        "<div class='author'>undefined</div>",
        "<div class='authority'>Harbour Authority</div>",
    ],
)
def test_what_names_nobody(line: str) -> None:
    assert author(f"<h1>High Water</h1>{line}{TEXT}{TEXT}") is None


def test_the_head_s_title_may_name_the_author() -> None:
    head = "<title>High Water | by Ana Lima | River News</title>"
    assert author(f"<h1>High Water</h1>{TEXT}", head) == "Ana Lima"


def test_a_box_behind_the_text() -> None:
    box = "<div><h4>About the author</h4><p>Ana Lima</p></div>"
    assert author(f"<h1>High Water</h1>{TEXT}{TEXT}{box}") == "Ana Lima"


def test_a_list_of_posts_has_no_author() -> None:
    posts = "".join(
        f"<h2><a href='/{number}'>{title}</a></h2><p class='byline'>By {name}</p>"
        "<p>It rained, and then it rained more.</p>"
        for number, (title, name) in enumerate(
            [
                ("The Long Dry Spell", "Ana Lima"),
                ("Ferries at Night", "Bo Chen"),
                ("How Locks Work", "Carla Rossi"),
            ]
        )
    )
    assert author(f"<h1>News of the river</h1>{posts}") is None


def test_the_first_who_posts_in_a_forum_is_the_author() -> None:
    posts = "".join(
        f"<div class='post'><a class='username' href='/m/{name}'>{name}</a>{TEXT}</div>"
        for name in ("riverman7", "lockkeeper", "ana_l")
    )
    assert author(f"<h1>When does the ferry run?</h1>{posts}") == "riverman7"


@pytest.mark.parametrize("around", ["review-card", "comment-list", "testimonials"])
def test_who_wrote_something_else_on_the_page(around: str) -> None:
    other = f"<div class='{around}'><span class='author'>Ana Lima</span><p>Lovely.</p></div>"
    assert author(f"<h1>High Water</h1>{TEXT}{TEXT}{other}") is None


def test_persons_of_papers_are_not_the_page_s() -> None:
    papers = "".join(
        f"<li><a href='https://arxiv.org/abs/2301.0000{number}'>{title}</a><ul>"
        f"<li>Authors: {names}</li></ul></li>"
        for number, (title, names) in enumerate(
            [
                ("Learning to Read Tides from Photographs", "Ana Lima, Bo Chen"),
                ("Sparse Models of Sediment Flow", "Carla Rossi, Dieter Vogel"),
                ("A Survey of River Gauges", "Emma Stone, Farid Haddad"),
            ]
        )
    )
    assert author(f"<h1>Papers I read in May</h1><ul>{papers}</ul>") is None


class TestEmbedded:
    @pytest.mark.parametrize(
        ("value", "name"),
        [
            ("undefined", None),
            ("admin", None),
            ("page.head.extra.author", None),
            ("{{ author }}", None),
            (", Ana Lima", "Ana Lima"),
            ("Name, Ana Lima", "Ana Lima"),
            ("Discuz! Team and Comsenz UI Team", None),
        ],
    )
    def test_what_templates_leave_there(self, value: str, name: str | None) -> None:
        head = f'<title>High Water</title><meta name="author" content="{value}">'
        assert author(f"<h1>High Water</h1>{TEXT}", head) == name

    def test_the_site_itself_wrote_nothing(self) -> None:
        head = (
            '<title>High Water</title><meta name="author" content="Riverside Transport Authority">'
            '<meta property="og:site_name" content="Riverside Transport Authority">'
        )
        assert author(f"<h1>High Water</h1><p>By Ana Lima</p>{TEXT}", head) == "Ana Lima"
        assert author(f"<h1>High Water</h1>{TEXT}", head) is None

    def test_a_person_s_site_is_called_so(self) -> None:
        head = (
            '<title>High Water</title><meta name="author" content="Ana Lima">'
            '<meta property="og:site_name" content="Ana Lima">'
        )
        assert author(f"<h1>High Water</h1>{TEXT}", head) == "Ana Lima"

    def test_what_is_sold_has_no_byline(self) -> None:
        head = '<title>Rain boots</title><meta property="og:type" content="product">'
        assert author(f"<h1>Rain boots</h1><p>by Harbour Outfitters</p>{TEXT}", head) is None


def test_a_link_to_another_site_s_profiles_names_nobody() -> None:
    link = "<p><a href='https://social.example/profile/river'>Ana Lima</a></p>"
    body = f"<h1>High Water</h1>{TEXT}{link}{TEXT}"
    assert author(body, url="https://river.example/high-water") is None
