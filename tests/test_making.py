"""Frozen records made quickly are the records that their class makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from extractor.document.tables import Draft
from extractor.making import become, maker
from extractor.records import Block, Span


def test_a_made_record_is_the_record() -> None:
    made = maker(Span)(1, 4, "link", "https://example.org/", label="here")
    plain = Span(1, 4, "link", "https://example.org/", label="here")
    assert type(made) is Span
    assert made == plain
    assert hash(made) == hash(plain)
    assert pickle.loads(pickle.dumps(made)) == plain
    with pytest.raises(FrozenInstanceError):
        made.start = 2  # type: ignore[misc]


def test_a_record_needs_what_its_class_needs() -> None:
    with pytest.raises(TypeError):
        maker(Span)(1)


def test_what_becomes_a_record_is_frozen_from_then_on() -> None:
    draft = Draft("item", "text", 3, level=2, marker="-")
    draft.index = 7
    block = become(draft, Block)
    assert block == Block(7, "item", "text", 3, level=2, marker="-")
    with pytest.raises(FrozenInstanceError):
        block.index = 8  # type: ignore[misc]
