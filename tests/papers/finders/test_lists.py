"""Lists of papers, and lists that only look like them."""

from __future__ import annotations

import pytest

from extractor import extract

LEAD = "<h1>Ana Lima</h1><p>" + "I study how rivers move sand, and teach it. " * 6 + "</p>"
NUMBERS = range(1, 7)


def titles(body: str, role: str = "featured") -> list[str]:
    papers = extract(f"<html><body>{LEAD}{body}</body></html>").papers
    return [paper.title for paper in papers if paper.role == role]


def work(number: int) -> str:
    return f"The Motion of River Number {number} in Deep Sand"


def items(tag: str, form: str) -> str:
    return "".join(f"<{tag}>{form.format(title=work(n), n=n)}</{tag}>" for n in NUMBERS)


ALL = [work(number) for number in NUMBERS]


class TestPapers:
    @pytest.mark.parametrize(
        "body",
        [
            "<ul>"
            + items("li", '<a href="https://arxiv.org/abs/2101.0000{n}">{title}</a>, A. Lima, 2019')
            + "</ul>",
            items("div", "<b>{title}</b><br>Ana Lima, Bo Chen<br><i>Journal of Rivers</i>, 2019"),
            items("p", "Lima A., Chen B. {title}. Journal of Rivers, 12(3): 4-9, 2019."),
            "<dl>" + items("dt", "{title}</dt><dd>Ana Lima and Bo Chen, ICML 2019") + "</dl>",
        ],
        ids=["links", "cards", "citations", "definitions"],
    )
    def test_each_layout(self, body: str) -> None:
        assert titles(f"<h2>Publications</h2>{body}") == ALL

    def test_the_year_of_a_heading_belongs_to_the_items(self) -> None:
        body = items("li", "<b>{title}</b>. Ana Lima, Bo Chen. <i>Journal of Rivers</i>.")
        page = extract(f"{LEAD}<h2>Publications</h2><h3>2017</h3><ul>{body}</ul>")
        assert {paper.year for paper in page.papers} == {2017}

    def test_references_that_close_an_article(self) -> None:
        body = items("li", "Lima A., Chen B. {title}. Journal of Rivers, 12(3): 4-9, 2019.")
        found = f"<h2>References</h2><ol>{body}</ol>"
        assert titles(found, "reference") == ALL
        assert titles(found) == []


class TestOthers:
    @pytest.mark.parametrize("heading", ["Patents", "Talks", "教学", "Projects"])
    def test_lists_under_other_headings(self, heading: str) -> None:
        body = items("li", "<b>{title}</b>, Ana Lima, 2019")
        assert titles(f"<h2>{heading}</h2><ul>{body}</ul>") == []

    def test_teasers_of_articles(self) -> None:
        body = items("div", '<a href="/news/{n}.html">{title}</a><br>by Ana Lima<br>2024-05-06')
        assert titles(f"<h2>More news</h2>{body}") == []

    def test_menus(self) -> None:
        assert titles("<ul>" + items("li", '<a href="/{n}">Rivers and Sand</a>') + "</ul>") == []

    def test_works_named_in_prose(self) -> None:
        sentence = (
            '<p>The idea goes back to <a href="https://arxiv.org/abs/2101.00001">Lima et al. '
            "2019</a>, who showed that it is not the water that moves the sand but the wind.</p>"
        )
        assert titles(sentence * 3) == []

    def test_placeholders(self) -> None:
        assert titles("<h2>Publications</h2><p>Papers coming soon.</p><p>TBA</p>") == []
