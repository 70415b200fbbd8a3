"""The code of docs/extending.md does what the document says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from extractor import extract
from extractor.archives import Container, Head, ReadOptions
from extractor.batch import BatchOptions
from extractor.batch.engines import Job
from extractor.batch.plan import groups
from extractor.batch.shards import Cursor, Task
from extractor.boilerplate.kinds import Phrase
from extractor.formats import Format
from extractor.options import Options
from extractor.papers.finder import Finder
from extractor.papers.sections import build_context
from extractor.pipeline import run_stages
from extractor.records import Source

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs/extending.md").read_text("utf-8")
SNIPPETS = re.findall(r"^## ([^\n]+)\n.*?^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SOURCES = {heading: source for heading, _, source in SNIPPETS}


def constant(heading, name):
    namespace = {}
    exec(compile(SOURCES[heading], heading, "exec"), namespace)
    return namespace[name]


def test_every_extension_has_its_section():
    assert list(SOURCES) == [
        "A package of your own", "An output format", "A finder of papers", "An archive format",
        "An engine", "A kind of boilerplate", "Labels of a language",
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
    (phrase,) = tomllib.loads(SOURCES["A kind of boilerplate"])["phrases"]
    assert set(phrase) <= {*Phrase.__dataclass_fields__, "counter_examples"}
    pattern = re.compile(phrase["pattern"])
    assert all(pattern.match(text.lower()) for text in phrase["examples"])
    assert not any(pattern.match(text.lower()) for text in phrase["counter_examples"])


def test_the_archive_format(tmp_path):
    file = tmp_path / "two"
    file.write_bytes(b"PAGES\n--\n<p>One</p>\n--\n<p>Two</p>")
    archive = constant("An archive format", "ARCHIVE")
    with file.open("rb") as stream:
        assert archive.matches(Head("two", stream.read(100)))
    pages = list(archive.read(Container(str(file), ReadOptions()), 0))
    assert [page.source.data for page in pages] == [b"<p>One</p>", b"<p>Two</p>"]
    assert not archive.matches(Head("two", b"<p>One</p>"))


def test_the_engine(tmp_path):
    """It does all of the work, and its results are those of the engines that are there."""
    engine = constant("An engine", "ENGINE")
    names = [str(tmp_path / f"{number}.html") for number in range(3)]
    for name in names:
        Path(name).write_text("<p>Pond</p>" * 30)
    (tmp_path / "out/pages").mkdir(parents=True)
    (tmp_path / "out/papers").mkdir()
    job = Job(BatchOptions(str(tmp_path / "out")), lambda *_: None)
    tasks = (Task(group, 0, Cursor()) for group in groups(names))
    assert [done.counts["pages"] for done in engine.run(tasks, job)] == [3]


def test_the_kind(tmp_path):
    """A file of its own is all that a kind needs."""
    shutil.copytree(
        ROOT / "extractor", tmp_path / "extractor", ignore=shutil.ignore_patterns("__pycache__")
    )
    kinds = tmp_path / "extractor/boilerplate/data/kinds"
    (kinds / "tip_jar.toml").write_text(SOURCES["A kind of boilerplate"], "utf-8")
    code = (
        "import extractor; page = '<h1>Kites</h1>' + '<p>Kites fly well in a light breeze.</p>' * 9"
        "+ '<p>Leave us a tip if this helped</p>';"
        "print([piece.kind for piece in extractor.extract(page).removed], extractor.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
        timeout=60, env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout == f"['tip_jar'] {tmp_path / 'extractor/__init__.py'}\n"


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
