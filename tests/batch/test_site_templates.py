"""The first pass of a batch: what the pages of a site repeat."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
from contextlib import closing

import pytest

from extractor.errors import UsageError
from tests.archives import making
from tests.batch.conftest import outputs
from tests.batch.test_batch import pages
from tests.batch.test_interruptions import wait_for

FRAME = (
    "This diary is kept by the people of the lake, in turn, and has been for as long as they know."
)
NAMES = "Ada Ben Cleo Dora Emil Fay Gus Hal Ida Jon Kit Lou".split()
PAPER = (
    "<h2>How banks move in floods</h2><p>Authors: Ana Lima, Bo Chen</p>"
    "<p>Abstract: We follow one bank for a year and find that it moves in floods only.</p>"
)


def post(name, *, extra="", head=""):
    lines = "".join(
        f"<p>{name} went to the lake at {hour}, when the others were still asleep, and {name} "
        "counted boats until there were none left.</p>"
        for hour in range(4)
    )
    return (
        f"<html><head><title>{name}</title>{head}</head><body><div><p>{FRAME}</p><h1>{name}</h1>"
        f"{lines}{extra}</div></body></html>"
    ).encode()


@pytest.fixture
def warc(tmp_path):
    """Twelve pages of one site, one of them twice, and one of another."""
    path = tmp_path / "site.warc"
    records = [making.record(number, body=post(name)) for number, name in enumerate(NAMES)]
    records.append(making.record(99, body=post(NAMES[0])))
    other = making.record(5, body=post("Solo")).replace(b"http://pond.", b"http://www.sea.")
    path.write_bytes(b"".join([*records, other]))
    return path


def test_the_frame_of_a_site_is_removed_with_its_count(run, warc, tmp_path):
    run(warc)
    *found, _twice, solo = pages(tmp_path / "out")
    for page in found:
        assert FRAME not in page["content"]["text"]
        (removed,) = [each for each in page["removed"] if FRAME in each["text"]]
        assert removed["evidence"].startswith("template: the same on 12 of 12 pages of this site")
        assert "counted boats" in page["content"]["text"]
    assert FRAME in solo["content"]["text"]


def test_without_the_option_every_page_is_judged_by_itself(run, warc, tmp_path):
    run(warc, site_templates=False)
    assert all(FRAME in page["content"]["text"] for page in pages(tmp_path / "out"))
    assert not (tmp_path / "out/templates").exists()
    with pytest.raises(UsageError, match="site_templates was false, is true"):
        run(warc)


def test_pages_without_a_given_address_state_their_own(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        head = f"<link rel='canonical' href='https://lake.example/{name}'>"
        (folder / f"{name}.html").write_bytes(post(name, head=head))
    (folder / "z.html").write_bytes(post("Zoe"))
    run(folder)
    *stated, without = pages(tmp_path / "out")
    assert all(FRAME not in page["content"]["text"] for page in stated)
    assert FRAME in without["content"]["text"]


def test_an_entry_that_all_pages_list_is_content_on_each(run, tmp_path):
    path = tmp_path / "site.warc"
    records = [making.record(n, body=post(name, extra=PAPER)) for n, name in enumerate(NAMES)]
    path.write_bytes(b"".join(records))
    run(path, folder="with")
    run(path, folder="without", site_templates=False)
    for page, alone in zip(pages(tmp_path / "with"), pages(tmp_path / "without"), strict=True):
        assert page["papers"] == alone["papers"] != []
        assert FRAME not in page["content"]["text"]
        assert "We follow one bank" in page["content"]["text"]


def test_order_of_pages_and_engine_do_not_change_the_templates(run, tmp_path):
    names = [f"{first} {second}" for first in NAMES for second in NAMES[:8]]
    draw = random.Random(3)
    for folder, engine in (("one", "inline"), ("two", "local")):
        path = tmp_path / f"{folder}.warc"
        path.write_bytes(b"".join(making.record(n, body=post(x)) for n, x in enumerate(names)))
        draw.shuffle(names)
        run(path, folder=folder, engine=engine, workers=2)
    one, two = (
        {name: data for name, data in outputs(tmp_path / each).items() if "templates" in name}
        for each in ("one", "two")
    )
    assert one == two
    assert len(one) == 1


@pytest.mark.parametrize("wanted", [1, 3])
def test_killed_in_the_first_pass_it_goes_on_and_ends_with_the_same_bytes(
    undisturbed, inputs, start, tmp_path, run, wanted
):
    process = start(inputs)
    state = tmp_path / "out/state.sqlite"

    def looked():
        try:
            with closing(sqlite3.connect(state)) as database:
                return database.execute("SELECT count(*) FROM looks").fetchone()[0] >= wanted
        except sqlite3.Error:
            return False

    wait_for(looked)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not list((tmp_path / "out/pages").iterdir())
    run(inputs)
    assert outputs(tmp_path / "out") == undisturbed
    assert any("templates" in name for name in undisturbed)


def test_templates_that_are_gone_are_told(run, warc, tmp_path):
    run(warc, folder="whole")
    run(warc)
    for path in (tmp_path / "out/templates").iterdir():
        path.unlink()
    with pytest.raises(UsageError, match="start again with --fresh"):
        run(warc)
    run(warc, fresh=True)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def test_the_summary_counts_pages_once(run, warc, tmp_path):
    run(warc)
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    assert summary["pages"] == summary["items"] == 14
