"""Embedded metadata of every format to works, and where their titles are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.build import build_document
from extractor.document.json_ld import parse_json_ld
from extractor.papers.bibtex import read_bibtex
from extractor.papers.embedded.from_bibtex import work_of_bibtex
from extractor.papers.embedded.from_coins import work_of_coins
from extractor.papers.embedded.from_json_ld import works_of_items
from extractor.papers.embedded.from_meta import work_of_meta
from extractor.papers.embedded.persons import bibtex_persons, read_persons
from extractor.papers.embedded.printed import find_titles, key_of
from extractor.records import Block, Decoded, Head

PERSONS = [
    (["Varga, Ilse", "Tunde Okafor"], "Varga, Ilse|Tunde Okafor"),
    (["Varga, Ilse; Okafor, Tunde P."], "Varga, Ilse|Okafor, Tunde P."),
    (["Ilse Varga, Tunde Okafor"], "Ilse Varga|Tunde Okafor"),
    (["Ilse Varga, Tunde Okafor, Jo Kim"], "Ilse Varga|Tunde Okafor|Jo Kim"),
    (["沈一帆", "沈一帆"], "沈一帆"),
    (["Varga, Ilse (0000-0001-2345-678X)"], "Varga, Ilse"),
    (["https://orcid.example/1"], ""),
]


@pytest.mark.parametrize(("values", "names"), PERSONS)
def test_persons(values, names):
    assert "|".join(person.name for person in read_persons(values)) == names


BIBTEX_PERSONS = [
    ("Ludwig van Beethoven and Doe, Jane", "Ludwig|van Beethoven;Jane|Doe"),
    ('M{\\"u}ller, J. and others', "J.|Müller"),
    ("{Guild of Walls and Gates} and Kim, Jo", "None|None;Jo|Kim"),
    ("de la Cruz, Jr., Ana", "Ana|de la Cruz Jr."),
    ("<strong>Doe</strong>, Jane", "Jane|Doe"),
]


@pytest.mark.parametrize(("text", "parts"), BIBTEX_PERSONS)
def test_bibtex_persons(text, parts):
    people = bibtex_persons(text)
    assert ";".join(f"{person.given}|{person.family}" for person in people) == parts


@given(st.text(max_size=80))
def test_persons_of_any_text(text):
    assert all(person.name for person in (*bibtex_persons(text), *read_persons([text])))


def _work(source):
    return work_of_bibtex(next(iter(read_bibtex(source))))


def test_bibtex_fields():
    work = _work(
        "@inproceedings{k, title={A {B}ook: of Tests}, subtitle={Part Two}, author={Jo Kim},"
        "booktitle={Proc. of Things}, pages={1--9}, year=2020, eprint={2001.99999v2},"
        "archivePrefix={arXiv}, doi={https://doi.org/10.5555/x.1}, www_pdf_url={http://a.example/p.pdf},"
        "isbn={978-3-16-148410-0}}"
    )
    assert work.title == "A Book: of Tests: Part Two"
    assert work.year == 2020
    assert dict(work.values) == {"venue": "Proc. of Things", "pages": "1–9"}
    assert dict(work.identifiers) == {"arxiv": "2001.99999", "doi": "10.5555/x.1"}
    assert [(link.url, link.type) for link in work.links] == [("http://a.example/p.pdf", "pdf")]


def test_the_isbn_of_a_book_is_its_own():
    work = _work("@book{k, title={On Walls}, author={Jo Kim}, isbn={978-3-16-148410-0}}")
    assert dict(work.identifiers) == {"isbn": "978-3-16-148410-0"}


@pytest.mark.parametrize("kind", ["software", "proceedings"])
def test_records_of_no_work(kind):
    assert _work(f"@{kind}{{k, title={{Something Else}}}}") is None


COINS = (
    "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.genre={}&rft.atitle=On+Smoke"
    "&rft.jtitle=Apiary&rft.au=Bell,+Ursula&rft.date=2014-03&rft.spage=9&rft.epage=12&rft_id={}"
)


def test_coins():
    work = work_of_coins(COINS.format("article", "info:doi/10.5555/a.9"))
    assert (work.title, work.date, work.values["venue"]) == ("On Smoke", "2014-03", "Apiary")
    assert work.values["pages"] == "9–12"
    assert [person.name for person in work.authors] == ["Bell, Ursula"]
    assert dict(work.identifiers) == {"doi": "10.5555/a.9"}
    assert (
        work_of_coins(COINS.format("article", "info:pmid/1234567")).identifiers["pmid"] == "1234567"
    )


def test_coins_of_other_things():
    assert work_of_coins(COINS.format("unknown", "")) is None
    assert work_of_coins("rft.genre=article") is None


def test_meta_by_trust_and_without_markup():
    head = Head(
        meta=(
            ("dc.title", "Another form"),
            ("citation_title", "Drift of <i>Marsh</i> &amp; Moor"),
            ("citation_author", "Varga, Ilse"),
            ("dc.creator", "Ilse Varga"),
            ("citation_online_date", "2018/12/30"),
            ("citation_publication_date", "2019/01"),
        )
    )
    work, sure = work_of_meta(head)
    assert sure
    assert work.title == "Drift of Marsh & Moor"
    assert [person.name for person in work.authors] == ["Varga, Ilse"]
    assert work.date == "2019-01"


@pytest.mark.parametrize(
    "meta",
    [
        (("citation_title", " "), ("citation_author", "Doe, Jane")),
        (("dc.title", "Opening hours"), ("dc.type", "Text"), ("dc.creator", "Office")),
        (("og:title", "A post"), ("og:type", "article")),
    ],
)
def test_meta_of_no_work(meta):
    assert work_of_meta(Head(meta=meta)) is None


def _items(markup):
    decoded = Decoded(f"<html><body>{markup}</body></html>", "utf-8", "text", 0, "text/html")
    return works_of_items(build_document(decoded).head)


RDFA = """<div vocab="http://schema.org/" typeof="ScholarlyArticle">
<h2 property="name">On Bells</h2>
<span property="author" typeof="Person"><span property="name">Jo Kim</span></span>
<ol><li property="citation" typeof="ScholarlyArticle"><span property="name">Cited</span></li></ol>
</div>"""
MICRODATA = """<div itemscope itemtype="https://schema.org/ScholarlyArticle">
<h2 itemprop="headline">On Bells</h2><meta itemprop="author" content="Jo Kim">
<ol><li itemprop="citation" itemscope itemtype="https://schema.org/ScholarlyArticle">
<meta itemprop="headline" content="Cited"></li></ol></div>"""
JSON_LD = """<script type="application/ld+json">//<![CDATA[
{"@context": "https://schema.org", "@type": ["Thing", "schema:ScholarlyArticle"],
"name": "On Bells", "author": [{"@type": "Person", "name": "Jo Kim"}],
"citation": {"@type": "Chapter", "name": "Cited"},}
//]]></script>"""


