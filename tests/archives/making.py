"""Makes small archives in memory, good and damaged, of pages that tell their number."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

from extractor.archives import Failure, Page

OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"


def page(number, filler=40):
    lines = "".join(f"<p>Pond {number} was measured at {hour} hours.</p>" for hour in range(filler))
    return f"<!DOCTYPE html><html><body><h1>Pond {number}</h1>{lines}</body></html>".encode()


def number_of(data):
    return int(data.split(b"<h1>Pond ")[1].split(b"<")[0])


def numbers(items):
    """Of the pages among these items, in order."""
    return [number_of(item.source.data) for item in items if isinstance(item, Page)]


def failures(items):
    return [item for item in items if isinstance(item, Failure)]


def record(number, *, body=None, kind="response", length=None, head=OK, extra=""):
    """One WARC record; `length` is the lie that its Content-Length tells."""
    body = page(number) if body is None else body
    if kind == "response":
        body, media = f"{head}\r\n\r\n".encode() + body, "application/http; msgtype=response"
    else:
        media = "text/html" if kind == "resource" else "text/plain"
    stated = len(body) if length is None else length
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://pond.example/{number}\r\n"
        f"WARC-Record-ID: <urn:pond:{number}>\r\n{extra}"
        f"Content-Type: {media}\r\nContent-Length: {stated}\r\n\r\n"
    )
    return header.encode() + body + b"\r\n\r\n"


def zipped(members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def flipped(data, position):
    """The bytes with one of them changed."""
    return data[:position] + bytes([data[position] ^ 0x55]) + data[position + 1 :]


def _records(lie=None):
    """Nine records; `lie` is added to the Content-Length of the fifth."""
    good = [record(number) for number in range(9)]
    if lie is not None:
        size = len(good[4].split(b"\r\n\r\n", 1)[1]) - 4
        good[4] = record(4, length=size + lie)
    return good


def damaged_warcs():
    """Name to (ending, bytes, the pages that are whole) of nine-page files with one damage each."""
    whole = set(range(9))
    parts = _records()
    packed = [gzip.compress(part, mtime=0) for part in parts]
    without = whole - {4}
    half = len(packed[4]) // 2
    short, long, huge = _records(-300), _records(300), _records(10**12)
    junk = b"\x00\xffnot a record\r\n" * 9
    join = b"".join
    return {
        "gz: member cut": (".warc.gz", join([*packed[:4], packed[4][:half], *packed[5:]]), without),
        "gz: byte changed": (
            ".warc.gz", join([*packed[:4], flipped(packed[4], half), *packed[5:]]), without,
        ),
        "gz: bad CRC": (
            ".warc.gz", join([*packed[:4], flipped(packed[4], -8), *packed[5:]]), without,
        ),
        "gz: junk between members": (
            ".warc.gz", join([*packed[:4], b"\x8bjunk" * 50, *packed[4:]]), whole,
        ),
        "gz: file cut": (".warc.gz", join(packed)[: -len(packed[8]) // 2], whole - {8}),
        "gz: length too small": (".warc.gz", join(map(gzip.compress, short)), without),
        "gz: length too large": (".warc.gz", join(map(gzip.compress, long)), without),
        "plain: length too small": (".warc", join(short), without),
        "plain: length too large": (".warc", join(long), without),
        "plain: length of a terabyte": (".warc", join(huge), without),
        "plain: junk between records": (".warc", join([*parts[:4], junk, *parts[4:]]), whole),
        "plain: end of a record missing": (
            ".warc", join([*parts[:4], parts[4][:-60], *parts[5:]]), without,
        ),
        "plain: file cut": (".warc", join(parts)[:-900], whole - {8}),
    }  # fmt: skip
