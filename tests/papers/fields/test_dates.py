"""Years and dates."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.dates import find_dates, read_date, read_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年3月1日", "2023-03-01"),
        ("2023-03-01T08:00", "2023-03-01"),
        ("2023/3/1", "2023-03-01"),
        ("2019.6.20", "2019-06-20"),
        ("March 1, 2023", "2023-03-01"),
        ("1st March 2023", "2023-03-01"),
        ("1 Mar 2023", "2023-03-01"),
        ("15. Juni 2021", "2021-06-15"),
        ("20190301", "2019-03-01"),
        ("Mar 2023", "2023-03"),
        ("2023年3月", "2023-03"),
        ("2023-03", "2023-03"),
        ("2023", "2023"),
        ("2023-02-30", None),
        ("no date", None),
    ],
)
def test_date(text: str, expected: str | None) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(2023)", 2023),
        ("CRYPTO 2013, 2014", 2014),
        ("EMNLP2016", 2016),
        ("12(3):1999-2005, 2004", 2004),
        ("2019a", 2019),
        ("2020;1999(1):5", 2020),
        ("2012-2018", None),
        ("2012–18", None),
        ("pp. 1998-2010", None),
        ("page 1900", None),
        ("arXiv:2012.12345", None),
        ("1609.04904", None),
        ("10.1145/2012.2013", None),
        ("https://x.org/2019/abc", None),
        ("2048 units", None),
        ("2000 个样本", None),
        ("FC '14", None),
        ("3000", None),
        ("1750", None),
    ],
)
def test_year(text: str, expected: int | None) -> None:
    assert read_year(text) == expected


def test_range_on_request() -> None:
    assert read_year("2012-2018", ranges=True) == 2012


@given(st.text(st.sampled_from("0123456789-/.年月日 ,Mar:()pv"), max_size=40))
def test_dates_stand_where_they_say(text: str) -> None:
    dates = find_dates(text)
    assert all(date.value[:4] in text[date.start : date.end] for date in dates)
    assert all(a.end <= b.start for a, b in pairwise(dates))


@given(st.dates(min_value=dt.date(1800, 1, 1), max_value=dt.date(2026, 1, 1)))
def test_iso_dates_come_back(date: dt.date) -> None:
    assert read_date(f"on {date}.") == str(date)


@given(st.text())
def test_never_raises(text: str) -> None:
    read_date(text)
    read_year(text, ranges=True)
