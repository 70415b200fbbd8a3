"""Hostile pages read nothing, write nothing and send nothing but what the program was told.

docs/security.md says which threat each test is about.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from extractor import extract
from extractor.cli import main
from extractor.formats import all_formats

ROOT = Path(__file__).resolve().parents[1]
SECRET = "the-secret-of-another-file"

HOSTILE = """<?xml version="1.0"?>
<!DOCTYPE html PUBLIC "-//a//b" "http://127.0.0.1:9/a.dtd" [
<!ENTITY file SYSTEM "file://{secret}"><!ENTITY net SYSTEM "http://127.0.0.1:9/x">
<!ENTITY % more SYSTEM "http://127.0.0.1:9/y"> %more;
<!ENTITY a "laughlaugh"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">
]>
<html xmlns:xi="http://www.w3.org/2001/XInclude"><head>
<title>\x1b]0;owned\x07 Rivers <script>alert(1)</script></title>
<base href="file:///etc/"><link rel="stylesheet" href="http://127.0.0.1:9/s.css">
<link rel="canonical" href="file://{secret}"><meta http-equiv="refresh" content="0;url=//127.0.0.1">
<script src="http://127.0.0.1:9/s.js"></script>
<script type="application/ld+json">{{"@context": "http://127.0.0.1:9/c.json",
"@type": "ScholarlyArticle", "name": "=cmd()|'x'!A0", "url": "file://{secret}"}}</script></head>
<body onload="alert(1)"><xi:include href="file://{secret}" parse="text"/>
<img src="http://127.0.0.1:9/i.png" onerror="alert(1)"><iframe src="file://{secret}"></iframe>
<object data="file://{secret}"></object><svg><use href="file://{secret}#x"/></svg>
<h1>On the motion of rivers \x1b[31m in sand &file; &net; &c;</h1>
<p>Title: =HYPERLINK("http://127.0.0.1:9/") of rivers</p>
<p>Authors: Ana Lima, Bo Chen &lt;script&gt;alert(2)&lt;/script&gt;</p>
<p>Abstract: We follow one hundred rivers to the sea.\x1b[2J They are slow. &#27;]8;;http://a\x07</p>
<ul><li><a href="javascript:alert(3)">On sand</a>, Ana Lima, 2019.</li>
<li><a href="data:text/html,<script>alert(4)</script>">On water</a>, Bo Chen, 2020.</li>
<li><a href="../../../../{secret}">On wind</a>, Bo Chen, 2021.</li></ul>
<p>{long}</p></body></html>
"""
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;svg onload=alert(1)&gt;",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&#58;alert(1)">x</a>',
    '<a href="\tjava\nscript:alert(1)">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "[x](javascript:alert(1))",
    "<!--><script>alert(1)</script>-->",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "{{constructor.constructor('alert(1)')()}}",
)
AUDITED = """
import json, os, sys
seen = []
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        seen.append(("write" if writes else "read", os.fsdecode(arguments[0])))
    elif event in ("socket.__new__", "socket.bind"):
        pass  # urllib3, which trafilatura loads, asks the machine whether it knows IPv6
    elif event.split(".")[0] in ("socket", "subprocess", "ftplib", "http", "urllib", "smtplib"):
        seen.append((event, ""))
    elif event in ("os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.find_class",
                   "os.remove", "os.mkdir", "os.symlink", "os.link", "os.chmod"):
        seen.append((event, str(arguments[0])))
    elif event == "os.rename":
        seen.append((event, str(arguments[1])))
sys.dont_write_bytecode = True
from extractor.cli import main
sys.addaudithook(hook)
code = main(sys.argv[1:])
print(json.dumps([code, list(seen)]), file=sys.stderr)
"""


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "elsewhere" / "secret.txt"
    path.parent.mkdir()
    path.write_text(SECRET, "utf-8")
    return path


@pytest.fixture
def page(tmp_path, secret):
    path = tmp_path / "page.html"
    long = "Rivers move sand to the sea and leave some of it behind. " * 9
    path.write_text(HOSTILE.format(secret=secret, long=long), "utf-8")
    return path


def audited(*arguments):
    """The exit code of the command line, and what it opened, removed, started and connected to."""
    done = subprocess.run(
        [sys.executable, "-c", AUDITED, *map(str, arguments)],
        check=True, capture_output=True, text=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert SECRET not in done.stdout
    code, seen = json.loads(done.stderr.splitlines()[-1])
    return code, [(event, path) for event, path in seen]


def is_inside(path, *folders):
    return any(os.path.realpath(path).startswith(os.path.realpath(folder)) for folder in folders)


def test_a_page_writes_only_outputs_and_reads_only_itself(page, tmp_path, secret):
    out = tmp_path / "out"
    out.mkdir()
    endings = ("json", "html", "md", "csv", "bib")
    targets = [part for ending in endings for part in ("-o", out / f"x.{ending}")]
    code, seen = audited(page, *targets, "--report", out / "report.html")
    assert code == 0
    for event, path in seen:
        if event == "read":
            allowed = (sys.prefix, sys.base_prefix, ROOT, page, "/usr", "/proc", "/dev")
            assert is_inside(path, *allowed), path
        else:
            assert event in ("write", "os.rename", "os.chmod"), event
            assert is_inside(path, out), path
    assert len(list(out.iterdir())) == 6
    assert not any(SECRET in file.read_text("utf-8") for file in out.iterdir())


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_system_call_connects_or_opens_what_the_page_names(page, tmp_path, secret):
    log = tmp_path / "strace.log"
    command = ["strace", "-f", "-e", "trace=%network,open,openat,execve", "-o", log]
    program = [sys.executable, "-m", "extractor", page, "-f", "text"]
    done = subprocess.run(
        [*command, *program], check=False, capture_output=True, cwd=ROOT, timeout=120
    )
    if b"ptrace" in done.stderr or b"PTRACE" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0
    calls = log.read_text("utf-8", "replace")
    assert "page.html" in calls
    assert not any(call in calls for call in ("connect(", "sendto(", "sendmsg("))
    assert "secret.txt" not in calls
    assert "/etc/passwd" not in calls


def test_entities_are_not_expanded(secret):
    laughs = "".join(f'<!ENTITY l{number + 1} "{f"&l{number};" * 10}">' for number in range(12))
    page = (
        f'<!DOCTYPE html [<!ENTITY l0 "laugh"><!ENTITY x SYSTEM "{secret}">{laughs}]>'
        "<p>Text of the page: &l12; &x;</p>"
    )
    for media_type in ("text/html", "application/xhtml+xml", None):
        result = extract(page, media_type=media_type)
        assert "laughlaugh" not in result.to_json()
        assert SECRET not in result.to_json()
        assert len(result.to_json()) < 5000


@pytest.mark.parametrize("form", [each.name for each in all_formats()])
def test_no_control_character_reaches_the_terminal(page, form, capfdbinary):
    assert main([str(page), "-f", form]) == 0
    out, err = capfdbinary.readouterr()
    for text in (out.decode("utf-8"), err.decode("utf-8")):
        controls = {char for char in text if ord(char) < 32 or 127 <= ord(char) < 160}
        assert controls <= set("\n\r\t")


def test_messages_are_one_line_each(tmp_path, capsys):
    contents = "".join(
        f"<li><a href='#s{n}'>{n} Part {n}&#10;papersieve: fake&#27;[2J</a></li>"
        for n in range(1, 6)
    )
    page = tmp_path / "page.html"
    page.write_text(f"<h2>Contents</h2><ul>{contents}</ul><h2 id=s1>1 Part 1</h2><p>Text", "utf-8")
    main([str(page), str(tmp_path / "gone\n\x1b[2Jpapersieve: fake.html")])
    err = capsys.readouterr().err
    assert err
    assert "\x1b" not in err
    assert all(line.startswith(f"papersieve: {tmp_path}") for line in err.splitlines())


def payload_page(payload):
    """A page that holds a payload in every place that outputs show."""
    return (
        f"<title>{payload}</title><h1>On rivers {payload}</h1><p>Title: On {payload} sand</p>"
        f"<p>Authors: Ana Lima, Bo {payload} Chen</p><p>Abstract: {payload} We follow rivers to "
        f"sea.</p><table><tr><th>{payload}</th><td>{payload}</td></tr></table><pre>{payload}</pre>"
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_markup_of_the_page_runs_in_html_outputs(payload):
    result = extract(payload_page(payload), url="https://a.example/")
    (html,) = (each for each in all_formats() if each.name == "html")
    shown = BeautifulSoup(html.render([result]), "lxml")
    assert not shown.select("script, iframe, object, embed, form, svg, math img")
    for element in shown.select("*"):
        assert not any(name.startswith("on") for name in element.attrs)
        for name in ("href", "src", "action"):
            address = "".join(element.get(name, "").split()).casefold()
            assert not address.startswith(("javascript:", "vbscript:", "data:"))


def archive_with_names(path, names):
    """A zip or tar with a page under each name."""
    data = b"<title>Rivers</title><p>Rivers move sand to the sea and leave some of it.</p>"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, data)
        return
    with tarfile.open(path, "w") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            member = tarfile.TarInfo("link.html")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)


@pytest.mark.parametrize("ending", [".zip", ".tar"])
def test_names_in_archives_make_no_files(tmp_path, ending):
    names = ["../../evil.html", "/tmp/evil.html", "a/../../evil.html", "C:\\evil.html", "x\n.html"]
    archive = tmp_path / f"pages{ending}"
    archive_with_names(archive, names)
    out = tmp_path / "out"
    code, seen = audited("batch", archive, "-o", out, "--engine", "inline", "--reports", "all")
    assert code == 0
    changes = [(event, path) for event, path in seen if event != "read"]
    assert changes
    for event, path in changes:
        assert event.startswith(("write", "os.", "subprocess")), event
        assert is_inside(path, out), (event, path)
    assert not [path for path in out.rglob("*") if "evil" in path.name]
    assert not list(tmp_path.rglob("evil*"))


def test_links_in_a_folder_are_not_followed(tmp_path, secret):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.html").write_text("<p>Rivers move sand to the sea.</p>", "utf-8")
    (folder / "link.html").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    out = tmp_path / "out"
    _, seen = audited("batch", folder, "-o", out, "--engine", "inline")
    assert not any("secret" in path for _, path in seen)
