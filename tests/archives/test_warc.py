"""WARC files: what is read, what is skipped, and that damage takes no good page along."""

from __future__ import annotations

import gzip
import io
import zlib

import brotli
import pytest
import zstandard
from warcio.warcwriter import WARCWriter

from extractor.archives import Page, Skipped
from tests.archives import making
from tests.archives.making import failures, numbers

DAMAGED = making.damaged_warcs()


@pytest.mark.parametrize("name", DAMAGED)
def test_good_pages_before_and_after_damage_are_kept(read, name):
    ending, data, whole = DAMAGED[name]
    items = read(data, f"a{ending}")
    assert numbers(items) == sorted(whole)
    (failure,) = failures(items)
    assert failure.kind in {"damaged", "limit"}
    assert 0 < failure.offset < len(data)


@pytest.mark.parametrize("name", DAMAGED)
def test_reading_goes_on_where_an_item_began(read, name):
    ending, data, _ = DAMAGED[name]
    items = read(data, f"a{ending}")
    for index, item in enumerate(items):
        first = next(i for i, each in enumerate(items) if each.start == item.start)
        again = read(data, f"a{ending}", item.start)
        assert again[index - first :] == items[index:]


def test_records_that_are_no_pages_are_skipped_and_counted(read):
    data = b"".join([
        making.record(1, kind="warcinfo"), making.record(2), making.record(3, kind="request"),
        making.record(4, kind="revisit"), making.record(5, kind="resource"),
        making.record(6, kind="conversion", body=b"Pond six in plain words."),
    ])  # fmt: skip
    items = read(data)
    assert [type(item) for item in items] == [Skipped, Page, Skipped, Skipped, Page, Page]
    assert {item.reason for item in items if isinstance(item, Skipped)} == {
        "warcinfo record", "request record", "revisit record",
    }  # fmt: skip
    assert items[1].source.url == "http://pond.example/2"
    assert items[1].source.charset == "utf-8"
    assert items[5].source.media_type == "text/plain"


def test_pictures_and_redirections_are_skipped(read):
    picture = making.record(1, head="HTTP/1.1 200 OK\r\nContent-Type: image/png")
    moved = making.record(2, head="HTTP/1.1 301 Moved\r\nContent-Type: text/html")
    assert [item.reason for item in read(picture + moved)] == ["image/png", "redirection"]


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("zstd", lambda data: zstandard.ZstdCompressor().compress(data)),
        ("gzip", bytes),
        ("br", bytes),
    ],
    ids=["gzip", "deflate", "raw deflate", "br", "zstd", "gzip taken off", "br taken off"],
)
def test_content_codings_are_taken_off(read, coding, packed):
    items = read(
        making.record(
            7, body=packed(making.page(7)), head=f"{making.OK}\r\nContent-Encoding: {coding}"
        )
    )
    assert items[0].source.data == making.page(7)


def test_chunks_are_joined_and_a_missing_last_one_is_told(read):
    whole = making.page(3)
    chunks = b"".join(
        f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (whole[:100], whole[100:])
    )
    coded = {"head": f"{making.OK}\r\nTransfer-Encoding: chunked"}
    good, cut = (
        read(making.record(3, body=body, **coded))[0] for body in (chunks + b"0\r\n\r\n", chunks)
    )
    assert good.source.data == cut.source.data == whole
    assert good.notes == ()
    assert "chunks" in cut.notes[0]


def test_a_page_that_the_crawler_cut_is_marked(read):
    (item,) = read(making.record(1, extra="WARC-Truncated: length\r\n"))
    assert item.notes == ("the crawler cut the page: length",)


def test_one_member_for_the_whole_file(read):
    data = gzip.compress(b"".join(making.record(number) for number in range(5)))
    assert numbers(read(data, "a.warc.gz")) == [0, 1, 2, 3, 4]


def test_a_page_over_the_limit_is_a_failure_and_the_next_is_read(read):
    data = making.record(1) + making.record(2, body=b"<p>" + b"x" * 400_000) + making.record(3)
    items = read(data, max_page_bytes=100_000)
    assert numbers(items) == [1, 3]
    assert [failure.kind for failure in failures(items)] == ["limit"]


def test_a_bomb_in_a_response_is_a_failure(read):
    bomb = gzip.compress(bytes(30_000_000))
    data = making.record(
        1, body=bomb, head=f"{making.OK}\r\nContent-Encoding: gzip"
    ) + making.record(2)
    items = read(data, max_page_bytes=1_000_000)
    assert numbers(items) == [2]
    assert failures(items)[0].kind == "limit"


@pytest.mark.parametrize("packed", [True, False])
def test_reads_what_another_program_wrote(read, packed):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for number in range(3):
        writer.write_record(
            writer.create_warc_record(
                f"http://pond.example/{number}", "resource", io.BytesIO(making.page(number)),
                warc_content_type="text/html",
            )
        )  # fmt: skip
    items = read(stream.getvalue(), "any.name")
    assert numbers(items) == [0, 1, 2]
    assert items[2].source.url == "http://pond.example/2"
