"""Reading a page from a file or standard input, and what is refused."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from extractor.errors import InputError, LimitError
from extractor.source.limits import read_limited
from extractor.source.read import read_source

LIMIT = 1000


class CountingStream(io.BytesIO):
    """Remembers how many bytes were asked for in all."""

    asked = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """As BytesIO, counted."""
        assert size is not None
        assert size >= 0
        data = super().read(size)
        self.asked += len(data)
        return data


def reason_of(path: str) -> str:
    """The reason with which `path` is refused."""
    with pytest.raises(InputError) as caught:
        read_source(path, max_bytes=LIMIT)
    assert caught.value.name == path
    assert "\n" not in caught.value.reason
    return caught.value.reason


def test_file_keeps_what_the_caller_knows(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<p>\xff</p>")
    source = read_source(
        str(page), url="https://a.example/", charset="gbk", media_type="text/html", max_bytes=LIMIT
    )
    assert (source.name, source.data) == (str(page), b"<p>\xff</p>")
    assert (source.url, source.charset, source.media_type) == (
        "https://a.example/", "gbk", "text/html",
    )  # fmt: skip


def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"some text")))
    source = read_source("-", max_bytes=LIMIT)
    assert (source.name, source.data) == ("-", b"some text")


def test_missing_file(tmp_path: Path) -> None:
    assert reason_of(str(tmp_path / "none.html")) == "no such file"


def test_folder(tmp_path: Path) -> None:
    assert reason_of(str(tmp_path)) == "is a folder, not a page"


def test_empty_file(tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.touch()
    assert reason_of(str(page)) == "is empty"


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert reason_of("-") == "is empty"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is played."""
    page = tmp_path / "secret.html"
    page.write_bytes(b"x")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason_of(str(page)) == "no permission to read it"


def test_fifo_does_not_hang(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert reason_of(str(fifo)) == "is not a regular file"


def test_device_is_refused() -> None:
    assert reason_of("/dev/zero") == "is not a regular file"


@pytest.mark.parametrize("path", ["a\0b.html", "x" * 5000, ""])
def test_impossible_names_are_input_errors(path: str) -> None:
    assert reason_of(path)


def test_path_through_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"x")
    assert reason_of(str(page / "below.html")).startswith("cannot be read: ")


def test_limit_is_inclusive(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"x" * LIMIT)
    assert len(read_source(str(page), max_bytes=LIMIT).data) == LIMIT
    page.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(LimitError) as caught:
        read_source(str(page), max_bytes=LIMIT)
    assert caught.value.reason == "is larger than the limit of 1,000 bytes"


def test_no_more_than_one_byte_over_the_limit_is_read() -> None:
    stream = CountingStream(b"x" * 5000)
    with pytest.raises(LimitError):
        read_limited(stream, "-", LIMIT)
    assert stream.asked == LIMIT + 1