@pytest.mark.parametrize("markup", [RDFA, MICRODATA, JSON_LD], ids=["rdfa", "microdata", "json-ld"])
def test_items_without_what_they_cite(markup):
    (work,) = _items(markup)
    assert work.title == "On Bells"
    assert [person.name for person in work.authors] == ["Jo Kim"]


@pytest.mark.parametrize("kind", ["BlogPosting", "NewsArticle", "Article", "Product", "Book"])
def test_items_of_no_work(kind):
    markup = f'<script type="application/ld+json">{{"@type": "{kind}", "name": "A Name"}}</script>'
    assert _items(markup) == ()


@pytest.mark.parametrize("source", ["", "{", "[1,", "null", '{"a": [}'])
def test_json_that_is_none(source):
    assert parse_json_ld(source) is None


def test_titles_are_found_where_they_are_printed():
    texts = [
        "See “Slow-Drift: a Study” today",
        "slow drift (a study)",
        "Slow drift a studying",
        "x",
    ]
    blocks = [Block(at, "paragraph", text, 0) for at, text in enumerate(texts)]
    spots = find_titles(blocks, ["Slow Drift: A Study"])[key_of("Slow drift a study")]
    assert [texts[spot.block][spot.start : spot.end] for spot in spots] == [
        "Slow-Drift: a Study",
        "slow drift (a study",
    ]


def test_short_and_chinese_titles():
    texts = ["《盐田水温》见下", "Moss Ink", "Moss Inks"]
    blocks = [Block(at, "paragraph", text, 0) for at, text in enumerate(texts)]
    found = find_titles(blocks, ["盐田水温的变化", "Moss Ink"])
    assert {key: [spot.block for spot in spots] for key, spots in found.items()} == {"mossink": [1]}
