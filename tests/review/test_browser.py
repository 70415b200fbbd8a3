"""The review as a person uses it: in a browser, with the mouse and without."""

from __future__ import annotations

import http.server
import json
import threading

import pytest

from extractor.corrections import FILE
from tests.browsing import PATIENCE, needs_browser, watched
from tests.report.pages import HOSTILE

pytestmark = needs_browser


def lines_of(folder):
    file = folder / FILE
    return file.read_text("utf-8").splitlines() if file.exists() else []


@pytest.fixture
def page(browser, serving):
    """The page with two entries."""
    context = browser.new_context(viewport={"width": 1300, "height": 800})
    page = watched(context.new_page())
    page.goto(f"{serving.address}page/2")
    yield page
    context.close()


@pytest.fixture
def newest(folder, page):
    """The newest correction, when the page says that it is saved."""
    seen = 0

    def read():
        nonlocal seen
        for _ in range(PATIENCE // 50):
            lines = lines_of(folder)
            if len(lines) > seen and page.inner_text("#said").startswith("saved"):
                seen = len(lines)
                return json.loads(lines[-1])
            page.wait_for_timeout(50)
        raise AssertionError(page.inner_text("#said"))

    return read


def states(line):
    return [paper["review"]["state"] for paper in line["papers"]]


def test_entries_are_accepted_corrected_and_deleted(page, newest):
    page.click("#entry-1 [data-act=accept]")
    assert states(newest()) == ["accepted", "open"]
    page.click("#entry-2 [data-act=edit]")
    page.fill("#entry-2 [name=title]", "Where Buoys Go")
    page.fill("#entry-2 [name=authors]", "Ilse Brand\nOdd Fjeld\n")
    page.fill("#entry-2 [name=identifiers]", "doi 10.1000/1")
    page.fill("#entry-2 [name=year]", "")
    page.click("#entry-2 [type=submit]")
    line = newest()
    assert states(line) == ["accepted", "corrected"]
    paper = line["papers"][1]
    assert (paper["title"], paper["year"]) == ("Where Buoys Go", None)
    assert paper["authors"] == ["Ilse Brand", "Odd Fjeld"]
    assert paper["identifiers"] == {"doi": "10.1000/1"}
    assert page.inner_text("#entry-2 h3") == "Where Buoys Go"
    page.click("#entry-1 [data-act=remove]")
    assert [paper["title"] for paper in newest()["papers"]] == ["Where Buoys Go"]
    page.reload()
    assert page.locator(".card h3").all_inner_texts() == ["Where Buoys Go"]
    assert page.problems == []


def test_a_deleted_entry_comes_back(page, newest):
    page.click("#entry-1 [data-act=remove]")
    assert len(newest()["papers"]) == 1
    page.click("#entry-1 [data-act=remove]")
    line = newest()
    assert sorted(paper["year"] for paper in line["papers"]) == [2018, 2020]
    page.reload()
    assert page.locator(".card").count() == 2


def test_an_entry_is_added(page, newest):
    page.click("#add")
    page.fill(".card:last-of-type [name=title]", "two papers about tides")
    page.keyboard.press("Control+Enter")
    line = newest()
    assert line["papers"][-1]["title"] == "two papers about tides"
    page.click("#add")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 3


def test_a_value_that_is_not_printed_is_told(page, newest):
    page.click("#entry-1 [data-act=edit]")
    page.fill("#entry-1 [name=venue]", "Journal of Moons")
    page.click("#entry-1 [type=submit]")
    newest()
    assert "not printed on the page: Journal of Moons" in page.inner_text("#said")


def test_a_text_gets_another_kind(page, newest):
    page.click("text=This week the group")
    assert page.input_value("#kind") == "content"
    page.select_option("#kind", "disclaimer")
    line = newest()
    (change,) = line["review"]["kinds"]
    assert (change["kind"], change["text"][:9]) == ("disclaimer", "This week")
    page.reload()
    changed = page.locator('#page [data-k="disclaimer"]')
    assert changed.inner_text().startswith("This week")
    page.click('[data-view-to="clean"]')
    assert "This week" not in page.inner_text("#clean")


def test_the_keyboard_is_enough(page, newest, serving):
    """Through the texts, a kind, the entries, and on to the next page, without the mouse."""
    page.keyboard.press("j")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.id") == "kind"
    page.keyboard.type("content")
    page.keyboard.press("Tab")
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("d")
    line = newest()
    assert [paper["year"] for paper in line["papers"]] == [2018]
    assert [change["kind"] for change in line["review"]["kinds"]] == ["content"]
    page.keyboard.press("p")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "title"
    page.keyboard.type("!")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("s")
    page.wait_for_url("**/page/3")
    page.keyboard.press("[")
    page.wait_for_url("**/page/2")
    assert "this page was reviewed" in page.inner_text("#said")


def test_every_control_can_be_reached_with_tab(page):
    wanted = set(page.evaluate(
        "[...document.querySelectorAll('#review a, #review button, .act button')]"
        ".map((node) => node.outerHTML)"
    ))  # fmt: skip
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.outerHTML"))
    assert wanted <= seen


def test_done_accepts_what_is_open_and_goes_on(page, folder, serving):
    page.click("#done")
    page.wait_for_url("**/page/3")
    line = json.loads(lines_of(folder)[-1])
    assert (states(line), line["review"]["complete"]) == (["accepted", "accepted"], True)
    page.goto(serving.address)
    assert page.inner_text(".summary dd") == "1 of 3"
    assert page.locator("i.done").count() == 1


def test_a_failure_to_save_is_told(page, serving):
    page.route("**/page/2", lambda route: route.abort())
    page.click("#entry-1 [data-act=accept]")
    page.wait_for_selector("#said.wrong")
    assert page.inner_text("#said").startswith("not saved")


def test_nothing_goes_elsewhere(page, serving, newest):
    page.click("#entry-1 [data-act=accept]")
    newest()
    assert {url for url in page.requests if not url.startswith(serving.address)} == set()


@pytest.mark.parametrize("width", [340, 700, 1300])
def test_nothing_is_wider_than_the_window(browser, serving, width):
    page = browser.new_page(viewport={"width": width, "height": 700})
    for path in ("", "page/2"):
        page.goto(serving.address + path)
        if page.locator(".card").count():
            page.evaluate("document.querySelector('#entry-1 [data-act=edit]').click()")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.close()


@pytest.mark.parametrize("first", [HOSTILE.encode()], ids=["hostile"])
def test_a_hostile_page_runs_nothing_and_asks_for_nothing(browser, serving, first):
    page = watched(browser.new_page())
    for path in ("", "page/1", "page/2", "page/3"):
        page.goto(serving.address + path)
        assert page.evaluate("window.ran") is None
    assert {url for url in page.requests if not url.startswith(serving.address)} == set()
    page.goto(serving.address)
    page.click("text=pond.html")
    page.click(".card [data-act=accept]")
    page.wait_for_selector("#said:text-is('saved')")
    assert page.problems == []
    page.close()


ATTACK = """<form method=post enctype="text/plain" action="{0}page/2">
<input name='{{"entries":[],"kinds":[],"complete":true,"x":"' value='"}}'></form>
<script>
const tried = [];
const send = (headers, mode) => fetch("{0}page/2", {{method: "POST", mode, headers,
  body: '{{"entries":[],"kinds":[],"complete":true}}'}})
  .then((answer) => tried.push(answer.type), (error) => tried.push("failed"));
Promise.all([send({{"Content-Type": "application/json"}}, "cors"),
  send({{"Content-Type": "text/plain"}}, "no-cors"),
  fetch("{0}page/2").then((answer) => tried.push("read"), () => tried.push("failed"))])
  .then(() => {{ document.title = tried.sort().join(" "); }});
</script>"""


@pytest.fixture
def other_site(serving):
    """A page of another origin that even knows the token."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(ATTACK.format(serving.address).encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_site_cannot_write_or_read(browser, other_site, folder):
    page = browser.new_page()
    page.goto(other_site)
    page.wait_for_function("document.title !== ''")
    assert page.title() == "failed failed failed"
    page.evaluate("document.forms[0].submit()")
    page.wait_for_load_state()
    page.wait_for_function("document.body.innerText.includes('reason')")
    assert not (folder / FILE).exists()
    page.close()
