"""Reads the identifiers of a work from printed text and from addresses.

Kinds: arxiv (without version), doi, acl, openreview, pmid, pmcid, isbn, issn, s2 (Semantic
Scholar's 40 hexadecimal digits), dblp, hal. Values are as printed; DOIs compare without
regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import unquote

from extractor.lexicon import load
from extractor.papers.fields._patterns import holds_any, leading_literal
from extractor.papers.once import once_a_page

_NEW = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}"
# The word arXiv, then at most a few signs or words without a digit, then the number.
# Addresses within a site that lists arXiv's papers.
_ARXIV_RELATIVE = re.compile(
    rf"/?(?:[a-z]{{2}}/)?(?:abs|pdf|html|papers?|format|ps)/(?:arxiv:?)?({_NEW})(?:v\d{{1,2}})?(?:\.pdf)?/?"
)
_ARXIV_PRINTED = re.compile(rf"arxiv\D{{0,20}}?(?<![\d.])({_NEW})(?![\d])", re.IGNORECASE)
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9})?/[^\s\"'<>{}|\\^`“”‘’«»⟩…\u2e80-\uffff]+")
_DOI_SICI = re.compile(r"(?<![\d.])10\.\d{4,9}/[\w.:-]{0,40}\(SICI\)[^\s\"]{1,200}", re.IGNORECASE)
# Addresses may be glued to East Asian text.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>\u2e80-\uffef]+", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID|PubMed(?:\s?ID)?)\s?[:：]?\s?(\d{4,8})(?!\d)", re.IGNORECASE)
_PMCID = re.compile(r"(?<![A-Za-z0-9])(PMC\d{4,9})(?!\d)")
_ISBN = re.compile(r"\bISBN(?:-?1[03])?\s?[:：]?\s?([\d][\d\s–‐-]{8,18}[\dXx])", re.IGNORECASE)
_ISSN = re.compile(
    r"ISSN(?:-?L)?\s?(?:\([a-z]{1,10}\))?\s?[:：]?\s?(\d{4}[-–]\d{3}[\dXx])", re.IGNORECASE
)
_HAL = re.compile(r"(?<![A-Za-z0-9-])((?:hal|halshs|inria|tel|cel)-\d{8})(?!\d)")
_S2_FILE = re.compile(r"pdfs\.semanticscholar\.org/([0-9a-f]{4})/([0-9a-f]{36})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_ADDRESS_HINTS = ("://", "www.")
_VERSION_TAIL = re.compile(r"v\d{1,2}$")
_ADDRESS_LENGTH = 2000
_CLOSING: Mapping[str, str] = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,;:!?*&-_/="


def read_identifiers(text: str) -> dict[str, str]:
    """The first identifier of each kind that is printed in `text`, addresses included.

    A number alone is no arXiv identifier: the word arXiv or an archive's name must stand before it.
    ISBN and ISSN count with their word and a right check digit.
    """
    found: dict[str, str] = {}
    lowered = text.lower()
    for address in _ADDRESS.findall(text) if holds_any(lowered, _ADDRESS_HINTS) else ():
        for kind, value in identifiers_of_url(address).items():
            found.setdefault(kind, value)
    for kind, value in _printed(text, lowered) if _DIGIT.search(text) else ():
        found.setdefault(kind, value)
    return found


def identifiers_of_url(url: str) -> dict[str, str]:
    """The identifiers that an address holds, by kind; also inside the paths of mirrors.

    Not behind a `#`, and not beyond 2,000 characters.
    """
    found: dict[str, str] = {}
    for kind, value in _of_url(url):
        found.setdefault(kind, value)
    return found


@once_a_page
def _of_url(url: str) -> tuple[tuple[str, str], ...]:
    address = url[:_ADDRESS_LENGTH].partition("#")[0]
    return tuple(_in_address(unquote(unquote(address)) if "%" in address else address))


def read_arxiv_version(number: str, texts: Iterable[str]) -> int | None:
    """The version behind the arXiv identifier `number` in the first of the texts or addresses that
    has one; None where none does."""
    pattern = re.compile(rf"{re.escape(number)}v([1-9]\d?)(?!\d)")
    for text in texts:
        match = pattern.search(text) if number in text else None
        if match is not None:
            return int(match[1])
    return None


def _printed(text: str, lowered: str) -> Iterator[tuple[str, str]]:
    """(kind, value) of everything printed that is no address."""
    if "/" in text:
        for doi in _dois(text):
            yield from _with_arxiv(doi)
    for kind, hint, pattern in _printed_patterns():
        if hint in lowered and (match := pattern.search(text)):
            yield kind, match[1]
    for match in _ISBN.finditer(text) if "isbn" in lowered else ():
        if isbn := _isbn(match[1]):
            yield "isbn", isbn
    for match in _ISSN.finditer(text) if "issn" in lowered else ():
        if _issn_is_right(match[1]):
            yield "issn", match[1].replace("–", "-")


def _in_address(address: str) -> Iterator[tuple[str, str]]:
    """(kind, value) of everything in a percent-decoded address."""
    lowered = address.lower()
    at_site = _arxiv_site().search(address) if _arxiv_place().search(lowered) else None
    if match := at_site or _ARXIV_RELATIVE.fullmatch(lowered):
        yield "arxiv", match[1]
    for kind, hint, pattern in _address_patterns():
        if hint in lowered and (match := pattern.search(address)):
            yield kind, match[1].upper() if kind == "acl" and "." not in match[1] else match[1]
    if "pdfs." in lowered and (match := _S2_FILE.search(address)):
        yield "s2", match[1] + match[2]
    if "10." in address:
        for doi in _dois(address.rsplit("?doi=", maxsplit=1)[-1]):
            yield from _with_arxiv(_without_ending(doi))


def _dois(text: str) -> Iterator[str]:
    if "10." not in text:
        return
    if (match := _DOI_SICI.search(text)) and "/" in (doi := _trimmed(match[0])):
        yield doi
    for match in _DOI.finditer(text):
        # In a query or before a fragment the DOI ends; outside an address neither sign is usual.
        doi = _trimmed(re.split(r"[?#&]", match[0], maxsplit=1)[0])
        if "/" in doi:
            yield doi


def _trimmed(value: str) -> str:
    """Without closing punctuation and from the first bracket on that has no partner."""
    open_brackets: list[tuple[str, int]] = []
    end = len(value)
    for position, sign in enumerate(value):
        if sign in "([{<":
            open_brackets.append((sign, position))
        elif sign in _CLOSING:
            if not open_brackets or open_brackets[-1][0] != _CLOSING[sign]:
                end = position
                break
            open_brackets.pop()
    if open_brackets:
        end = min(end, open_brackets[0][1])
    return value[:end].rstrip(_TRAILING)


def _without_ending(doi: str) -> str:
    """Without what publishers' addresses add behind a DOI."""
    lowered = doi.casefold()
    for ending in sorted(_data()["doi_endings"], key=len, reverse=True):
        if lowered.endswith(ending) and len(doi) - len(ending) > doi.index("/") + 1:
            doi = doi[: -len(ending)]
            break
    # bioRxiv and medRxiv number the versions in the address, not in the DOI.
    return _VERSION_TAIL.sub("", doi) if doi.startswith("10.1101/") else doi


