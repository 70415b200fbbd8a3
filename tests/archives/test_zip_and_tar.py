"""Zip and tar: hostile names, bombs, lying directories, damage."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
import zstandard

from extractor.archives import Skipped
from tests.archives import making
from tests.archives.making import failures, numbers

PAGES = [(f"{number}.html", making.page(number)) for number in range(5)]
HOSTILE = ("../../x.html", "/etc/x.html", "C:\\x.html", "a/../../b.html", "x\n\x1b[31m.html")
PACKERS = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}


@pytest.mark.parametrize(("make", "name"), [(making.zipped, "a.zip"), (making.tarred, "a.tar")])
def test_pages_come_in_order_and_reading_goes_on_anywhere(read, make, name):
    items = read(make(PAGES), name)
    assert numbers(items) == [0, 1, 2, 3, 4]
    assert items[3].source.name.endswith(f"{name}/3.html")
    assert read(make(PAGES), name, items[3].start) == items[3:]


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_tar_and_compressed_members(read, ending):
    packed = [(f"{name}{ending}", PACKERS[ending](data)) for name, data in PAGES]
    assert numbers(read(PACKERS[ending](making.tarred(PAGES)), f"a.tar{ending}")) == [0, 1, 2, 3, 4]
    assert numbers(read(making.zipped(packed), "a.zip")) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("make", "name"), [(making.zipped, "a.zip"), (making.tarred, "a.tar")])
def test_hostile_names_are_only_names(read, make, name, tmp_path):
    items = read(make([(member, making.page(1)) for member in HOSTILE]), name)
    assert numbers(items) == [1] * len(HOSTILE)
    assert list(tmp_path.iterdir()) == [], "nothing may be unpacked to disk"


def test_links_and_devices_in_a_tar_are_skipped(read):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo("x.html")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    items = read(stream.getvalue(), "a.tar")
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "link", "link", "special file", "folder",
    ]  # fmt: skip


def test_long_names_in_both_dialects(read):
    for dialect in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w", format=dialect) as archive:
            member = tarfile.TarInfo("folder/" * 40 + "湖.html")
            member.size = len(PAGES[0][1])
            archive.addfile(member, io.BytesIO(PAGES[0][1]))
        (item,) = read(stream.getvalue(), "a.tar")
        assert item.source.name.endswith("folder/" * 40 + "湖.html")


def test_bombs_are_failures_and_the_page_beside_them_is_read(read):
    bomb = ("bomb.html", bytes(60_000_000))
    items = read(making.zipped([PAGES[0], bomb, PAGES[1]]), "a.zip")
    assert numbers(items) == [0, 1]
    assert [failure.kind for failure in failures(items)] == ["limit"]
    items = read(making.zipped([("x.html.gz", gzip.compress(bomb[1]))]), "a.zip")
    assert failures(items)[0].kind == "limit"


@pytest.mark.parametrize("ending", [".bz2", ".xz", ".zst"])
def test_a_file_that_grows_without_end_is_given_up(read, ending):
    data = PACKERS[ending](making.tarred([PAGES[0], ("bomb.html", bytes(60_000_000))]))
    items = read(data, f"a.tar{ending}", max_ratio=50)
    assert [failure.kind for failure in failures(items)][-1] == "limit"


def test_too_many_members(read):
    items = read(making.zipped(PAGES), "a.zip", max_items=3)
    assert numbers(items) == [0, 1, 2]
    assert failures(items)[0].kind == "limit"


def test_members_that_share_their_bytes(read):
    data = making.zipped([PAGES[0], PAGES[1]], zipfile.ZIP_STORED)
    central = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", central + 4)
    lying = bytearray(data)
    lying[second : second + 46] = data[central : central + 46]
    items = read(bytes(lying), "a.zip")
    assert 0 in numbers(items)
    assert len(failures(items)) >= 1


def test_a_zip_whose_directory_is_lost(read):
    data = making.zipped(PAGES)
    items = read(data[: data.index(b"PK\x01\x02")], "a.zip")
    assert numbers(items) == [0, 1, 2, 3, 4]
    assert "directory" in failures(items)[0].reason


def test_a_zip_whose_directory_leaves_a_member_out(read):
    data = making.zipped(PAGES)
    central = data.index(b"PK\x01\x02")
    entry = data[central : data.index(b"PK\x01\x02", central + 4)]
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    end[8:12] = b"\4\0\4\0"
    rest = data[central + len(entry) : data.index(b"PK\x05\x06")]
    end[12:16] = len(rest).to_bytes(4, "little")
    items = read(data[:central] + rest + bytes(end), "a.zip")
    assert sorted(numbers(items)) == [0, 1, 2, 3, 4]
    assert "directory" in items[-1].notes[0]


def test_a_zip_member_with_a_bad_crc(read):
    data = making.zipped(PAGES, zipfile.ZIP_STORED)
    items = read(making.flipped(data, data.index(b"<h1>Pond 2") + 60), "a.zip")
    assert numbers(items) == [0, 1, 3, 4]
    (failure,) = failures(items)
    assert "CRC" in failure.reason
    assert failure.offset == data.index(b"2.html") - 30


def test_an_encrypted_member(read):
    data = bytearray(making.zipped(PAGES[:1]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert failures(read(bytes(data), "a.zip"))[0].reason == "is encrypted"


@pytest.mark.parametrize("change", ["header", "size", "cut out"])
def test_a_damaged_tar(read, change):
    data = making.tarred(PAGES)
    at = data.index(b"2.html")
    if change == "header":
        data = making.flipped(data, at + 1)
    elif change == "cut out":
        data = data[: at + 700] + data[at + 1300 :]
    else:
        size = data[at + 124 : at + 136]
        data = data[: at + 124] + b"00000000007\0" + data[at + 136 :]
        checksum = sum(data[at : at + 512]) - sum(data[at + 148 : at + 156]) + 8 * 32
        data = data[: at + 148] + b"%06o\0 " % checksum + data[at + 156 :]
        assert size != data[at + 124 : at + 136]
    items = read(data, "a.tar")
    assert numbers(items) == [0, 1, 3, 4]
    (failure,) = failures(items)
    assert failure.offset == at


def test_a_tar_that_ends_early(read):
    data = making.tarred(PAGES)
    items = read(data[: data.index(b"4.html") + 900], "a.tar")
    assert numbers(items) == [0, 1, 2, 3]
    assert "before the end" in failures(items)[0].reason


def test_a_damaged_member_of_a_compressed_tar(read):
    tar = making.tarred(PAGES)
    parts = [gzip.compress(tar[begin : begin + 2048]) for begin in range(0, len(tar), 2048)]
    parts[2] = making.flipped(parts[2], len(parts[2]) // 2)
    items = read(b"".join(parts), "a.tar.gz")
    found = numbers(items)
    assert found[0] == 0
    assert found[-1] == 4
    assert all(failure.offset is not None for failure in failures(items))
    assert failures(items)
