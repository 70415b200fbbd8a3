"""WACZ: records are read where they lie in the zip file, whatever is damaged around them."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from extractor.archives import Skipped
from tests.archives import making
from tests.archives.making import failures, flipped, numbers

RECORDS = [gzip.compress(making.record(number), mtime=0) for number in range(8)]
NAMES = ("archive/one.warc.gz", "archive/two.warc.gz")


def wacz(first=None, second=None, method=zipfile.ZIP_STORED):
    """Two WARC files of four pages each, with what else a WACZ holds around them."""
    parts = [b"".join(RECORDS[:4] if first is None else first)]
    parts.append(b"".join(RECORDS[4:] if second is None else second))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"org,pond)/ 2020", mtime=0))
        archive.writestr(NAMES[0], parts[0])
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr(NAMES[1], parts[1])
        archive.writestr("datapackage.json", "{}")
    return stream.getvalue()


def records(items):
    return [item for item in items if not isinstance(item, Skipped)]


def test_pages_of_all_warc_files_come_with_their_names(read):
    items = read(wacz(), "a.wacz")
    assert numbers(items) == list(range(8))
    assert f"a.wacz/{NAMES[1]}@" in records(items)[4].source.name
    assert records(items)[4].source.url == "http://pond.example/4"
    assert len(items) - 8 == 3, "what holds no pages is skipped, and counted"
    assert not failures(items)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_reading_goes_on_at_any_item(read, method):
    items = read(wacz(method=method), "a.wacz")
    for item in items:
        again = read(wacz(method=method), "a.wacz", item.start)
        first = next(n for n, each in enumerate(items) if each.start == item.start)
        assert again == items[first:]


def test_it_is_known_by_its_first_member_too(read):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(NAMES[0], b"".join(RECORDS))
    assert numbers(read(stream.getvalue(), "download.zip")) == list(range(8))


def test_compressed_members_are_read_within_the_limit(read):
    data = wacz(method=zipfile.ZIP_DEFLATED)
    assert numbers(read(data, "a.wacz")) == list(range(8))
    limited = read(data, "a.wacz", max_page_bytes=500)
    assert numbers(limited) == []
    assert {failure.kind for failure in failures(limited)} == {"limit"}


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (RECORDS[1][:-9], "gzip member"),
        (flipped(RECORDS[1], len(RECORDS[1]) // 2), "gzip member"),
        (flipped(RECORDS[1], -8), "incorrect data check"),
        (b"junk" * 40 + RECORDS[1], "none"),
    ],
    ids=["cut", "byte changed", "bad CRC", "junk"],
)
def test_damage_inside_a_warc_file_costs_what_is_damaged(read, damaged, reason):
    data = wacz([RECORDS[0], damaged, *RECORDS[2:4]])
    items = read(data, "a.wacz")
    assert set(range(8)) - set(numbers(items)) <= {1}
    (failure,) = failures(items)
    assert reason in failure.reason
    assert failure.offset == data.index(RECORDS[0]) + len(RECORDS[0])


def test_a_lost_directory_loses_no_page(read):
    data = wacz()
    items = read(data[: data.index(b"PK\x01\x02")], "a.wacz")
    assert numbers(items) == list(range(8))
    assert "directory is unreadable" in failures(items)[0].reason


@pytest.mark.parametrize("cut", [0.9, 0.6, 0.3])
def test_a_cut_file_gives_the_pages_before_the_cut(read, cut):
    data = wacz()
    data = data[: int(cut * data.index(b"PK\x01\x02"))]
    items = read(data, "a.wacz")
    whole = [number for number, record in enumerate(RECORDS) if record in data]
    assert numbers(items) == whole
    assert len(failures(items)) >= 2
    for item in records(items):
        assert set(numbers(read(data, "a.wacz", item.start))) <= set(whole)


def test_a_directory_that_lies_about_places_is_told(read):
    data = wacz()
    entry = data.index(NAMES[1].encode(), data.index(b"PK\x01\x02")) - 46
    lie = data[: entry + 42] + (99).to_bytes(4, "little") + data[entry + 46 :]
    items = read(lie, "a.wacz")
    assert numbers(items) == list(range(8))
    assert "is not where it should be" in failures(items)[0].reason


@pytest.mark.parametrize("size", [10, 10**6])
def test_a_directory_that_lies_about_sizes_is_told(read, size):
    data = wacz()
    entry = data.index(NAMES[0].encode(), data.index(b"PK\x01\x02")) - 46
    stated = size.to_bytes(4, "little")
    lie = data[: entry + 20] + stated + stated + data[entry + 28 :]
    items = read(lie, "a.wacz")
    assert numbers(items) == list(range(8))
    (failure,) = failures(items)
    assert f"its directory says {size:,}" in failure.reason


def test_archives_inside_and_bombs_are_refused(read):
    stream = io.BytesIO()
    bomb = gzip.compress(b"WARC/1.0\r\n" + bytes(40_000_000), mtime=0)
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/inner.wacz", wacz())
        archive.writestr("archive/bomb.warc.gz", bomb)
        archive.writestr(NAMES[0], b"".join(RECORDS[:2]))
    items = read(stream.getvalue(), "a.wacz", max_ratio=100)
    assert numbers(items) == [0, 1]
    told = [(failure.kind, failure.reason) for failure in failures(items)]
    assert told[0] == ("unreadable", "is an archive inside an archive: unpack it first")
    assert ("limit", "grows more than 100 times when unpacked") in told


def test_one_member_named_twice_is_read_once(read):
    data = wacz()
    begin = data.index(b"PK\x01\x02")
    entry = data.index(NAMES[0].encode(), begin) - 46
    size = 46 + len(NAMES[0])
    end = data.index(b"PK\x05\x06")
    tail = bytearray(data[end:])
    for place in (8, 10):
        tail[place : place + 2] = (6).to_bytes(2, "little")
    tail[12:16] = (end - begin + size).to_bytes(4, "little")
    twice = data[: entry + size] + data[entry : entry + size] + data[entry + size : end] + tail
    items = read(twice, "a.wacz")
    assert numbers(items) == list(range(8))
    assert [failure.reason for failure in failures(items)] == [
        "shares its bytes with another member"
    ]


def test_a_file_that_is_called_wacz_and_is_none_is_told(read):
    items = read(b"no zip at all" * 100, "a.wacz")
    assert numbers(items) == []
    assert failures(items)[-1].reason == "no WARC file is found in it"
