"""Who is answered by the review, who is not, and what is written."""

from __future__ import annotations

import _socket
import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest

from extractor.cli import main
from extractor.corrections import FILE
from extractor.review.desk import Desk
from extractor.review.folder import open_folder
from tests.review.pages import entry, review, stages_of

FIRST, SECOND = stages_of().result.papers
TWO = 2
"""The page with two entries: the one of plain text is less sure."""


class Loopback(http.client.HTTPConnection):
    """Connects although tests refuse that: to the review alone, which itself connects nowhere."""

    def connect(self):
        self.sock = socket.socket()
        _socket.socket.connect(self.sock, (self.host, self.port))


@pytest.fixture
def ask(serving):
    """Sends a request as the review's own pages do, but for what is given."""
    parts = urlsplit(serving.address)

    def call(path="", method="GET", body=None, token=None, **headers):
        sent = {"Host": parts.netloc, "Sec-Fetch-Site": "same-origin"}
        if method == "POST":
            sent |= {"Origin": f"http://{parts.netloc}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = Loopback(parts.hostname, parts.port, timeout=20)
        target = (parts.path if token is None else f"/{token}/") + path
        data = json.dumps(body).encode() if body is not None else None
        given = {name: value for name, value in sent.items() if value is not None}
        connection.request(method, target, data, given)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8"), dict(answer.getheaders())

    return call


def lines(folder):
    file = folder / FILE
    text = file.read_text("utf-8") if file.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


ACCEPT = review(entry(FIRST, "accepted"), entry(SECOND))


def test_pages_by_lowest_confidence(ask):
    status, text, headers = ask()
    assert status == 200
    assert text.index("b.txt") < text.index("two.html") < text.index("pond.html")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    status, text, _ = ask(f"page/{TWO}")
    assert status == 200
    assert "Where Buoys Go at Night" in text
    assert "connect-src 'self'" in text
    assert "connect-src" not in ask(f"report/{TWO}")[1]


def test_a_correction_is_written_and_shown(ask, folder):
    sent = review(entry(FIRST, "corrected", title="Remembering Water"), entry(SECOND))
    status, told, _ = ask(f"page/{TWO}", "POST", sent)
    assert (status, json.loads(told)) == (200, {"ids": ["p1", "p2"], "not_printed": []})
    (line,) = lines(folder)
    assert [paper["title"] for paper in line["papers"]] == ["Remembering Water", SECOND.title]
    assert line["source"]["path"].endswith("a.zip/two.html")
    assert "Remembering Water<" in ask(f"page/{TWO}")[1]
    assert "Remembering Water<" in ask(f"report/{TWO}")[1]
    assert ask(f"page/{TWO}", "POST", ACCEPT)[0] == 200
    assert lines(folder)[0] == line
    assert len(lines(folder)) == 2
    assert "in work" in ask()[1]


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (403, {"Origin": "http://evil.example"}),
        (403, {"Origin": "null"}),
        (403, {"Origin": None}),
        (403, {"Origin": "http://127.0.0.1"}),
        (403, {"Sec_Fetch_Site": "cross-site"}),
        (403, {"Sec_Fetch_Site": "same-site"}),
        (403, {"Host": "evil.example"}),
        (403, {"Host": "evil.example:80", "Origin": "http://evil.example:80"}),
        (403, {"token": "x"}),
        (403, {"token": ""}),
        (415, {"Content_Type": "text/plain"}),
        (415, {"Content_Type": "application/x-www-form-urlencoded"}),
        (415, {"Content_Type": None}),
        (413, {"Content_Length": "9000000"}),
        (411, {"Content_Length": "-1"}),
        (405, {"method": "PUT"}),
        (405, {"method": "OPTIONS"}),
        (405, {"method": "DELETE"}),
    ],
)
def test_no_other_site_and_no_other_program_can_write(ask, folder, status, change):
    method = change.pop("method", "POST")
    answer, told, headers = ask(f"page/{TWO}", method, ACCEPT, **change)
    assert (answer, lines(folder)) == (status, [])
    assert json.loads(told)["reason"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "change",
    [{"Host": "evil.example"}, {"Host": ""}, {"Sec_Fetch_Site": "cross-site"}, {"token": "no"}],
)
def test_no_other_site_can_read(ask, change):
    status, told, _ = ask(**change)
    assert status == 403
    assert "pond" not in told


def test_the_address_bar_may_ask(ask, serving):
    assert ask(Sec_Fetch_Site="none")[0] == 200
    assert ask(Sec_Fetch_Site=None)[0] == 200
    port = urlsplit(serving.address).port
    assert ask(Host=f"localhost:{port}")[0] == 200


@pytest.mark.parametrize("body", [None, [], {}, "x", {"entries": [], "kinds": []}, {"entries": 1}])
def test_what_is_no_review_is_refused_with_its_reason(ask, folder, body):
    status, told, _ = ask(f"page/{TWO}", "POST", body, Content_Length=None if body else "0")
    assert status == 400
    assert "no review of this page" in json.loads(told)["reason"]
    assert lines(folder) == []


def test_pages_that_are_not_there(ask, tmp_path):
    assert ask("page/99")[0] == 404
    assert ask("page/0")[0] == 404
    assert ask("other")[0] == 404
    assert ask("page/99", "POST", ACCEPT)[0] == 400
    (tmp_path / "in/a.zip").unlink()
    status, told, _ = ask(f"page/{TWO}")
    assert status == 410
    assert "is not among the inputs of the batch any more" in told


def test_it_listens_on_this_machine_alone(serving):
    assert serving._server.socket.getsockname()[0] == "127.0.0.1"


def test_a_line_that_a_crash_cut_off_is_replaced(ask, folder):
    ask(f"page/{TWO}", "POST", ACCEPT)
    with (folder / FILE).open("a") as file:
        file.write('{"id": "to')
    ask(f"page/{TWO}", "POST", ACCEPT)
    assert len(lines(folder)) == 2


def test_one_folder_is_used_by_one_program(serving, folder, tmp_path, capsys):
    assert main(["review", str(folder), "--export", str(tmp_path / "gold")]) == 3
    assert "a batch or another review is running there" in capsys.readouterr().err
    words = ["batch", str(tmp_path / "in"), "-o", str(folder), "--engine", "inline"]
    assert main([*words, "--shard-pages", "1"]) == 1
    assert "a batch or a review is running there" in capsys.readouterr().err


def test_reviewed_pages_are_exported_as_gold(folder, tmp_path, capsys):
    with open_folder(folder) as opened:
        desk = Desk(opened)
        desk.save(TWO, ACCEPT | {"complete": True})
        desk.save(3, review())
    gold = tmp_path / "gold"
    assert main(["review", str(folder), "--export", str(gold)]) == 0
    assert "1 pages" in capsys.readouterr().err
    page, line = sorted(gold.iterdir())
    assert (page.suffix, line.suffix, page.stem) == (".html", ".json", line.stem)
    told = json.loads(line.read_text("utf-8"))
    assert [paper["title"] for paper in told["papers"]] == [FIRST.title, SECOND.title]
    assert b"Where Buoys Go" in page.read_bytes()


def test_folders_that_are_none(tmp_path, capsys):
    assert main(["review", str(tmp_path)]) == 3
    assert "is no folder of a batch" in capsys.readouterr().err
    assert main(["review", str(tmp_path), "--port", "70000"]) == 2
