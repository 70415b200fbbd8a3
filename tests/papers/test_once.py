"""A reader is asked once a page for a text, and every page anew."""

from __future__ import annotations

from extractor.papers.once import once_a_page, remembering


def test_asked_once_while_a_page_is_read() -> None:
    asked: list[str] = []

    @once_a_page
    def reader(text: str, *, twice: bool = False) -> str:
        asked.append(text)
        return text * (1 + twice)

    with remembering():
        assert [reader("a"), reader("a"), reader("b"), reader("a", twice=True)] == [
            "a", "a", "b", "aa",
        ]  # fmt: skip
        assert asked == ["a", "b", "a"]
        with remembering():
            reader("a")
        assert reader("a") == "a"
    assert asked == ["a", "b", "a", "a"]
    with remembering():
        reader("a")
    reader("a")
    reader("a")
    assert asked == ["a", "b", "a", "a", "a", "a", "a"]


def test_nothing_is_a_value_too() -> None:
    asked: list[str] = []

    @once_a_page
    def reader(text: str) -> None:
        asked.append(text)

    with remembering():
        reader("a")
        reader("a")
    assert asked == ["a"]
