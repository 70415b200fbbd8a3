"""Other programs as judges."""

from __future__ import annotations

import builtins

import pytest

from extractor import Options, UsageError, extract
from extractor.boilerplate.peer import known, names

PAGE = (
    "<title>Lamps</title><body><nav><a href='/'>Home</a> <a href='/x'>Shop</a></nav><article>"
    "<h1>Lamps</h1>"
    + "".join(
        f"<p>Lamp number {n} stands in the hall and gives a warm light to everyone who comes home "
        "late, which is why nobody ever turns it off before midnight.</p>"
        for n in range(8)
    )
    + "</article><footer>All rights reserved</footer>"
)


def test_the_peers_are_named():
    assert names() == ("papersieve", "readability", "resiliparse", "trafilatura")


def test_trafilatura_judges():
    result = extract(PAGE, options=Options(judge="trafilatura"))
    assert "Lamp number 3" in result.content.text
    evidence = " ".join(piece.evidence for piece in result.removed)
    assert "All rights reserved" not in result.content.text
    assert "model" not in evidence


def test_an_unknown_judge_is_named():
    with pytest.raises(UsageError, match="nobody: is no judge; there are papersieve, readability"):
        extract(PAGE, options=Options(judge="nobody"))


@pytest.mark.parametrize("peer", known(), ids=lambda peer: peer.name)
def test_a_peer_that_is_not_installed_is_a_usage_error(peer, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == peer.name:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=f"{peer.name}: is not installed: pip install"):
        extract(PAGE, options=Options(judge=peer.name))
