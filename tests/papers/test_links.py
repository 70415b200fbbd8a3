"""Which identifier of a kind a work keeps."""

import pytest

from extractor.papers.links import put_identifier


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("10.1234/abcv2", "10.1234/abc", "10.1234/abc"),
        ("10.1234/abc.full", "10.1234/abc", "10.1234/abc"),
        ("10.1234/abc", "10.1234/abcv2", "10.1234/abc"),
        ("10.1234/tide.123", "10.1234/tide.12", "10.1234/tide.123"),
        ("10.1234/tide.1", "10.5678/lake.2", "10.1234/tide.1"),
    ],
)
def test_what_stands_behind_an_identifier_goes_and_another_one_does_not_count(
    first: str, second: str, kept: str
) -> None:
    found: dict[str, str] = {}
    put_identifier(found, "doi", first)
    put_identifier(found, "doi", second)
    assert found == {"doi": kept}
