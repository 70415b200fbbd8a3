"""Promises about every page: each block once, the same again, nothing but what the page prints."""

from __future__ import annotations

import json
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from unicodedata import combining, normalize

import pytest

from extractor import Extractor, InputError, LimitError, Options, UsageError, extract
from extractor.boilerplate.judge import judge
from extractor.document.build import build_document
from extractor.papers.resolve import find_papers
from extractor.records import Source
from extractor.settle import settle
from extractor.source.decode import decode

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PAGES = sorted([*FIXTURES.glob("*/page.html"), *FIXTURES.glob("*/page.txt")])


def letters(text: str) -> str:
    plain = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.sub(r"\W", "", plain)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
class TestEveryFixture:
    def test_every_block_is_in_content_or_in_removed_once(self, page: Path) -> None:
        decoded = decode(Source(page.name, page.read_bytes()), Options())
        document = build_document(decoded)
        judgements = judge(document)
        entries = find_papers(document, judgements, Options())
        partition = settle(judgements, entries.papers, entries.anchored)
        assert sorted(partition.content + partition.removed) == list(range(len(document.blocks)))

    def test_all_visible_text_is_in_one_of_the_two(self, page: Path) -> None:
        data = page.read_bytes()
        result = extract(data, name=page.name)
        document = build_document(decode(Source(page.name, data), Options()))
        shown = sorted(letters("".join(block.text for block in document.blocks)))
        parts = result.content.text + "".join(removed.text for removed in result.removed)
        missing = len(shown) - len(letters(parts))
        markers = sum(len(letters(block.marker)) for block in document.blocks)
        assert -markers <= missing <= 0

    def test_values_of_entries_are_printed(self, page: Path) -> None:
        data = page.read_bytes()
        decoded = decode(Source(page.name, data), Options())
        document = build_document(decoded)
        printed = letters("".join(block.text for block in document.blocks))
        # Metadata and BibTeX say it in the markup.
        printed += letters(unescape(decoded.text))
        for paper in extract(data, name=page.name).papers:
            assert letters(paper.title) in printed
            for author in paper.authors:
                assert letters(author.name) in printed
            for text in (paper.abstract, paper.abstract_translation, paper.venue):
                assert letters(text or "") in printed
            assert paper.year is None or str(paper.year) in printed

    def test_the_blocks_of_entries_are_content(self, page: Path) -> None:
        result = extract(page.read_bytes(), name=page.name)
        for paper in result.papers:
            assert letters(paper.title)[:40] in letters(result.content.text)


def test_the_same_bytes_give_the_same_output_in_any_order_and_thread() -> None:
    extractor = Extractor()
    data = [page.read_bytes() for page in PAGES]
    alone = [extractor.extract(page).to_json() for page in data]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda page: extractor.extract(page).to_json(), reversed(data)))
    assert together[::-1] == alone


def test_an_extractor_travels_between_processes() -> None:
    extractor = pickle.loads(pickle.dumps(Extractor(Options(min_confidence=0.9))))
    assert extractor.options.min_confidence == 0.9


class TestOptions:
    PAGE = (FIXTURES / "papers--labels-as-own-headings" / "page.html").read_bytes()

    def test_the_threshold_leaves_unsure_entries_out(self) -> None:
        assert extract(self.PAGE).papers
        assert extract(self.PAGE, options=Options(min_confidence=1.0)).papers == ()

    def test_a_page_over_the_limit(self) -> None:
        with pytest.raises(LimitError, match=r"^page: "):
            extract(self.PAGE, options=Options(max_bytes=10))

    def test_an_unknown_encoding(self) -> None:
        with pytest.raises(UsageError, match="no-such"):
            extract(self.PAGE, options=Options(encoding="no-such"))

    @pytest.mark.parametrize("data", [b"", ""])
    def test_an_empty_page(self, data: bytes | str) -> None:
        with pytest.raises(InputError, match="empty"):
            extract(data)

    def test_text_is_taken_as_it_is(self) -> None:
        text = self.PAGE.decode()
        assert [p.title for p in extract(text).papers] == [
            p.title for p in extract(self.PAGE).papers
        ]

    def test_the_output_is_json(self) -> None:
        result = extract(self.PAGE)
        assert json.loads(result.to_json()) == result.to_dict()
