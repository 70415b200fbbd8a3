"""Bytes that are no page are named; texts that begin like them are not refused."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from extractor.errors import InputError
from extractor.source.signatures import identify, refuse_binary

BINARY = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a GIF image": b"GIF89a\x01\0\x01\0",
    "a WebP image": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a BMP image": b"BM\x46\0\0\0\0\0\0\0\x36",
    "an icon image": b"\0\0\1\0\1\0\x10\x10",
    "an SVG image": b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>",
    "an office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
    "an RTF document": b"{\\rtf1\\ansi text}",
    "a gzip archive": b"\x1f\x8b\x08\0\0\0\0\0",
    "a bzip2 archive": b"BZh91AY&SY\x12\x34",
    "an xz archive": b"\xfd7zXZ\0\0\x04",
    "a zstd archive": b"\x28\xb5\x2f\xfd\x04\x58",
    "a 7z archive": b"7z\xbc\xaf\x27\x1c\0\x04",
    "a RAR archive": b"Rar!\x1a\x07\0\xcf",
    "a tar archive": b"name.txt".ljust(257, b"\0") + b"ustar\x0000",
    "an MP3 audio file": b"ID3\x03\0\0\0\0\x1f\x76",
    "an MP4 media file": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "an Ogg media file": b"OggS\0\x02\0\0",
    "a program": b"\x7fELF\x02\x01\x01\0",
    "an SQLite database": b"SQLite format 3\0\x10\0",
}
TEXTS = [
    b"BM25 ranks documents by their words.",
    b"MZ is how old programs begin.",
    b"ID3 tags hold the title of a song.",
    b"RIFF is a container, WEBP uses it.",
    b"Rar! cried the raven.",
    b"PARadise",
    b"<p>an <svg/> inside</p>",
    b"line\x0c\x0bbreaks and one \x00 NUL",
    "联通".encode("gb18030"),
]


def zipped(*members: str) -> bytes:
    """A zip archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "x" * 100)
    return stream.getvalue()


@pytest.mark.parametrize(("what", "data"), BINARY.items())
def test_binary_is_named(what: str, data: bytes) -> None:
    assert identify(data) == what


@pytest.mark.parametrize(
    ("members", "what"),
    [
        (("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (("[Content_Types].xml", "xl/workbook.xml"), "an Excel document"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint document"),
        (("page.html",), "a zip archive"),
    ],
)
def test_zip_archives_by_their_members(members: tuple[str, ...], what: str) -> None:
    assert identify(zipped(*members)) == what


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_text(text: bytes) -> None:
    assert identify(text) is None


def test_the_error_says_what_it_is() -> None:
    with pytest.raises(InputError, match=r"^paper\.html: is a PDF, not a web page$"):
        refuse_binary("paper.html", b"  \n%PDF-1.4")


def test_unknown_binary_data() -> None:
    data = random.Random(1).randbytes(5000)
    assert identify(b"\x93" + data) == "binary data"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_wide_text_is_no_binary_data(codec: str) -> None:
    assert identify(("<p>研究的问题和方法</p>" * 50).encode(codec)) is None