def _with_arxiv(doi: str) -> Iterator[tuple[str, str]]:
    """A DOI; arXiv's own name the preprint too."""
    yield "doi", doi
    prefix, _, rest = doi.partition("/")
    if prefix == "10.48550" and rest[:6].casefold() == "arxiv.":
        yield "arxiv", re.sub(r"v\d+$", "", rest[6:])


def _isbn(text: str) -> str | None:
    """The leading 13 or 10 digits with a right check digit, hyphenated as printed."""
    for size in (13, 10):
        taken, digits = "", ""
        for sign in text:
            taken += sign
            digits += sign.upper() if sign.isascii() and (sign.isdigit() or sign in "xX") else ""
            if len(digits) == size:
                break
        if len(digits) == size and _isbn_is_right(digits):
            return re.sub(r"\s", "", re.sub("[–‐]", "-", taken))
    return None


def _isbn_is_right(digits: str) -> bool:
    if "X" in digits[:-1] or (len(digits) == 13 and digits[-1] == "X"):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(digits) == 13:
        return sum(v * (3 if i % 2 else 1) for i, v in enumerate(values)) % 10 == 0
    return sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0


def _issn_is_right(issn: str) -> bool:
    digits = re.sub(r"[-–]", "", issn).upper()
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(v * (8 - i) for i, v in enumerate(values)) % 11 == 0


@cache
def _data() -> dict[str, list[str]]:
    return load("extractor.papers", "data/identifiers.toml")


@cache
def _old_form() -> str:
    """Pattern of identifiers from before April 2007: hep-ph/9510424, math.GT/0309136."""
    archives = "|".join(sorted(_data()["arxiv_archives"], key=len, reverse=True))
    return rf"(?<![A-Za-z-])(?:{archives})(?:\.[A-Z]{{2}})?/\d\d(?:0[1-9]|1[0-2])\d{{3}}"


@cache
def _old_arxiv() -> re.Pattern[str]:
    return re.compile(rf"({_old_form()})(?!\d)")


@cache
def _arxiv_site() -> re.Pattern[str]:
    sites = "|".join(_data()["arxiv_sites"])
    number = rf"(?<!\d){_NEW}|{_old_form()}"
    return re.compile(rf"(?:{sites})[\w./:-]{{0,40}}?({number})(?!\d)", re.IGNORECASE)


@cache
def _arxiv_place() -> re.Pattern[str]:
    """A site with arXiv's papers, in an address in lower case."""
    return re.compile("|".join(_data()["arxiv_sites"]))


@cache
def _printed_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Kind, what stands in every text with one, in lower case, and the pattern."""
    return (
        ("arxiv", "arxiv", _ARXIV_PRINTED),
        ("arxiv", "/", _old_arxiv()),
        ("pmid", "pm", _PMID),
        ("pmid", "pubmed", _PMID),
        ("pmcid", "pmc", _PMCID),
        ("hal", "-", _HAL),
    )


@cache
def _address_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Kind, the literal that the pattern begins with, in lower case, and the pattern."""
    addresses = load("extractor.papers", "data/identifiers.toml")["addresses"]
    return tuple(
        (kind, leading_literal(pattern)[0], re.compile(pattern, re.IGNORECASE))
        for kind, patterns in addresses.items()
        for pattern in patterns
    )
