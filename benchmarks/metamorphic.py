"""Changes of a page that change nothing for a reader must not change its entries.

    python -m benchmarks.metamorphic FOLDER [FOLDER ...] [--show]

Every page is changed in each way, and its entries are compared with those of the page as it is:
titles, authors, years and roles, in order. Prints the share of pages that give the same, by change
and in all. Then pages are cut at 10 to 90 % of their bytes: of the entries that the whole page has
before the cut, how many are found, and how many are invented. Exit code 1 below `--least`.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType

from extractor import Extractor, PapersieveError
from extractor.archives import Page, ReadOptions, read_archive
from extractor.options import Options
from extractor.records import Decoded, PageResult, Source
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


def _from_archive(data: bytes, name: str, decoded: Decoded) -> bytes:
    """The page as it comes out of an archive that holds it."""
    if name.endswith(".mhtml"):
        message = EmailMessage()
        message["Subject"] = "page"
        message["MIME-Version"] = "1.0"
        message.set_content(
            data, "text", "html", cte="quoted-printable",
            params={"charset": decoded.encoding},
        )  # fmt: skip
        message.make_related()
        packed = bytes(message)
    else:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {decoded.media_type}\r\n\r\n".encode()
        packed = (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/page\r\n"
            b"Content-Type: application/http; msgtype=response\r\n"
            + f"Content-Length: {len(head) + len(data)}\r\n\r\n".encode()
            + head + data + b"\r\n\r\n"
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(packed)
        pages = [item for item in read_archive(str(path), ReadOptions()) if isinstance(item, Page)]
    return pages[0].source.data if pages else b""


def variants(data: bytes) -> Mapping[str, bytes]:
    """The page in every other form, by the name of the change."""
    decoded = decode(Source("page", data), Options())
    text = decoded.text
    found = {}
    if decoded.media_type == "text/html":
        clean = _CHARSET.sub(r"\g<1>utf-8", text, count=1)
        found = {name: change(clean).encode() for name, change in _MARKUP.items()}
        for encoding in ("gb18030", "utf-16"):
            found[f"encoded as {encoding}"] = _recoded(text, encoding)
        found["as MHTML"] = _from_archive(data, "a.mhtml", decoded)
    found["as a WARC record"] = _from_archive(data, "a.warc", decoded)
    return {name: changed for name, changed in found.items() if changed != data}


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


def cut_page(extractor: Extractor, data: bytes, share: int) -> tuple[int, int, int]:
    """Of a page cut at a share of its bytes: entries of the whole page that must be found, those
    that were, and those that the whole page does not have.

    The last entry of the whole page that the cut page shows may itself be cut.
    """
    whole = entries(extractor.extract(data))
    part = data[: len(data) * share // 100]
    text = "".join(decode(Source("page", part), Options()).text.split())
    wanted = [entry for entry in whole if entry[0] in text][:-1]
    try:
        found = entries(extractor.extract(part))
    except PapersieveError:
        found = []
    titles = [entry[0] for entry in found]
    known = [entry[0] for entry in whole]
    hits = sum(entry[0] in titles for entry in wanted)
    # A title that was cut is no invention.
    invented = sum(not any(title in other or other in title for other in known) for title in titles)
    return len(wanted), hits, invented


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
    extractor = Extractor()
    counts: dict[str, list[int]] = {}
    for path in files:
        data = path.read_bytes()
        whole = entries(extractor.extract(data))
        for name, changed in variants(data).items():
            found = entries(extractor.extract(changed)) if changed else []
            count = counts.setdefault(name, [0, 0])
            count[0] += found == whole
            count[1] += 1
            if found != whole and show:
                odd = [entry for entry in [*whole, *found] if (entry in whole) != (entry in found)]
                print(f"  {path.name}: {name}: {len(whole)} entries, {len(found)} now: {odd[:2]}")
    for name, (held, number) in counts.items():
        print(f"{name:<28}{held:>6} of {number:>5}{held / number:>8.3f}")
    same, total = (sum(count[at] for count in counts.values()) for at in (0, 1))
    print(f"{'all':<28}{same:>6} of {total:>5}{same / max(1, total):>8.3f}")
    return same, total


def _cuts(files: Sequence[Path], *, show: bool) -> None:
    extractor = Extractor()
    for share in CUTS:
        sums = [0, 0, 0]
        for path in files:
            numbers = cut_page(extractor, path.read_bytes(), share)
            sums = [one + other for one, other in zip(sums, numbers, strict=True)]
            if show and (numbers[1] < numbers[0] or numbers[2]):
                print(f"  {path.name}: cut at {share} %: {numbers}")
        wanted, hits, invented = sums
        print(
            f"cut at {share:>2} %: {hits:>5} of {wanted:>5} entries before the cut"
            f"{hits / max(1, wanted):>8.3f}, {invented} invented"
        )


if __name__ == "__main__":
    sys.exit(main())
