"""Work grows with the page and no faster, whatever its shape.

Calls of functions are counted instead of seconds, so that the machine does not matter.
"""

from __future__ import annotations

import sys

import pytest

from benchmarks._hostile_shapes import SHAPES
from extractor import PapersieveError, extract

SIZE = 24_000
MOST = 250
"""Calls for each character of a page: the dearest shape takes 170. What is quadratic takes
thousands."""


def calls(data: bytes) -> int:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        extract(data)
    except PapersieveError:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_takes_no_more_calls_than_its_size_allows(name: str):
    assert calls(SHAPES[name].make(SIZE).encode()) < MOST * SIZE
