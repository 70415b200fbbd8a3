"""Writes the model, its card docs/decision.md and the plot docs/confidence.svg."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.decide.fit import Fitted, Settings, sign_of
from training.decide.reliability import bins, plot
from training.decide.samples import LENIENT, Sample
from training.decide.validate import Judged

_TEMPLATE = Path(__file__).with_name("card.txt")
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def write_model(path: Path, fitted: Fitted, finders: Iterable[str]) -> None:
    """Writes the weights by name, to three digits."""
    data = {
        "bias": round(fitted.bias, 3),
        "finders": sorted(finders),
        "weights": {
            name: round(float(weight), 3)
            for name, weight in zip(fitted.names, fitted.weights, strict=True)
            if abs(weight) >= _SMALLEST
        },
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")


_SMALLEST = 0.005


def write_card(
    folder: Path, samples: Sequence[Sample], judged: Sequence[Judged], fitted: Fitted,
    settings: Settings, pages: dict[str, int], seed: int,
) -> None:  # fmt: skip
    """Writes the card and the plot into `folder`; `pages` counts those read by origin."""
    learned = [(each.confidence, each.sample.right) for each in judged]
    before = [(each.sample.features["score"], each.sample.right) for each in judged]
    by_origin = {name: [s for s in samples if s.origin == name] for name in pages}
    found = bins(learned)
    text = _TEMPLATE.read_text("utf-8").format(
        seed=seed, features=len(fitted.names), penalty=settings.penalty, made=settings.made,
        lenient=LENIENT, gold=len(by_origin["gold"]), gold_pages=pages["gold"],
        general=len(by_origin["general"]), general_pages=_pages(by_origin["general"]),
        general_all=pages["general"], papers=_pages(s for s in by_origin["general"] if s.right),
        made_samples=len(by_origin["made"]), made_pages=pages["made"],
        fixtures=len(by_origin["fixture"]), fixture_pages=pages["fixture"],
        fixture=settings.fixture,
        rows="\n".join(f"| {least} | {_row(judged, least)} |" for least in THRESHOLDS),
        before=_row([Judged(e.sample, 0.0, e.sample.features["score"]) for e in judged], 0.5),
        reliability="\n".join(
            f"| {each.low} to {each.high} | {each.count} | {each.confidence:.3f} | "
            f"{each.right:.3f} |"
            for each in found
        ),
        weights=_heaviest(fitted), sites=len({s.sample.site for s in judged if s.sample.right}),
    )  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / "decision.md").write_text(text, "utf-8")
    curves = (("hand-set weights", bins(before)), ("learned, site left out", found))
    (folder / "confidence.svg").write_text(plot(curves), "utf-8")


def _pages(samples: Iterable[Sample]) -> int:
    return len({sample.page.removesuffix(" as text") for sample in samples})


def _row(judged: Sequence[Judged], least: float) -> str:
    """Kept, lost and false entries at a threshold, as cells."""
    shown = [each for each in judged if each.confidence >= least]
    kept = sum(each.sample.right for each in shown)
    lost = sum(each.sample.right for each in judged) - kept
    false = [each.sample for each in shown if not each.sample.right]
    pages = {sample.page for sample in false if sample.origin == "general"}
    return f"{kept} | {lost} | {sum(s.origin == 'gold' for s in false)} | {len(pages)}"


def _heaviest(fitted: Fitted, count: int = 16) -> str:
    weights = {name: float(w) for name, w in zip(fitted.names, fitted.weights, strict=True)}
    ordered = sorted(weights, key=lambda name: -abs(weights[name]))[:count]
    return ", ".join(
        f"{name} {weights[name]:+.2f}{'' if sign_of(name) else ' (either way)'}" for name in ordered
    )
