"""What a batch found, as summary.json tells it."""

from __future__ import annotations

from collections.abc import Mapping


def summary_of(counts: Mapping[str, int]) -> dict[str, object]:
    """The counts by what they count: `failure/timeout` stands under `by failure`, `timeout`."""
    totals: dict[str, object] = {}
    grouped: dict[str, dict[str, int]] = {}
    for name, number in sorted(counts.items()):
        what, _, which = name.partition("/")
        if which:
            grouped.setdefault(f"by {what}", {})[which] = number
        else:
            totals[what] = number
    return totals | dict(grouped)
