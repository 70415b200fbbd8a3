"""Single pages in every wrapping, folders, patterns, lists of paths."""

from __future__ import annotations

import gzip
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.archives import Failure, Page, ReadOptions, Skipped, all_archives, read_archive
from extractor.archives._inputs import expand
from tests.archives import making
from tests.archives.making import failures

MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: http://pond.example/snapshot
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="----x"

------x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------x
Content-Type: text/html; charset=gb18030
Content-Transfer-Encoding: quoted-printable
Content-Location: http://pond.example/page

<h1>Pond 3</h1>=3Cp=3E=B3=D8=CC=C1=3C/p=3E
------x--
"""


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_page_of_a_web_archive(read, line_end):
    (item,) = read(MHTML.replace(b"\n", line_end), "a.mhtml")
    assert item.source.data.strip() == "<h1>Pond 3</h1><p>池塘</p>".encode("gb18030")
    assert (item.source.url, item.source.charset) == ("http://pond.example/page", "gb18030")
    assert item.source.media_type == "text/html"


def test_a_web_archive_in_a_zip_and_one_without_a_page(read):
    (item,) = read(making.zipped([("a.mht", MHTML)]), "a.zip")
    assert item.source.url == "http://pond.example/page"
    (item,) = read(MHTML.replace(b"text/html; charset", b"text/css; charset"), "a.mhtml")
    assert isinstance(item, Failure)


def test_the_address_that_a_saved_page_notes(read):
    saved = (
        b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: http://pond.example/s \n"
    )
    assert read(saved + b"--><p>Pond", "a.html")[0].source.url == "http://pond.example/s"
    saved = b"<!-- saved from url=(0022)http://pond.example/i/ -->\r\n<html><p>Pond"
    assert read(saved, "a.htm")[0].source.url == "http://pond.example/i/"


def test_compressed_pages_whole_and_cut(read):
    assert read(gzip.compress(making.page(1)), "a.html.gz")[0].source.data == making.page(1)
    (failure,) = read(gzip.compress(os.urandom(9000))[:-200], "a.html.gz")
    assert (failure.kind, failure.offset) == ("damaged", 0)


def test_what_is_missing_is_a_failure(tmp_path):
    (failure,) = read_archive(str(tmp_path / "none.html"), ReadOptions())
    assert failure.reason == "cannot be read: No such file or directory"


def test_folders_patterns_and_lists(tmp_path):
    for name in ("b/2.html", "b/c/3.html", "a.html", "b/x.css", "z.warc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"<p>Pond")
    (tmp_path / "link.html").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")
    found = [
        item.name if isinstance(item, Skipped) else item for item in expand([str(tmp_path)], None)
    ]
    names = ("a.html", "link.html", "pipe", "z.warc", "b/2.html", "b/x.css", "b/c/3.html")
    assert found == [str(tmp_path / name) for name in names]
    pattern = str(tmp_path / "**/*.html")
    assert len(list(expand([pattern], None))) == 4
    (failure,) = expand([str(tmp_path / "*.none")], None)
    assert failure.reason == "no file matches"
    for text in (b"a.html\nb c.html\n", b"a.html\0b c.html\0"):
        assert list(expand(["-"], io.BytesIO(text))) == ["a.html", "b c.html"]


def test_formats_have_their_own_ranks():
    ranks = [archive.rank for archive in all_archives()]
    assert len(set(ranks)) == len(ranks)
    assert all_archives()[-1].name == "page"


_SEEDS = (
    making.zipped([("1.html", making.page(1, 3))]),
    making.tarred([("1.html", making.page(1, 3))]),
    gzip.compress(making.record(1, body=making.page(1, 3))),
    making.record(1, body=making.page(1, 3)),
    MHTML,
    b'{"html": "<p>Pond"}\n' * 3,
)
_NAMES = ("a.zip", "a.tar", "a.warc.gz", "a.warc", "a.mhtml", "a.jsonl", "a.csv", "a.html")


@given(
    st.sampled_from(_SEEDS),
    st.sampled_from(_NAMES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8)), max_size=4),
    st.floats(0, 1),
)
def test_nothing_that_a_file_holds_raises(tmp_path_factory, data, name, changes, cut):
    path = tmp_path_factory.getbasetemp() / name
    for place, piece in changes:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + len(piece) :]
    path.write_bytes(data[: int(cut * len(data)) + 1])
    items = list(read_archive(str(path), ReadOptions()))
    assert items
    assert all(isinstance(item, Page | Failure | Skipped) for item in items)
    assert not any(failure.kind == "error" for failure in failures(items))


def test_an_archive_inside_an_archive_is_told(read):
    inner = gzip.compress(making.record(1))
    (failure,) = read(making.zipped([("a.warc.gz", inner)]), "a.zip")
    assert "inside an archive" in failure.reason


def test_parts_within_parts_without_end(read):
    part = b"Content-Type: multipart/related; boundary=x%d\n\n--x%d\n"
    (failure,) = read(b"".join(part % (n, n) for n in range(3000)), "a.mhtml")
    assert failure.reason == "MHTML without a page"
