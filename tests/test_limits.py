"""Limits of a page: what is over one is left out with a warning, or the page fails and names it."""

from __future__ import annotations

import threading
import time

import pytest

from extractor import LimitError, Options, extract
from extractor.cli import main
from extractor.deadline import check_time, limited_time

PARAGRAPHS = "".join(f"<p>Paragraph {number} of it says something.</p>" for number in range(40))


def read(page, **limits):
    return extract(page, options=Options(**limits))


def shown(result):
    return "\n".join([result.content.text, *(run.text for run in result.removed)])


@pytest.mark.parametrize(
    ("limit", "warning"),
    [
        ("max_nodes", "limit of 12 elements: the rest of the page was left out"),
        ("max_blocks", "limit of 12 blocks: the rest of the page was left out"),
    ],
)
def test_what_comes_after_the_limit_is_left_out(limit, warning):
    result = read(f"<body>{PARAGRAPHS}", **{limit: 12})
    assert result.warnings == (warning,)
    assert "Paragraph 8 " in shown(result)
    assert "Paragraph 13 " not in shown(result)


def test_lines_of_a_plain_text():
    text = "\n\n".join(f"Line {number} of the text says something." for number in range(40))
    result = extract(text, media_type="text/plain", options=Options(max_blocks=12))
    assert result.warnings == ("limit of 12 lines: the rest of the text was left out",)
    assert "Line 11 " in shown(result)
    assert "Line 12 " not in shown(result)


def test_deep_elements_lose_their_structure_and_not_their_text():
    page = "<div>" * 90 + "<p>Deep down.<br>Deeper." + "</div>" * 90 + "<p>Behind all that.</p>"
    result = read(page, max_depth=20)
    (warning,) = result.warnings
    assert warning.startswith("limit of 20 elements inside each other: deeper ones were read")
    assert shown(result).split("\n\n") == shown(read(page)).split("\n\n")


def test_attributes_beyond_the_limit_are_left_out():
    many = " ".join(f"data-a{number}=x" for number in range(30))
    result = read(f"<p {many}>Text of the page.</p>", max_attributes=20)
    assert result.warnings == ("limit of 20 attributes: the others were left out",)
    assert "Text of the page." in shown(result)


def test_a_page_within_its_limits_has_no_warning():
    assert read(PARAGRAPHS, max_nodes=43, max_blocks=41, max_depth=4).warnings == ()


def test_limits_hold_where_the_second_parser_reads():
    result = read("<b>" * 3000 + PARAGRAPHS, max_blocks=12)
    assert result.warnings[-1] == "limit of 12 blocks: the rest of the page was left out"


def test_a_page_that_takes_too_long_fails_and_names_the_limit():
    with pytest.raises(LimitError) as caught:
        read(PARAGRAPHS * 20, max_seconds=1e-6)
    assert str(caught.value) == "page: takes more than the limit of 1e-06 s of CPU time"


def test_the_time_of_one_thread_is_not_that_of_another():
    passed = []

    def other():
        check_time()
        passed.append(True)

    with limited_time("page", 0.0):
        while time.thread_time() == 0:
            pass
        with pytest.raises(LimitError):
            check_time()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    check_time()
    assert passed


def test_the_command_line_takes_limits(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(f"<body>{PARAGRAPHS}", "utf-8")
    assert main([str(page), "--max-blocks", "12"]) == 0
    assert "limit of 12 blocks" in capsys.readouterr().err
    assert main([str(page), "--max-seconds", "0.000001"]) == 3
    assert "takes more than the limit" in capsys.readouterr().err
