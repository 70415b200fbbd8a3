"""One extractor in many threads gives what it gives alone."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extractor import Extractor

PAGES = sorted(Path(__file__).resolve().parents[1].glob("fixtures/papers--*/page.*"))[::4]


def test_sixteen_threads_give_the_same_results():
    extractor = Extractor()
    pages = [page.read_bytes() for page in PAGES]
    alone = [extractor.extract(page).to_json() for page in pages]
    work = [*range(len(pages)), *reversed(range(len(pages)))]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(lambda number: extractor.extract(pages[number]).to_json(), work))
    assert together == [alone[number] for number in work]


def test_an_extractor_can_be_sent_to_another_process():
    extractor = pickle.loads(pickle.dumps(Extractor()))
    assert extractor == Extractor()
