"""One test per fixture case and field: hand-written truth, kept output, and invariants."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from fixtures import case as cases
from fixtures import checks

CASES = cases.names()
KINDS = frozenset(
    {"nav", "ad", "link_list", "related", "prev_next", "seo", "icp_footer", "copyright"}
    | {"disclaimer", "share", "comments", "toc", "login", "other"}
)


def _parameters(kept: bool) -> list[Any]:
    """One parameter set per case and test id; known failures are strict xfails."""
    rows = []
    for name in CASES:
        case = cases.load(name)
        fields = [f"output.{part}" for part in cases.OUTPUT_FIELDS] if kept else list(case.truths)
        for field in fields:
            reason = case.known_failures.get(field)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            rows.append(pytest.param(name, field, id=f"{name}-{field}", marks=marks))
    return rows


@pytest.mark.parametrize(("name", "field"), _parameters(kept=False))
def test_truth(name: str, field: str) -> None:
    check, want = cases.load(name).truths[field]
    problem = check(cases.output(name), want)
    assert problem is None, f"{field} {problem}"


@pytest.mark.parametrize(("name", "field"), _parameters(kept=True))
def test_kept_output(name: str, field: str) -> None:
    kept = cases.load(name).expected()
    assert kept is not None, f"no expected.json: python fixtures/regenerate.py {name} --write"
    part = field.removeprefix("output.")
    assert cases.stable(cases.output(name)[part]) == cases.stable(kept[part])


def test_there_are_cases() -> None:
    assert len(CASES) >= 48
    assert not [path for path in cases.ROOT.glob("*/page.*") if path.parent.name not in CASES]


@pytest.mark.parametrize("name", CASES)
def test_output_has_no_other_fields(name: str) -> None:
    assert tuple(cases.output(name)) == cases.OUTPUT_FIELDS


@pytest.mark.parametrize("name", CASES)
def test_same_page_gives_same_output(name: str) -> None:
    assert json.dumps(cases.run(cases.load(name))) == json.dumps(cases.output(name))


@pytest.mark.parametrize("name", CASES)
def test_removed_text_names_its_reason(name: str) -> None:
    for item in cases.output(name)["removed"]:
        assert item["kind"] in KINDS
        assert item["text"].strip()
        assert item["evidence"].strip()
        assert 0.0 <= item["confidence"] <= 1.0
        assert item["place"]


@pytest.mark.parametrize("name", CASES)
def test_entries_are_numbered_and_placed(name: str) -> None:
    output = cases.output(name)
    ids = [paper["id"] for paper in output["papers"]]
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)]
    assert {item["paper"] for item in output["page"]["outline"]} <= {*ids, None}
    for paper in output["papers"]:
        assert paper["title"].strip()
        assert paper["place"]
        assert paper["found_by"]
        assert 0.0 <= paper["confidence"] <= 1.0


def test_the_network_is_refused() -> None:
    with (
        socket.socket() as connection,
        pytest.raises(AssertionError, match="connection refused in tests"),
    ):
        connection.connect(("127.0.0.1", 9))


OUTPUT: dict[str, Any] = {
    "source": {"encoding": "utf-8"},
    "page": {
        "title": "Notes",
        "outline": [{"title": "One", "present": True}, {"title": "Two", "present": False}],
    },
    "papers": [
        {
            "title": "On Tea",
            "role": "featured",
            "status": "truncated",
            "authors": [{"name": "Ada Quist"}],
            "links": [{"url": "https://a.example/t.pdf", "type": "pdf", "text": "PDF"}],
            "abstract": "Tea is warm.",
            "note": "Worth a read.",
            "year": None,
        }
    ],
    "content": {"text": "On Tea\n\nTea is\nwarm.", "markdown": "# On Tea\n\nTea is warm."},
    "removed": [{"kind": "nav", "text": "Home About"}],
    "warnings": ["1 section is missing: Two"],
}


@pytest.mark.parametrize(
    ("expect", "right", "wrong"),
    [
        ("titles", ["On Tea"], ["On Tea", "On Milk"]),
        ("references", [], ["On Tea"]),
        ("truncated", ["On Tea"], []),
        ("outline", ["One", "Two"], ["Two", "One"]),
        ("missing_sections", ["Two"], []),
        ("content_with", ["Tea is warm."], ["Tea is cold."]),
        ("content_with", ["Tea is\nwarm."], ["On Tea\nTea is"]),
        ("content_without", ["Home"], ["On Tea"]),
        ("markdown_with", ["# On Tea"], ["## On Tea"]),
        ("markdown_without", ["|"], ["#"]),
        ("markdown_matches", ["(?m)^# On"], ["(?m)^On"]),
        ("absent_everywhere", ["Milk"], ["About"]),
        ("warnings_with", ["Two"], ["Three"]),
        ("removed", [{"kind": ["ad", "nav"], "text": "About"}], [{"kind": "ad", "text": "About"}]),
        ("removed", [], [{"kind": "nav", "text": "Imprint"}]),
        ("page", {"title": "Notes"}, {"title": None}),
        ("source", {"encoding": "utf-8"}, {"encoding": "gb18030"}),
        ("papers", [{"title": "On Tea", "year": None}], [{"title": "On Milk", "year": None}]),
        (
            "papers",
            [{"title": "On Tea", "authors": ["Ada Quist"]}],
            [{"title": "On Tea", "role": "reference", "authors": ["Ada Quist"]}],
        ),
        (
            "papers",
            [{"title": "On Tea", "links": [{"url": "https://a.example/t.pdf", "type": "pdf"}]}],
            [{"title": "On Tea", "links": []}],
        ),
        (
            "papers",
            [{"title": "On Tea", "abstract_matches": "Tea is .*", "note_with": "Worth"}],
            [{"title": "On Tea", "abstract_matches": "Tea"}],
        ),
        (
            "papers",
            [{"title": "On Tea", "absent": ["year"]}],
            [{"title": "On Tea", "absent": ["note"]}],
        ),
    ],
)
def test_checks_tell_right_from_wrong(expect: str, right: Any, wrong: Any) -> None:
    assert [check(OUTPUT, want) for check, want in checks.flatten({expect: right}).values()] == [
        None for _ in checks.flatten({expect: right})
    ]
    assert any(check(OUTPUT, want) for check, want in checks.flatten({expect: wrong}).values())


def test_an_unknown_expectation_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown key 'tilte'"):
        checks.flatten({"tilte": []})
