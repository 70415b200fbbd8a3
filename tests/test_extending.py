"""The code of docs/extending.md does what the document says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extractor import extract
from extractor.boilerplate.kinds import Phrase
from extractor.formats import Format
from extractor.options import Options
from extractor.papers.finder import Finder
from extractor.papers.sections import build_context
from extractor.pipeline import run_stages
from extractor.records import Source

TEXT = (Path(__file__).resolve().parents[1] / "docs/extending.md").read_text("utf-8")
SNIPPETS = re.findall(r"^## ([^\n]+)\n.*?^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SOURCES = {heading: source for heading, _, source in SNIPPETS}


def constant(heading, name):
    namespace = {}
    exec(compile(SOURCES[heading], heading, "exec"), namespace)
    return namespace[name]


def test_every_extension_has_its_section():
    assert list(SOURCES) == [
        "A package of your own", "An output format", "A finder of papers",
        "Phrases of boilerplate", "Labels of a language",
    ]  # fmt: skip


def test_the_format():
    form = constant("An output format", "FORMAT")
    assert isinstance(form, Format)
    page = extract("Title: Kites in a Light Breeze\nAuthors: Ana Lima, Bo Chen\nYear: 2001\n")
    assert form.render([page]) == "2001 Kites in a Light Breeze\n"


def test_the_finder():
    finder = constant("A finder of papers", "FINDER")
    assert isinstance(finder, Finder)
    stages = run_stages(Source("a.txt", b"News\n\nPaper of the week: On Kites\n"), Options())
    (found,) = finder.find(build_context(stages.document, stages.judgements))
    assert found.readings["title"].value == "On Kites"


def test_the_phrase():
    (phrase,) = tomllib.loads(SOURCES["Phrases of boilerplate"])["phrases"]
    assert set(phrase) <= {*Phrase.__dataclass_fields__, "counter_examples"}
    pattern = re.compile(phrase["pattern"])
    assert all(pattern.match(text.lower()) for text in phrase["examples"])
    assert not any(pattern.match(text.lower()) for text in phrase["counter_examples"])


def test_the_label():
    (label,) = tomllib.loads(SOURCES["Labels of a language"])["labels"]
    for example in label["examples"]:
        assert any(example.lower().startswith(word) for word in label["words"])


def test_the_package_is_the_one_in_the_repository():
    project = (Path(__file__).parent / "plugins/pyproject.toml").read_text("utf-8")
    assert SOURCES["A package of your own"].strip() in project


@pytest.mark.parametrize("group", re.findall(r"`papersieve\.(\w+)`", TEXT))
def test_groups_are_named_like_their_folders(group):
    assert re.search(rf"`extractor/(?:\w+/)*{group}`", TEXT)
