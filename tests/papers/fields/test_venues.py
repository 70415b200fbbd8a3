"""Venues as fields and in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.venues import (
    Venue,
    find_venue,
    read_venue,
    surely_no_venue,
    venue_likeness,
)

NAMES = [
    ("arXiv:2311.00001, to appear in Journal of Damp Topology", "Journal of Damp Topology"),
    ("arXiv preprint, 2022", "arXiv preprint"),
    ("Preprint, to appear in J. Topology", "J. Topology"),
    ("SOSP '09)", "SOSP '09"),
    ("（NeurIPS 2023）", "NeurIPS 2023"),
    (
        "In Proceedings of the 25th Symposium on Widgets, pp. 1-9, 2015.",
        "Proceedings of the 25th Symposium on Widgets",
    ),
    ("CRYPTO 2013", "CRYPTO 2013"),
    ("to appear in CRYPTO 2013", "CRYPTO 2013"),
    ("Preprint; to appear in Journal of Widgets", "Journal of Widgets"),
    ("IEEE Transactions on Widgets (Accepted)", "IEEE Transactions on Widgets"),
    (
        "Widget Processing Systems (WPS Spotlight) 2019",
        "Widget Processing Systems (WPS Spotlight) 2019",
    ),
    ("arXiv preprint arXiv:1906.08237, 2019", "arXiv preprint arXiv:1906.08237"),
    ("Cryptology ePrint Archive, Report 2016/489", "Cryptology ePrint Archive, Report 2016/489"),
    ("Technical Report 2017", "Technical Report 2017"),
    ("Ph.D. thesis, Example University, 1999", "Example University"),
    ("Conference on Widgets (WID), Salt Lake City, USA, 2018", "Conference on Widgets (WID)"),
    (
        "Lecture Notes in Computer Science, vol. 1234, Springer, 2001",
        "Lecture Notes in Computer Science",
    ),
    ("Journal of Widget Theory, Series A 120 (2013), 1-20", "Journal of Widget Theory, Series A"),
    (
        "Symposium on Widgets (WID '04), February 2004, pages 12-30",
        "Symposium on Widgets (WID '04)",
    ),
    ("来源：arXiv", "arXiv"),
    ("发表于《自动化学报》2020年", "自动化学报"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_name(text: str, expected: str) -> None:
    venue = read_venue(text)
    assert venue is not None
    assert venue.name == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Br J Widgetol. 2011;164(6):1234-8", Venue("Br J Widgetol", 2011, "164", "6", "1234-8")),
        ("IEEE TPAMI, vol. 12, no. 3, pp. 1-9, 2019", Venue("IEEE TPAMI", 2019, "12", "3", "1-9")),
        ("Nature 521, 436–444 (2015)", Venue("Nature", 2015, "521", None, "436–444")),
        ("计算机学报, 2023, 46(5): 1366-1379", Venue("计算机学报", 2023, "46", "5", "1366-1379")),
        (
            "In: Blätter für Seilbahnen, Bd. 8, Nr. 2, S. 11–24, 2021",
            Venue("Blätter für Seilbahnen", 2021, "8", "2", "11–24"),
        ),
        (
            "Gil, Ana (Hrsg.): Handbuch der Leitern, Kap. 7, S. 3–9, 2020",
            Venue("Handbuch der Leitern", 2020, "7", None, "3–9"),
        ),
        ("Dans : Revue des sols, n° 3", Venue("Revue des sols", None, None, "3", None)),
        ("Mosty i drogi, red. P. Wolny, Kraków 2016", Venue("Mosty i drogi", 2016)),
        ("Le scale antiche / Marchi, Ugo", Venue("Le scale antiche")),
        ("Widget Letters 2020. Presenter: Ana", Venue("Widget Letters 2020", 2020)),
    ],
)
def test_details(text: str, expected: Venue) -> None:
    assert read_venue(text) == expected


@pytest.mark.parametrize("text", ["", "  ", "12(3), 2019", "x" * 2000])
def test_no_venue(text: str) -> None:
    assert read_venue(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本文发表于EMNLP2016。", "EMNLP2016"),
        ("Interspeech 2016 accepted paper", "Interspeech 2016"),
        ("该论文被 AAAI 接收", "AAAI"),
        ("accepted by Nature Communications", "Nature Communications"),
        ("[CVPR]", "CVPR"),
        ("投稿 ICLR 2019", None),
        ("ICLR 2019 在审", None),
        ("submitted to NeurIPS 2020", None),
        ("under review as a conference paper at ICLR 2017", None),
        ("we follow the SC method", None),
        ("arXiv", "arXiv"),
        ("arXiv 2312.99021", "arXiv"),
        ("arXiv 2017", "arXiv"),
        ("来源：arXiv 2607.22368", "arXiv"),
        ("来源/分类：arXiv", "arXiv"),
        ("Preprint at 2019.6.20.", "Preprint"),
        ("Preprint", None),
        ("来源：CVPR", "CVPR"),
        ("a repository such as arXiv", None),
        ("arXiv papers of this week", None),
        ("基于 CVPR 数据", None),
    ],
)
def test_running_text(text: str, expected: str | None) -> None:
    found = find_venue(text)
    assert (found.name if found else None) == expected
    assert found is None or text[found.start : found.end] == found.name


@pytest.mark.parametrize(
    "text",
    [
        "CVPR 2019",
        "Journal of Widget Science 12(3): 1-9",
        "J Am Acad Widgetol",
        "arXiv",
        "东方大学紀要",
    ],
)
def test_likely(text: str) -> None:
    assert venue_likeness(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    ["Learning to Fold Widgets with Less Data", "Ana Gil, Bo Li", "我们提出了一种方法。", ""],
)
def test_unlikely(text: str) -> None:
    assert venue_likeness(text) < 0.4


@given(
    st.text(st.sampled_from("In Proc. of CVPR 2019,(12):3-9 vol.pp《》会议"), max_size=60)
    | st.text()
)
def test_never_raises_and_invents_nothing(text: str) -> None:
    venue = read_venue(text)
    if venue and "\\" not in text and "{" not in text:
        assert venue.name in " ".join(text.split())
    find_venue(text)
    assert 0 <= venue_likeness(text) <= 1


WORDS = [
    "In",
    "Journal",
    "of",
    "widgets",
    "CVPR",
    "2019",
    "Nature",
    "pp. 1-9",
    "vol. 3",
    "arXiv",
    "Proc",
    "Letters",
]


@given(
    st.lists(
        st.sampled_from([*WORDS, "Tech", "Report", "(to appear)", "J", "学报", "Mind,"]), max_size=7
    )
)
def test_what_is_surely_no_venue_does_not_look_like_one(words: list[str]) -> None:
    text = " ".join(words)
    assert not surely_no_venue(text) or venue_likeness(text) <= 0.6


def test_title_is_surely_no_venue() -> None:
    assert surely_no_venue("Folding widgets with less data")
    assert not surely_no_venue("Journal of Widgets")
