"""Corrections in the form of gold pages: written, read back, put into results."""

from __future__ import annotations

import copy
import dataclasses
import json

import jsonschema
import pytest

from extractor.corrections import read_corrections
from extractor.corrections.apply import corrected, reviewed_papers
from extractor.errors import InputError
from extractor.formats._schema import output_schema
from extractor.formats.json import to_dict
from tests.review.pages import added, block_with, entry, review, saved, stages_of

STAGES = stages_of()
FIRST, SECOND = STAGES.result.papers


def after(sent):
    """The result with what the reviewer sent, by way of the line that is written."""
    return corrected(STAGES, saved(STAGES, sent).correction).result


def test_nothing_said_changes_nothing():
    assert after(review(entry(FIRST), entry(SECOND))) == STAGES.result


def test_an_accepted_entry_is_sure_and_keeps_its_values():
    result = after(review(entry(FIRST, "accepted"), entry(SECOND)))
    one, other = result.papers
    assert one == dataclasses.replace(
        FIRST, confidence=1.0, found_by=(*FIRST.found_by, "correction")
    )
    assert other == SECOND
    jsonschema.validate(to_dict(result), output_schema())


def test_a_corrected_entry_has_the_values_of_the_reviewer():
    change = entry(FIRST, "corrected", title="Remembering Water", authors=["Mara Quill"], year=2019)
    (one, _) = after(review(change, entry(SECOND))).papers
    assert (one.title, one.year) == ("Remembering Water", 2019)
    assert one.authors == FIRST.authors[:1]
    assert (one.place, one.abstract) == (FIRST.place, FIRST.abstract)


def test_a_deleted_entry_is_gone_and_its_text_goes_where_it_was_judged_to_belong():
    result = after(review(entry(SECOND)))
    assert [(paper.id, paper.title) for paper in result.papers] == [("p1", SECOND.title)]
    assert [item.paper for item in STAGES.result.page.outline if item.paper] == ["p1", "p2"]
    assert [item.paper for item in result.page.outline if item.paper] == ["p1"]


def test_an_added_entry_stands_where_its_title_is_printed():
    new = added("two papers about tides", year=2021)
    result = after(review(entry(FIRST), entry(SECOND), new))
    assert [paper.year for paper in result.papers] == [2021, 2018, 2020]
    assert saved(STAGES, review(entry(FIRST), entry(SECOND), new)).ids == ("p2", "p3", "p1")
    assert result.papers[0].place.xpath == "/html[1]/body[1]/p[1]"


def test_a_kind_that_was_changed_moves_the_text():
    words = block_with(STAGES, "This week the group")
    navigation = block_with(STAGES, "Site map")
    sent = review(
        entry(FIRST), entry(SECOND), kinds=[(words, "disclaimer"), (navigation, "content")]
    )
    result = after(sent)
    assert "This week" not in result.content.text
    assert "Site map" in result.content.text
    (moved,) = (piece for piece in result.removed if piece.kind == "disclaimer")
    assert moved.text.startswith("This week the group")
    assert moved.evidence == "set in review"


def test_a_block_of_an_entry_can_be_taken_out_too():
    inside = FIRST.blocks[-1]
    result = after(review(entry(FIRST), entry(SECOND), kinds=[(inside, "ad")]))
    assert STAGES.document.blocks[inside].text in [piece.text for piece in result.removed]


def test_the_line_is_a_gold_page():
    navigation = block_with(STAGES, "Site map")
    sent = review(
        entry(FIRST, "accepted"), entry(SECOND, "accepted"),
        kinds=[(navigation, "share")], complete=True,
    )  # fmt: skip
    line = saved(STAGES, sent).line
    assert line["papers"][0] | {"review": 0} == {
        "role": "featured", "number": FIRST.number, "label": FIRST.label,
        "title": "Remembering Water Levels with Very Small Networks", "title_translation": None,
        "authors": ["Mara Quill", "Odd Fjeld"], "year": 2018, "venue": None,
        "abstract": FIRST.abstract, "abstract_translation": None, "note": False,
        "identifiers": {}, "links": [], "note_text": None, "date": FIRST.date, "volume": None,
        "issue": None, "pages": None, "publisher": None, "keywords": [], "review": 0,
    }  # fmt: skip
    text = STAGES.document.blocks[navigation].text
    assert {"kind": "share", "text": text, "block": navigation} in line["boilerplate"]
    assert text in line["content_without"]
    assert FIRST.title in line["content_with"]
    assert line["review"]["complete"] is True
    assert json.loads(json.dumps(line)) == line


