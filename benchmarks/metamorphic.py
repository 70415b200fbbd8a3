"""Changes of a page that change nothing for a reader must not change its entries.

    python -m benchmarks.metamorphic FOLDER [FOLDER ...] [--show]

Every page is changed in each way, and its entries are compared with those of the page as it is:
titles, authors, years and roles, in order. Prints the share of pages that give the same, by change
and in all. Then pages are cut at 10 to 90 % of their bytes: of the entries that the whole page has
before the cut, how many are found, and how many are invented. Exit code 1 below `--least`.
"""

from __future__ import annotations

import argparse
import gzip
import quopri
import random
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from extractor import PapersieveError
from extractor.archives import Page, ReadOptions, read_archive
from extractor.options import Options
from extractor.pipeline import run, run_stages
from extractor.records import PageResult, Source
from extractor.source.decode import decode

CUTS = (10, 30, 50, 70, 90)
_TAG = re.compile(
    r"<[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))+\s*/?>"
)
_ATTRIBUTE = re.compile(r"\s+[a-zA-Z:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")
_RAW = re.compile(
    r"<(script|style|pre|textarea|title|template|math|svg|xmp|code)\b.*?</\1\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_BORDER = re.compile(
    r"(?=<(?:div|p|ul|ol|li|table|tr|td|th|h[1-6]|section|article)\b)"
    r"|(?<=</p>)|(?<=</li>)|(?<=</ul>)|(?<=</div>)|(?<=</h2>)|(?<=</tr>)|(?<=</td>)",
    re.IGNORECASE,
)
_BODY = re.compile(r"(<body[^>]*>)(.*?)(</body>|\Z)", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"(charset\s*=\s*[\"']?)[\w-]+", re.IGNORECASE)

_ADDRESS = b"https://a.example/page"
_Entry = tuple[str, tuple[str, ...], str, str]


def _outside(change: Callable[[str], str], text: str) -> str:
    """Changes what stands outside of scripts, preformatted text and the like."""
    pieces, last = [], 0
    for match in _RAW.finditer(text):
        pieces += [change(text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*pieces, change(text[last:])])


def _reversed_attributes(match: re.Match[str]) -> str:
    found = _ATTRIBUTE.findall(match.group())
    # Of two attributes of one name the first counts.
    names = [one.split("=")[0].strip().casefold() for one in found]
    if len(set(names)) < len(names):
        return match.group()
    name = match.group()[: match.group().index(found[0])]
    return name + "".join(reversed(found)) + ("/>" if match.group().endswith("/>") else ">")


def _wrapped(text: str) -> str:
    return _BODY.sub(r"\1<div><div>\2</div></div>\3", text, count=1)


def _spaced(text: str) -> str:
    return _outside(lambda part: _BLOCK_BORDER.sub("\n   ", part), text)


def _commented(text: str) -> str:
    return _outside(lambda part: _BLOCK_BORDER.sub("<!-- a comment -->", part), text)


def _attributes(text: str) -> str:
    return _outside(lambda part: _TAG.sub(_reversed_attributes, part), text)


_MARKUP: Mapping[str, Callable[[str], str]] = MappingProxyType({
    "attributes in reverse": _attributes,
    "white space between tags": _spaced,
    "wrapped in two div": _wrapped,
    "comments between tags": _commented,
    "http to https": lambda text: text.replace("http://", "https://"),
})  # fmt: skip


def _recoded(text: str, encoding: str) -> bytes:
    stated = _CHARSET.sub(rf"\g<1>{encoding}", text, count=1)
    return stated.encode(encoding, "xmlcharrefreplace")


def _mhtml(text: str) -> bytes:
    """The page as a browser saves it: in UTF-8, with a picture."""
    page = _CHARSET.sub(r"\g<1>utf-8", text, count=1).encode("utf-8", "replace")
    return b"\r\n".join((
        b"From: <Saved by Blink>",
        b"Snapshot-Content-Location: " + _ADDRESS,
        b"Subject: page",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Border----"',
        b"",
        b"------Border----",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-ID: <frame-1@mhtml.blink>",
        b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Location: " + _ADDRESS,
        b"",
        quopri.encodestring(page).replace(b"\n", b"\r\n"),
        b"------Border----",
        b"Content-Type: image/gif",
        b"Content-Transfer-Encoding: base64",
        b"Content-Location: https://a.example/dot.gif",
        b"",
        b"R0lGODlhAQABAAAAACw=",
        b"------Border------",
        b"",
    ))  # fmt: skip


def _warc(data: bytes, media_type: str) -> bytes:
    return _record(data, f"Content-Type: {media_type}".encode())


def _packed_warc(data: bytes, media_type: str) -> bytes:
    """The page as servers and crawlers pack it: body and record compressed, the body in chunks."""
    body = gzip.compress(data, mtime=0)
    chunks = [body[start : start + 4096] for start in range(0, len(body), 4096)]
    chunked = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))
    head = (
        f"Content-Type: {media_type}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    ).encode()
    return gzip.compress(_record(chunked, head), mtime=0)


def _record(body: bytes, head: bytes) -> bytes:
    response = b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + _ADDRESS + b"\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(response), response)
    )


