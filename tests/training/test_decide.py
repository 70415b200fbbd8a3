"""The training of the decision: matching, fitting, calibrating, made pages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.decide.fit import Fitted, Settings, calibrate, calibrated, fit, sign_of, weights_of
from training.decide.made import made_pages
from training.decide.reliability import bins, plot
from training.decide.samples import Sample, samples_of

BIB = """
@article{{a{n}, author = {{Lima, Ana and Chen, Bo}}, title = {{On the Flight of Kites {n}}},
 journal = {{Annals of Wind}}, year = {{20{n:02}}}, volume = {{{n}}}, pages = {{1-9}}}}
@article{{c{n}, author = {{李明 and 王芳}}, title = {{风筝飞行的数值研究之{n}}},
 journal = {{风学报}}, year = {{20{n:02}}}}}
"""


def sample(site, right, **features):
    return Sample(site, site, "gold", True, features, right, "On Kites", "lines")


def test_the_weights_tell_papers_from_others():
    samples = [sample(f"a{n}", True, score=0.9, text_prose=0.2) for n in range(20)]
    samples += [sample(f"b{n}", False, score=0.2, text_prose=0.2) for n in range(20)]
    fitted = fit(samples, Settings())
    sums = fitted.sums(samples)
    assert sums[:20].min() > 0 > sums[20:].max()


def test_a_feature_that_counts_the_wrong_way_is_left_out():
    samples = [sample(f"a{n}", True, score=0.9) for n in range(20)]
    samples += [sample(f"b{n}", False, score=0.2, has_abstract=1.0) for n in range(20)]
    assert sign_of("has_abstract") == 1
    assert fit(samples, Settings()).names == ("score",)


def test_a_feature_of_too_few_sites_is_left_out():
    samples = [sample("a", True, score=0.9, text_prose=1.0) for _ in range(20)]
    samples += [sample(f"b{n}", False, score=0.2) for n in range(20)]
    assert fit(samples, Settings()).names == ("score",)


def test_a_page_counts_with_the_root_of_its_proposals():
    samples = [sample("a", True) for _ in range(4)] + [sample("b", True)]
    assert weights_of(samples, Settings()).tolist() == [0.5] * 4 + [1.0]


@given(st.floats(0.3, 3), st.floats(-2, 2))
def test_calibration_finds_the_scale_of_the_sums(slope, offset):
    sums = np.linspace(-4, 4, 4001)
    chances = 1 / (1 + np.exp(-(slope * sums + offset)))
    both = np.concatenate((sums, sums))
    right = np.concatenate((np.ones(4001), np.zeros(4001)))
    found = calibrate(both, right, np.concatenate((chances, 1 - chances)))
    assert found == pytest.approx((slope, offset), abs=0.02)


def test_calibrated_weights_give_scaled_sums():
    fitted = Fitted(("score",), np.array([2.0]), -1.0)
    scaled = calibrated(fitted, (1.5, 0.25))
    one = [sample("a", True, score=0.5)]
    assert scaled.sums(one)[0] == pytest.approx(1.5 * fitted.sums(one)[0] + 0.25)


def test_bins_say_how_many_are_right():
    (low, high) = bins([(0.5, True), (0.55, False), (1.0, True)])
    assert (low.count, low.right, high.count, high.right) == (2, 0.5, 1, 1.0)
    assert plot([("all", [low, high])]).count("<circle") == 2


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    (folder / "papers.bib").write_text("".join(BIB.format(n=n) for n in range(10, 40)), "utf-8")
    (folder / "chinese.bib").write_text("", "utf-8")
    return [list(made_pages(folder, 30, seed)) for seed in (1, 1, 2)]


def test_the_same_seed_makes_the_same_pages(pages):
    first, again, other = pages
    assert first == again
    assert first != other


def test_made_pages_teach_both(pages):
    samples = [found for page in pages[0] for found in samples_of(page)]
    assert {found.right for found in samples} == {True, False}
    assert {found.shown for found in samples} == {True, False}
