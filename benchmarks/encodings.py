"""How often a page is readable after its encoding was damaged, beside other decoders.

    python -m benchmarks.encodings [--pages FOLDER]

Re-encodes invented texts in six languages (data/encodings.toml), the pages of fixtures/ and, with
--pages, real pages, and damages them: no declaration, a false one, bytes broken, lost or cut, NULs,
UTF-16 without a mark. A page counts as readable when at least 99 of 100 of its visible characters
are right. Damage is drawn with a fixed seed. Exit code 1 under 99 of 100 readable pages.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extractor.errors import PapersieveError
from extractor.options import Options
from extractor.records import Source
from extractor.source.decode import decode

_ROOT = Path(__file__).parent.parent
_SAMPLES = Path(__file__).parent / "data" / "encodings.toml"
_SEED = 20231
_READABLE = 0.99
_FLOOR = 0.99
_CHARACTERS_PER_BREAK = 400
_WHOLE_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n<body>\n{body}\n</body></html>\n"
)
_DECLARED = re.compile(r"<meta[^<>]*charset[^<>]*>|<\?xml[^<>]*\?>", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^<>]*>|<html\b[^<>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as text, and the encodings in which such pages are found, with their labels."""

    name: str
    text: str
    codecs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged page: its bytes and the text that they held before the damage."""

    damage: str
    name: str
    data: bytes
    text: str


def samples() -> Iterator[Page]:
    """The invented texts as pages."""
    for row in tomllib.loads(_SAMPLES.read_text("utf-8"))["sample"]:
        body = "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in row["paragraphs"])
        page = _WHOLE_PAGE.format(title=row["title"], body=body)
        yield Page(row["language"], page, tuple(row["codecs"].items()))


def real_pages(folder: Path, pattern: str) -> Iterator[Page]:
    """Pages of `folder` that are valid UTF-8, without their own declaration."""
    for path in sorted(folder.glob(pattern)):
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        text = _DECLARED.sub("", text).replace("\0", "")
        if not text.isascii():
            yield Page(f"{path.parent.name}/{path.name}", text, _codecs_for(text))


def _codecs_for(text: str) -> tuple[tuple[str, str], ...]:
    if len(re.findall("[\u3040-\u30ff]", text)) > 100:
        return (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"))
    if len(re.findall("[\uac00-\ud7af]", text)) > 100:
        return (("cp949", "euc-kr"),)
    if len(re.findall("[\u4e00-\u9fff]", text)) > 100:
        return (("gb18030", "gb2312"), ("gbk", "gbk"))
    if len(re.findall("[\u0400-\u04ff]", text)) > 100:
        return (("cp1251", "windows-1251"), ("koi8_r", "koi8-r"))
    return (("cp1252", "iso-8859-1"),)


def cases(page: Page) -> Iterator[Case]:
    """The page under every kind of damage that applies to it."""
    for codec, label in page.codecs:
        yield _case("declared rightly", page, codec, label)
        yield _case("no declaration", page, codec, None)
        if _encode(page.text, codec)[0].isascii():
            continue  # seven-bit encodings have no high bytes to break
        yield _case("legacy, declared utf-8", page, codec, "utf-8")
        yield _case("utf-8, declared legacy", page, "utf-8", label)
        yield _truncated("last character cut", page, codec, None)
        if len(_visible(page.text)) < _CHARACTERS_PER_BREAK:
            continue  # too short to be readable after a single broken byte
        yield _broken("broken bytes, declared", page, codec, label, _insert)
        yield _broken("broken bytes, not declared", page, codec, None, _insert)
        yield _broken("bytes overwritten", page, codec, label, _overwrite)
        yield _broken("bytes lost", page, codec, label, _drop)
        yield _broken("NUL inside", page, codec, label, _insert_nul)
    if len(_visible(page.text)) >= _CHARACTERS_PER_BREAK:
        yield _broken("broken bytes in utf-8", page, "utf-8", "utf-8", _insert)
    yield _broken("NUL inside utf-8", page, "utf-8", "utf-8", _insert_nul)
    yield _truncated("last character of utf-8 cut", page, "utf-8", None)
    yield _case("utf-16 without mark", page, "utf-16-le", None)


def _encode(text: str, codec: str) -> tuple[bytes, str]:
    data = text.encode(codec, "xmlcharrefreplace")
    return data, data.decode(codec)


def _case(damage: str, page: Page, codec: str, label: str | None) -> Case:
    data, text = _encode(_declare(page.text, label), codec)
    return Case(damage, f"{page.name} {codec}", data, text)


def _declare(text: str, label: str | None) -> str:
    if label is None:
        return text
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    found = _HEAD.search(text)
    return text[: found.end()] + meta + text[found.end() :] if found else meta + text


Change = Callable[[bytearray, int, random.Random], None]


def _broken(damage: str, page: Page, codec: str, label: str | None, change: Change) -> Case:
    case = _case(damage, page, codec, label)
    rng = random.Random(f"{_SEED} {damage} {case.name}")  # noqa: S311 - damage, no secret
    data = bytearray(case.data)
    high = [place for place, byte in enumerate(data) if byte > 127]
    times = max(1, len(_visible(case.text)) // _CHARACTERS_PER_BREAK)
    for place in sorted(rng.sample(high, min(times, len(high))), reverse=True):
        change(data, place, rng)
    return Case(damage, case.name, bytes(data), case.text)


def _insert(data: bytearray, place: int, rng: random.Random) -> None:
    data.insert(place, rng.randrange(0x80, 0x100))


def _overwrite(data: bytearray, place: int, rng: random.Random) -> None:
    data[place] = rng.choice((0x3F, 0xFF, rng.randrange(0x80, 0x100)))


def _drop(data: bytearray, place: int, _: random.Random) -> None:
    del data[place]


def _insert_nul(data: bytearray, place: int, _: random.Random) -> None:
    data.insert(place, 0)


def _truncated(damage: str, page: Page, codec: str, label: str | None) -> Case:
    case = _case(damage, page, codec, label)
    last = max(place for place, byte in enumerate(case.data) if byte > 127)
    return Case(damage, case.name, case.data[:last], case.data[:last].decode(codec, "ignore"))


def _visible(text: str) -> str:
    return re.sub(r"\s+", "", _MARKUP.sub("", text))


def readable(text: str | None, case: Case) -> bool:
    """Whether at least 99 of 100 visible characters of the case are right in `text`."""
    if text is None:
        return False
    # ASCII is right in every encoding; U+FFFD is no wrong character, but the lack of one counts.
    wanted, found = (
        "".join(char for char in _visible(page) if "\x7f" < char != "\ufffd")
        for page in (case.text, text)
    )
    allowed = int(len(_visible(case.text)) * (1 - _READABLE))
    distance = Levenshtein.distance(wanted, found, score_cutoff=allowed)
    return distance <= allowed


def _papersieve(data: bytes) -> str | None:
    try:
        return decode(Source("page.html", data), Options()).text
    except PapersieveError:
        return None


def _decoders() -> dict[str, Callable[[bytes], str | None]]:
    import logging

    from bs4.dammit import UnicodeDammit
    from charset_normalizer import from_bytes
    from trafilatura.utils import decode_file

    logging.getLogger("bs4.dammit").setLevel(logging.ERROR)
    return {
        "papersieve": _papersieve,
        "trafilatura": decode_file,
        "UnicodeDammit": lambda data: UnicodeDammit(data, is_html=True).unicode_markup,
        "charset_normalizer": lambda data: str(from_bytes(data).best() or ""),
    }


def run(
    pages: list[Page], *, peers: bool = True
) -> tuple[dict[str, dict[str, list[bool]]], list[str]]:
    """Damage → decoder → readable or not for every case; and the cases that failed here."""
    decoders = _decoders() if peers else {"papersieve": _papersieve}
    results: dict[str, dict[str, list[bool]]] = {}
    failures: list[str] = []
    for page in pages:
        for case in cases(page):
            row = results.setdefault(case.damage, {name: [] for name in decoders})
            for name, decoder in decoders.items():
                row[name].append(readable(decoder(case.data), case))
            if not row["papersieve"][-1]:
                failures.append(f"{case.damage}: {case.name}")
    return results, failures


def table(results: dict[str, dict[str, list[bool]]]) -> str:
    """The counts as aligned lines of text, a total below."""
    names = list(next(iter(results.values())))
    totals = {name: [ok for row in results.values() for ok in row[name]] for name in names}
    lines = [f"{'readable after':30}" + "".join(f"{name:>20}" for name in names)]
    for damage, row in {**results, "all": totals}.items():
        counts = (f"{sum(row[name])} of {len(row[name])}" for name in names)
        lines.append(f"{damage:30}" + "".join(f"{count:>20}" for count in counts))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Runs the benchmark and prints its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.encodings", description=__doc__)
    parser.add_argument("--pages", type=Path, help="folder of real pages, at any depth")
    options = parser.parse_args(arguments)
    pages = [*samples(), *real_pages(_ROOT / "fixtures", "**/page.*")]
    if options.pages is not None:
        if not options.pages.is_dir():
            print(f"SKIPPED the real pages: no folder {options.pages}", file=sys.stderr)
        else:
            pages += real_pages(options.pages, "**/*.html")
    results, failures = run(pages)
    print(table(results))
    for failure in failures:
        print(f"not readable: {failure}", file=sys.stderr)
    right = [ok for row in results.values() for ok in row["papersieve"]]
    return 0 if sum(right) >= _FLOOR * len(right) else 1


if __name__ == "__main__":
    sys.exit(main())