def _from_archive(packed: bytes, name: str) -> Source:
    """The page as it comes out of an archive that holds it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(packed)
        (page,) = read_archive(str(path), ReadOptions())
    if not isinstance(page, Page):
        raise TypeError(f"{name}: {page}")
    return page.source


def variants(data: bytes) -> Mapping[str, Source]:
    """The page in every other form, by the name of the change."""
    decoded = decode(Source("page", data), Options())
    text = decoded.text
    changed: dict[str, bytes] = {}
    found: dict[str, Source] = {}
    if decoded.media_type == "text/html":
        clean = _CHARSET.sub(r"\g<1>utf-8", text, count=1)
        changed = {name: change(clean).encode() for name, change in _MARKUP.items()}
        for encoding in ("gb18030", "utf-16"):
            changed[f"encoded as {encoding}"] = _recoded(text, encoding)
        found["as MHTML"] = _from_archive(_mhtml(text), "a.mhtml")
    found["as a WARC record"] = _from_archive(_warc(data, decoded.media_type), "a.warc")
    packed = _packed_warc(data, decoded.media_type)
    found["as a compressed WARC record"] = _from_archive(packed, "a.warc.gz")
    for name, other in changed.items():
        # A page without 'http://' has nothing to change.
        if other != data:
            found[name] = Source("page", other)
    return found


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of the entries of a page that was cut."""

    wanted: int
    """Entries of the whole page that stand before the cut."""
    found: int
    """Those of them that the cut page has."""
    invented: tuple[str, ...]
    """Titles that the whole page does not have."""


def entries(result: PageResult) -> list[_Entry]:
    """What is compared."""
    return [
        (
            "".join(paper.title.split()),
            tuple("".join(author.name.split()) for author in paper.authors),
            str(paper.year or ""),
            paper.role,
        )
        for paper in result.papers
    ]


def cut_page(data: bytes, share: int) -> Cut:
    """A page cut at a share of its bytes.

    An entry stands before the cut when all its blocks are blocks of the cut page, the last one
    of which may itself be cut.
    """
    whole = run_stages(Source("page", data), Options())
    try:
        part = run_stages(Source("page", data[: len(data) * share // 100]), Options())
    except PapersieveError:
        return Cut(0, 0, ())
    kept = {block.text for block in part.document.blocks[:-1]}
    wanted = [
        entry
        for entry, paper in zip(entries(whole.result), whole.result.papers, strict=True)
        if all(whole.document.blocks[index].text in kept for index in paper.blocks)
    ]
    titles = [entry[0] for entry in entries(part.result)]
    # A title that was cut is no invention.
    papers = {entry[0] for entry in entries(whole.result)}
    new = tuple(
        title for title in titles
        if not any(title in other or other in title for other in papers)
    )  # fmt: skip
    return Cut(len(wanted), sum(entry[0] in titles for entry in wanted), new)


def main(argv: list[str] | None = None) -> int:
    """Prints the shares; 1 below the least."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--least", type=float, default=0.99)
    parser.add_argument("--sample", type=int, default=0, help="so many pages, drawn at random")
    parser.add_argument("--show", action="store_true", help="name what differs")
    arguments = parser.parse_args(argv)
    files = sorted(path for folder in arguments.folders for path in folder.rglob("*.*")
                   if path.suffix in {".html", ".txt"})  # fmt: skip
    if arguments.sample:
        files = random.Random(1).sample(files, min(arguments.sample, len(files)))  # noqa: S311
    same, total = _changes(files, show=arguments.show)
    _cuts(files, show=arguments.show)
    return 0 if same >= arguments.least * total else 1


def _changes(files: Sequence[Path], *, show: bool) -> tuple[int, int]:
    counts: dict[str, list[int]] = {}
    for path in files:
        data = path.read_bytes()
        whole = entries(run(Source("page", data), Options()))
        for name, changed in variants(data).items():
            found = entries(run(changed, Options()))
            count = counts.setdefault(name, [0, 0])
            count[0] += found == whole
            count[1] += 1
            if found != whole and show:
                odd = [entry for entry in [*whole, *found] if (entry in whole) != (entry in found)]
                print(f"  {path.name}: {name}: {len(whole)} entries, {len(found)} now: {odd[:2]}")
    for name, (held, number) in sorted(counts.items()):
        print(f"{name:<28}{held:>6} of {number:>5}{held / number:>8.3f}")
    same, total = (sum(count[at] for count in counts.values()) for at in (0, 1))
    print(f"{'all':<28}{same:>6} of {total:>5}{same / max(1, total):>8.3f}")
    return same, total


def _cuts(files: Sequence[Path], *, show: bool) -> None:
    for share in CUTS:
        wanted = hits = invented = 0
        for path in files:
            cut = cut_page(path.read_bytes(), share)
            wanted, hits = wanted + cut.wanted, hits + cut.found
            invented += len(cut.invented)
            if show and (cut.found < cut.wanted or cut.invented):
                print(f"  {path.name}: cut at {share} %: {cut}")
        print(
            f"cut at {share:>2} %: {hits:>5} of {wanted:>5} entries before the cut"
            f"{hits / max(1, wanted):>8.3f}, {invented} invented"
        )


if __name__ == "__main__":
    sys.exit(main())