def test_a_second_review_goes_on_from_the_first():
    first = saved(STAGES, review(entry(FIRST, "corrected", title="Remembering Water"))).correction
    (shown,) = reviewed_papers(STAGES, first)
    second = saved(STAGES, review(entry(shown.paper, "corrected", year=2001)), first).correction
    (paper,) = corrected(STAGES, second).result.papers
    assert (paper.title, paper.year, paper.place) == ("Remembering Water", 2001, FIRST.place)
    again = saved(STAGES, review(entry(shown.paper, "corrected")), first).correction
    assert corrected(STAGES, again).result.papers[0].title == "Remembering Water"
    third = saved(STAGES, review(), second).correction
    assert corrected(STAGES, third).result.papers == ()


def test_corrections_find_their_blocks_on_a_page_with_more_blocks():
    """Another version of the extractor may cut the page into other blocks."""
    words = block_with(STAGES, "This week the group")
    one = saved(STAGES, review(entry(FIRST), entry(SECOND), kinds=[(words, "ad")])).correction
    moved = dataclasses.replace(
        one, kinds=tuple(dataclasses.replace(each, block=each.block + 1) for each in one.kinds)
    )
    assert corrected(STAGES, moved).result == corrected(STAGES, one).result


def test_values_that_the_page_does_not_print_are_told():
    change = entry(FIRST, "corrected", authors=["Mara Quill", "Nemo Nobody"], year=1999)
    assert saved(STAGES, review(change)).not_printed == ("Nemo Nobody", "1999")
    same = entry(FIRST, "corrected", title="remembering water levels WITH very small networks")
    assert saved(STAGES, review(same)).not_printed == ()


GOOD = review(entry(FIRST, "accepted"), kinds=[(0, "nav")])


def broken(change):
    sent = copy.deepcopy(GOOD)
    change(sent)
    return sent


@pytest.mark.parametrize(
    "sent",
    [
        broken(lambda sent: sent["entries"][0].update(id="p99")),
        broken(lambda sent: sent["entries"][0].update(id=["p1"])),
        broken(lambda sent: sent["entries"][0].update(state="best")),
        broken(lambda sent: sent["kinds"][0].update(block=9999)),
        broken(lambda sent: sent["kinds"][0].update(block=-1)),
        broken(lambda sent: sent["kinds"][0].update(block=True)),
        broken(lambda sent: sent["kinds"][0].update(kind="<b>")),
        broken(lambda sent: sent.update(entries=None)),
        broken(lambda sent: sent.pop("complete")),
        review(added(" ")),
        review(added("A", year="2001")),
        review(added("A", authors=[1])),
        review(added("A", links=[{"type": "pdf"}])),
        review(added("A", role="boss")),
    ],
)
def test_what_is_no_review_is_refused(sent):
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        saved(STAGES, sent)


def test_the_newest_line_of_a_page_counts_and_a_torn_end_is_left_out(tmp_path):
    lines = [saved(STAGES, review(entry(FIRST, state))).line for state in ("accepted", "open")]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    file = tmp_path / "corrections.jsonl"
    file.write_text(text + '{"id": "to', "utf-8")
    found = read_corrections(file)
    (correction,) = found.by_page.values()
    assert [paper.state for paper in correction.papers] == ["open"]
    file.write_text(text, "utf-8")
    assert read_corrections(file) == found
    file.write_text(text + text.splitlines(keepends=True)[0], "utf-8")
    assert read_corrections(file).digest != found.digest


def test_a_damaged_file_is_named_and_a_missing_one_is_empty(tmp_path):
    assert read_corrections(tmp_path / "none").by_page == {}
    file = tmp_path / "corrections.jsonl"
    for text in ("{}\n", "[1]\n", "\n{\n", '{"source": 1, "review": {}, "papers": [3]}\n'):
        file.write_text(text, "utf-8")
        with pytest.raises(InputError, match=r"line \d is no correction"):
            read_corrections(file)
