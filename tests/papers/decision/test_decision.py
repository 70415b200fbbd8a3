"""Whether a proposal is a paper: the model, its features, and what pages make of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Options, extract
from extractor.document.build import build_document
from extractor.papers.decision.decide import confidences
from extractor.papers.decision.features import features_of
from extractor.papers.decision.model import parsed_model, probability_of
from extractor.papers.merge import propose
from extractor.papers.sections import build_context
from extractor.records import Decoded, Judgement
from fixtures import case as cases

PAPERS = """<html><head><title>Mei Tan</title></head><body><h1>Mei Tan</h1>
<h2>{heading}</h2><ul>
<li>M. Tan, A. Lima. <a href="https://doi.org/10.5555/tide.1">Tides in Narrow Bays</a>.
Journal of Coastal Studies, 12(3):45-61, 2019.</li>
<li>A. Lima, M. Tan, B. Chen. <a href="/kelp.pdf">Counting Kelp from Kites</a>.
In Proceedings of the Workshop on Sea Maps, 2020.</li>
<li>M. Tan, K. Voss. <a href="/sand.pdf">How Sand Finds Its Way Home</a>.
Annals of Urban Sensing, 4:1-9, 2021.</li>
</ul></body></html>"""


def proposals_of(page: str):
    document = build_document(Decoded(page, "text/html", "utf-8", "given", 0), None)
    content = Judgement("content", 1.0, "test")
    return propose(build_context(document, (content,) * len(document.blocks)))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_larger_odds_are_never_less_probable_and_nothing_is_certain(one, other):
    low, high = (probability_of(value) for value in sorted((one, other)))
    assert 0.0 < low <= high < 1.0


def test_even_odds_are_a_half():
    assert probability_of(0.0) == 0.5


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"bias": 1, "weights": {}}'])
def test_another_text_is_no_model(text):
    with pytest.raises((KeyError, ValueError, TypeError)):
        parsed_model(text)


@pytest.mark.parametrize("name", cases.names()[::12])
def test_features_lie_between_0_and_1(name):
    page = cases.load(name).page
    decoded = Decoded(page.read_text("utf-8", "replace"), "text/html", "utf-8", "given", 0)
    document = build_document(decoded, None)
    content = Judgement("content", 1.0, "test")
    found = propose(build_context(document, (content,) * len(document.blocks)))
    for features in features_of(found.context, found.merged):
        assert all(0.0 <= value <= 1.0 for value in features.values()), features


def test_papers_under_their_heading_are_surely_papers():
    papers = extract(PAPERS.format(heading="Publications")).papers
    assert len(papers) == 3
    assert min(paper.confidence for paper in papers) >= 0.9


def test_the_same_lines_are_less_surely_papers_under_patents():
    everything = Options(min_confidence=0.0)
    papers, patents = (
        extract(PAPERS.format(heading=heading), options=everything).papers
        for heading in ("Publications", "Patents")
    )
    assert [paper.title for paper in papers] == [paper.title for paper in patents]
    for paper, patent in zip(papers, patents, strict=True):
        assert patent.confidence < paper.confidence


def test_a_higher_bar_leaves_out_the_less_sure():
    page = PAPERS.format(heading="Publications")
    options = Options(min_confidence=0.0)
    everything = extract(page, options=options).papers
    bar = sorted(paper.confidence for paper in everything)[1]
    kept = extract(page, options=Options(min_confidence=bar)).papers
    assert [p.title for p in kept] == [p.title for p in everything if p.confidence >= bar]


def test_a_finder_that_the_model_never_saw_is_taken_at_its_word():
    found = proposals_of(PAPERS.format(heading="Publications"))
    foreign = [
        replace(entry, candidate=replace(entry.candidate, finder="sonnets"), score=0.123)
        for entry in found.merged
    ]
    assert confidences(found.context, foreign) == [0.123] * 3
