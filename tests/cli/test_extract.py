"""`papersieve PAGE...`: what is written where, and which exit code says what."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest


def write(name, data="text"):
    Path(name).write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return name


def stdin(monkeypatch, data, *, terminal=False):
    stream = io.TextIOWrapper(io.BytesIO(data))
    monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stdin", stream)


def test_one_page_is_indented_json(command):
    code, out, err = command(write("a.txt", "正文"))
    assert code == 0
    assert json.loads(out)["content"]["text"] == "正文"
    assert out.startswith('{\n "schema"')
    assert err == ""


def test_several_pages_are_json_lines(command):
    code, out, _ = command(write("a.txt"), write("b.txt"))
    assert code == 0
    assert [json.loads(line)["source"]["name"] for line in out.splitlines()] == ["a.txt", "b.txt"]


def test_several_pages_as_json_are_an_array(command):
    _, out, _ = command("-f", "json", write("a.txt"), write("b.txt"))
    assert len(json.loads(out)) == 2


def test_a_dash_is_standard_input(command, monkeypatch):
    stdin(monkeypatch, b"piped")
    code, out, _ = command("-", "-f", "text")
    assert (code, out) == (0, "piped\n")


def test_without_pages_piped_input_is_read(command, monkeypatch):
    stdin(monkeypatch, b"piped")
    assert command("-f", "text")[1] == "piped\n"


def test_without_pages_a_person_gets_short_help(command, monkeypatch):
    stdin(monkeypatch, b"", terminal=True)
    code, out, err = command()
    assert (code, out) == (2, "")
    assert err.startswith("usage:")
    assert err.count("\n") == 1


def test_a_failed_page_is_named_and_the_others_are_written(command):
    code, out, err = command(write("bad.html", "bad"), write("good.txt"), "missing.html")
    assert code == 1
    assert [json.loads(line)["source"]["name"] for line in out.splitlines()] == ["good.txt"]
    assert err.splitlines() == [
        "papersieve: bad.html: is a PDF, not a page",
        "papersieve: missing.html: no such file",
    ]


def test_nothing_read_is_3(command, tmp_path):
    code, out, err = command("missing.html", tmp_path)
    assert (code, out) == (3, "")
    assert len(err.splitlines()) == 2


def test_an_unexpected_error_takes_one_page_only(command):
    code, out, err = command(write("crash.html", "crash"), write("good.txt"))
    assert code == 1
    assert "good.txt" in out
    assert err == "papersieve: crash.html: internal error: ZeroDivisionError: no reason\n"


def test_verbose_shows_where_an_unexpected_error_was(command):
    assert "Traceback" in command("-v", write("crash.html", "crash"))[2]


def test_warnings_are_one_line_each_and_quiet_leaves_them_out(command):
    name = write("cut.txt", "cut…")
    assert command(name)[2] == "papersieve: cut.txt: warning: the page\\nbreaks off\n"
    assert command("-q", name)[2] == ""
    assert command("-q", "missing")[2] != ""


def test_verbose_says_what_was_found(command):
    code, out, err = command("-v", write("a.txt"))
    assert code == 0
    assert "0 papers" in err
    assert json.loads(out)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["-f", "markdown"], "body\n"),
        (["-f", "text"], "body\n"),
    ],
)
def test_content_formats(command, arguments, text):
    assert command(*arguments, write("a.txt", "body"))[1] == text


@pytest.mark.parametrize("part", ["papers", "content", "removed"])
def test_only_one_part(command, part):
    assert list(json.loads(command("--only", part, write("a.txt"))[1])) == [
        "schema", "source", part,
    ]  # fmt: skip


def test_options_reach_the_page(command):
    name = write("a.txt", "正文".encode("gbk"))
    _, out, _ = command("--encoding", "gbk", "--url", "https://example.org/a", name)
    result = json.loads(out)
    assert result["content"]["text"] == "正文"
    assert result["source"]["url"] == "https://example.org/a"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--encoding", "no-such-codec", "a.txt"],
        ["--encoding", "hex", "a.txt"],
        ["--min-confidence", "1.5", "a.txt"],
        ["--min-confidence", "nan", "a.txt"],
        ["--url", "example.org", "a.txt"],
        ["--url", "https://example.org/", "a.txt", "b.txt"],
        ["--format", "docx", "a.txt"],
        ["--only", "papers", "-f", "text", "a.txt"],
        ["--no-such-option", "a.txt"],
        ["--out", "abbreviated.json", "a.txt"],
        ["-o", "no/such/folder/x.json", "a.txt"],
        ["-o", ".", "a.txt"],
        ["-o", "a.txt", "a.txt"],
        ["-o", "link.txt", "a.txt"],
        ["-o", "b.json", "-o", "b.json", "a.txt"],
        ["-f", "json", "--bom", "a.txt"],
        ["-f", "json", "-f", "text", "a.txt"],
        ["-f", "json", "-o", "b.json", "-f", "text", "a.txt"],
        ["--only", "papers", "-o", "b.json", "-o", "b.csv", "a.txt"],
        ["-", "-"],
    ],
)
def test_wrong_usage_is_2_and_writes_nothing(command, arguments):
    write("a.txt", "kept")
    write("b.txt", "kept")
    Path("link.txt").symlink_to("a.txt")
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "b.txt", "link.txt"]
    assert Path("a.txt").read_text("utf-8") == "kept"


@pytest.mark.parametrize(
    ("file", "check"),
    [
        ("out.json", lambda text: json.loads(text)["schema"] == "papersieve/1"),
        ("out.jsonl", lambda text: text.count("\n") == 1 and json.loads(text)),
        ("out.md", lambda text: text == "body\n"),
        ("out.unknown", lambda text: json.loads(text)["schema"] == "papersieve/1"),
    ],
)
def test_the_ending_of_the_output_chooses_the_format(command, file, check):
    code, out, _ = command(write("a.txt", "body"), "-o", file)
    assert (code, out) == (0, "")
    assert check(Path(file).read_text("utf-8"))
    assert sorted(path.name for path in Path().iterdir()) == sorted(["a.txt", file])


def test_several_outputs_at_once(command):
    arguments = ["-o", "out.csv", "-f", "jsonl", "-o", "out.x", "-o", "out.y", "-f", ".md"]
    code, out, _ = command(write("a.txt", "one"), write("b.txt", "two"), *arguments)
    assert (code, out) == (0, "")
    assert Path("out.csv").read_text("utf-8").startswith("page,")
    assert Path("out.x").read_text("utf-8").count("\n") == 2
    assert Path("out.y").read_text("utf-8").startswith("<!-- a.txt -->")


def test_a_format_by_its_file_ending(command):
    name = write("a.txt", "body")
    assert command("-f", ".md", name)[1] == command("-f", "md", name)[1] == "body\n"


def test_a_byte_order_mark_is_for_tables(command):
    command(write("a.txt", "body"), "--bom", "-o", "out.csv", "-o", "out.json")
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbfpage,")
    assert json.loads(Path("out.json").read_bytes())


def test_an_output_is_replaced_whole_and_keeps_its_permissions(command):
    write("out.md", "old")
    Path("out.md").chmod(0o640)
    command(write("a.txt", "new"), "-o", "out.md")
    assert Path("out.md").read_text("utf-8") == "new\n"
    assert stat.S_IMODE(Path("out.md").stat().st_mode) == 0o640


def test_an_output_stays_as_it_was_when_nothing_could_be_read(command):
    write("out.md", "old")
    assert command("missing", "-o", "out.md")[0] == 3
    assert Path("out.md").read_text("utf-8") == "old"


def test_an_output_that_is_no_regular_file_is_written_directly(command):
    assert command(write("a.txt"), "-o", "/dev/null")[0] == 0
    assert not stat.S_ISREG(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(command):
    code, _, err = command(write("a.txt"), "-o", "/dev/full")
    assert code == 1
    assert err.startswith("papersieve: /dev/full: cannot be written: ")
    assert err.count("\n") == 1


def test_names_that_are_no_unicode_or_hold_control_characters(command):
    name = os.fsdecode(b"odd\xff\x1b[2J\n.txt")
    write(name)
    code, out, _ = command(name)
    assert code == 0
    assert json.loads(out)["source"]["name"] == name
    err = command("missing\x1b[2J\n")[2]
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_an_interrupt_is_130_and_leaves_no_file(command, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["extractor.pipeline"], "run", interrupted)
    assert command(write("a.txt"), "-o", "out.json")[0] == 130
    assert [path.name for path in Path().iterdir()] == ["a.txt"]
