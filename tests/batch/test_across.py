"""One bibliography, copies of pages, entries mended from copies."""

from __future__ import annotations

import json
import random
from contextlib import closing

import pytest

from benchmarks.batch_bibliography import EMPTY, measure
from extractor.batch.across.bibliography import Bibliography
from extractor.batch.across.copies import Copies

TITLE = "Measuring the slow drift of gravel banks with buried radio tags"
AUTHORS = (
    {"name": "Ana Lima", "given": None, "family": None},
    {"name": "Chen, B.", "given": "B.", "family": "Chen"},
)
OTHERS = ({"name": "Olga Novak", "given": "Olga", "family": "Novak"},)


def paper(title=TITLE, authors=AUTHORS, year=2019, **fields):
    where = {"page": "a.html", "page_url": None, "page_sha256": "0", "id": "p1"}
    return {**EMPTY, **where, "title": title, "authors": list(authors), "year": year, **fields}


def records(*papers):
    with closing(Bibliography()) as bibliography:
        bibliography.add(papers)
        return [record for record, _ in bibliography.records()]


def repaired(*papers):
    with closing(Bibliography()) as bibliography:
        bibliography.add(papers)
        return [repair for _, found in bibliography.records() for repair in found]


@pytest.mark.parametrize(
    "other",
    [
        paper(TITLE.upper()),
        paper(TITLE.replace("gravel", "gravell") + "."),
        paper(f"{TITLE}: a report", year=2018),
        paper(year=None, authors=()),
        paper(authors=[{"name": "Lima, A.", "given": "A.", "family": "Lima"}]),
        paper("埋设无线电标签测量砾石滩的缓慢移动", title_translation=TITLE),
        paper("Gravel drift", identifiers={"arxiv": "1901.00001v2"}),
    ],
    ids=["capitals", "misprint", "subtitle", "bare", "short list", "translation", "identifier"],
)
def test_one_paper_as_two_pages_print_it(other):
    (record,) = records(paper(identifiers={"arxiv": "1901.00001"}), other)
    assert len(record["mentions"]) == 2


@pytest.mark.parametrize(
    "other",
    [
        paper(f"{TITLE} II"),
        paper(TITLE.replace("slow", "fast")),
        paper(authors=OTHERS),
        paper(year=2009),
        paper(identifiers={"doi": "10.5555/2"}),
        paper("On the taste of harbour water", OTHERS, identifiers={"arxiv": "1901.00001"}),
    ],
    ids=["second part", "other word", "other authors", "ten years on", "other DOI", "wrong link"],
)
def test_papers_that_only_look_alike_stay_apart(other):
    first = paper(identifiers={"doi": "10.5555/1", "arxiv": "1901.00001"})
    assert len(records(first, other)) == 2


def test_a_chain_of_likenesses_does_not_join_what_contradicts():
    bare = paper(year=None, authors=())
    one, other = paper(identifiers={"doi": "10.5555/1"}), paper(identifiers={"doi": "10.5555/2"})
    found = records(one, bare, other)
    assert len(found) == 2
    assert sum(len(record["mentions"]) for record in found) == 3


def test_fields_are_chosen_by_agreement_and_disagreement_is_told():
    (record,) = records(
        paper(year=2018, venue="River Letters"), paper(year=2019), paper(year=2019, authors=()),
    )  # fmt: skip
    assert (record["year"], record["venue"]) == (2019, "River Letters")
    assert [author["name"] for author in record["authors"]] == ["Ana Lima", "Chen, B."]
    assert record["conflicts"] == {"year": [2018, 2019]}


def test_the_order_of_pages_changes_no_grouping():
    draw = random.Random(4)
    papers = [paper(TITLE), paper(f"{TITLE} II"), paper(TITLE.upper()), paper("Reeds", OTHERS)]

    def groups(order):
        listed = [{**each, "page": str(papers.index(each))} for each in order]
        return {frozenset(m["page"] for m in r["mentions"]) for r in records(*listed)}

    assert len({frozenset(groups(draw.sample(papers, 4))) for _ in range(6)}) == 1


def test_the_synthesised_bibliography_is_merged_as_it_should():
    precision, recall, _ = measure(400, seed=7)
    assert 2 * precision * recall / (precision + recall) >= 0.98


TEXT = "We bury tags in a gravel bank and look for them after each flood, four years long. "


def test_a_cut_entry_is_completed_and_the_source_is_told():
    cut = paper(abstract=TEXT + "The tags mo", status="truncated")
    whole = paper(abstract=TEXT + "The tags moved little.", page="b.html", note="Read this.")
    (repair,) = repaired(cut, paper(page="c.html", abstract="Other words."), whole)
    assert repair["fields"] == {"abstract": whole["abstract"], "note": "Read this."}
    assert (repair["page"], repair["from"]["page"]) == ("a.html", "b.html")
    assert records(cut, whole)[0]["abstract"] == whole["abstract"]


def test_a_cut_entry_is_not_completed_from_another_text():
    cut = paper(abstract="Tags were buried in two rivers and never", status="truncated")
    assert repaired(cut, paper(abstract=TEXT)) == []


def page(name, text):
    source = {"name": name, "url": None, "sha256": name}
    return {"source": source, "page": {"url": None}, "content": {"text": text}}


def copies(*pages):
    with closing(Copies()) as found:
        found.add(pages)
        return list(found.groups())


def sentences(seed, count=30):
    draw = random.Random(seed)
    words = "river bank flood gravel tag winter spring water stone sand tide reed".split()
    return " ".join(" ".join(draw.choices(words, k=9)).capitalize() + "." for _ in range(count))


def test_copies_of_pages_exact_and_near():
    text, other = sentences(1), sentences(2)
    groups = copies(
        page("a", text), page("x", other), page("b", text.upper()),
        page("c", text + " Copied by a friend of rivers."), page("y", sentences(3)),
    )  # fmt: skip
    assert [[each["page"] for each in group["pages"]] for group in groups] == [["a", "b", "c"]]
    assert groups[0]["kind"] == "near"
    assert [each["likeness"] for each in groups[0]["pages"]][:2] == [1.0, 1.0]
    assert 0.8 <= groups[0]["pages"][2]["likeness"] < 1


def test_chinese_copies_and_short_pages():
    text = "".join(f"第{n}天测量池塘的水位，记下风向和云量，再比较去年的数字。" for n in range(12))
    near = page("b", text.replace("云量", "雨量", 1))
    groups = copies(page("a", text), near, page("c", "短文"), page("d", "短文"))
    assert [(group["kind"], len(group["pages"])) for group in groups] == [("near", 2), ("exact", 2)]


def test_a_batch_writes_them(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    body = f"<p>Title: {TITLE}</p><p>Authors: Ana Lima, Bo Chen</p><p>Abstract: {TEXT}</p>"
    for name in ("a.html", "b.html"):
        (folder / name).write_text(f"<html><body>{body}<p>{sentences(1)}</p></body></html>")
    run(folder)
    (record,) = map(json.loads, (tmp_path / "out/bibliography.jsonl").read_text().splitlines())
    assert [mention["page"][-6:] for mention in record["mentions"]] == ["a.html", "b.html"]
    (group,) = map(json.loads, (tmp_path / "out/copies.jsonl").read_text().splitlines())
    assert group["kind"] == "exact"
    assert json.loads((tmp_path / "out/summary.json").read_text())["bibliography"] == 1
