"""What is read of a page goes with it, and not only when Python looks for rings of objects."""

from __future__ import annotations

import gc

import pytest

from extractor.document.build import build_document
from extractor.options import Options
from extractor.records import Block, Source
from extractor.source.decode import decode

PAGE = b"<title>T</title><body><ul>" + b"<li class=a><a href=/x>One</a> more" * 50 + b"</ul>"


@pytest.mark.parametrize("for_content", [True, False])
def test_no_block_outlives_its_document(for_content):
    decoded = decode(Source("page", PAGE), Options())
    build_document(decoded, for_content=for_content)
    gc.collect()
    gc.disable()
    try:
        before = _blocks()
        assert len(build_document(decoded, for_content=for_content).blocks) == 50
        assert _blocks() == before
    finally:
        gc.enable()


def _blocks() -> int:
    return sum(type(each) is Block for each in gc.get_objects())
