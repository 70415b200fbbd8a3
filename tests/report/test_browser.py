"""The report in a real browser: what it does, and that nothing leaves it."""

from __future__ import annotations

import pytest

from extractor import extract
from extractor.batch import BatchOptions, run_batch
from extractor.formats import all_formats
from extractor.report.index import render_index
from tests.browsing import PATIENCE, needs_browser, watched
from tests.report.pages import HOSTILE, PRESENTED, report_of
from tests.report.test_index import RESULTS
from tests.test_security import PAYLOADS, payload_page

pytestmark = needs_browser
sync_api = pytest.importorskip("playwright.sync_api", reason="NO BROWSER TEST: no playwright")
sync_api.expect.set_options(timeout=PATIENCE)


@pytest.fixture
def show(browser, tmp_path):
    """Opens the report of a page; the requests that it made are in `requests`."""

    def opened(data, name="page.html", **settings):
        return opened_file(report_of(data, name), **settings)

    def opened_file(text, **settings):
        file = tmp_path / "report.html"
        file.write_text(text, "utf-8")
        page = watched(browser.new_page(**settings))
        page.goto(file.as_uri())
        return page

    opened.file = opened_file
    return opened


def test_a_card_leads_to_its_place_and_back(show):
    page = show(PRESENTED, viewport={"width": 1200, "height": 500})
    page.click("#entry-2 .goto")
    place = page.locator('#page [data-e="2"]').first
    assert "on" in place.get_attribute("class")
    sync_api.expect(place).to_be_in_viewport()
    page.locator('#page [data-e="1"]').first.click(position={"x": 5, "y": 5})
    assert "on" in page.locator("#entry-1").get_attribute("class")
    assert page.evaluate("document.activeElement.closest('.card').id") == "entry-1"
    assert page.problems == []


def test_entries_of_one_text_lead_to_that_text(show):
    record = (
        "@article{{k{0}, title={{A Study of Kites in {0}}}, author={{Lima, Ana}}, year={{{0}}}}}"
    )
    records = "".join(map(record.format, (2001, 2002)))
    page = show(f"<html><body><p>{'Some words first. ' * 9}</p><pre>{records}</pre></body></html>")
    page.click("#entry-1 .goto")
    assert "on" in page.locator("#entry-1").get_attribute("class")
    assert page.locator("#page pre").evaluate("node => /\\b(?:at|on)\\b/.test(node.className)")
    page.click("#entry-2 .goto")
    assert page.locator("#page pre").is_visible()
    assert page.problems == []


def test_pointing_and_keys_show_the_evidence(show):
    page = show(PRESENTED)
    page.hover('#page [data-k="nav"]')
    assert page.locator("#why .kind").inner_text() == "nav"
    assert page.locator("#why .evidence").inner_text()
    page.mouse.move(1, 1)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.b") == "1"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.b") == "0"
    page.keyboard.press("n")
    assert "on" in page.locator("#entry-1").get_attribute("class")
    page.keyboard.press("c")
    assert page.locator("#clean").is_visible()


def test_filters_hide_a_kind_and_tell_its_count(show):
    page = show(PRESENTED)
    chip = page.locator('.chip[data-kind="nav"]')
    assert int(chip.locator("b").inner_text()) == page.evaluate(
        """new Set([...document.querySelectorAll('#page [data-k="nav"]')]
           .map((node) => node.dataset.b)).size"""
    )
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert not page.locator('#page [data-k="nav"]').first.is_visible()
    page.click("#all")
    assert page.locator('#page [data-k="nav"]').first.is_visible()


def test_search_counts_and_steps(show):
    page = show(PRESENTED)
    page.keyboard.press("/")
    page.keyboard.type("buoys")
    # Its title and its abstract on the page; the title and the start of the abstract on its card.
    sync_api.expect(page.locator("#found")).to_have_text("4")
    page.keyboard.press("Enter")
    assert page.locator("#found").inner_text() == "1/4"


def test_the_switch_to_clean_text(show):
    page = show(PRESENTED)
    page.click('[data-view-to="clean"]')
    assert "Site map" not in page.locator("#left").inner_text()
    assert "slow second look" in page.locator("#left").inner_text()
    page.click('[data-view-to="page"]')
    assert "Site map" in page.locator("#left").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_and_the_button(show, scheme):
    page = show(PRESENTED, color_scheme=scheme)
    lightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"
    assert (int(page.evaluate(lightness)) > 128) == (scheme == "light")
    page.click("#theme")
    assert (int(page.evaluate(lightness)) > 128) == (scheme == "dark")


@pytest.mark.parametrize("width", [360, 700, 1400])
def test_nothing_is_wider_than_the_window(show, width):
    page = show(PRESENTED, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#page").is_visible()


def test_a_narrow_window_shows_one_part_at_a_time(show):
    page = show(PRESENTED, viewport={"width": 400, "height": 700})
    assert not page.locator("#entries").is_visible()
    page.click('[data-pane-to="entries"]')
    page.click("#entry-1 .goto")
    assert page.locator("#left").is_visible()


def test_printed_it_holds_the_page_and_the_entries(show):
    page = show(PRESENTED)
    page.emulate_media(media="print")
    assert page.locator("#page").is_visible()
    assert page.locator(".card").last.is_visible()
    assert not page.locator("#search").is_visible()


def test_a_plain_text_page(show):
    page = show("Notes\n\nTitle: Tide Tables\nAuthors: Ana Lima, Bo Chen\nYear: 2001\n", "a.txt")
    assert "Tide Tables" in page.locator("#page").inner_text()
    page.keyboard.press("j")
    assert page.locator("#why .kind").is_visible()


def test_a_hostile_page_runs_nothing_and_asks_for_nothing(show):
    page = show(HOSTILE)
    for place in page.locator("#page *:visible").all()[:30]:
        place.click(force=True)
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    assert page.evaluate("typeof window.ran") == "undefined"
    assert [url for url in page.requests if not url.startswith("file:")] == []
    assert len(page.requests) == 1
    assert page.problems == []
    assert page.url.startswith("file:")


def test_no_payload_runs_in_any_page_that_is_written(browser, tmp_path):
    page = watched(browser.new_page())
    ran = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    (form,) = (each for each in all_formats() if each.name == "html")
    file = tmp_path / "written.html"
    for payload in PAYLOADS:
        data = payload_page(payload)
        for text in (report_of(data), form.render([extract(data, url="https://a.example/")])):
            file.write_text(text, "utf-8")
            page.goto(file.as_uri())
            assert page.locator("a[href^='javascript' i], a[href^='vbscript' i]").count() == 0
            page.evaluate("() => document.querySelectorAll('summary').forEach(one => one.click())")
    assert ran == []
    # Only the format `html` shows the pictures of the page.
    assert {request for request in page.requests if not request.startswith("file:")} <= {
        "https://a.example/x"
    }


def test_a_large_page_answers(show):
    text = "".join(
        f"<div><h2>Section {number}</h2><p>{'Words about tides and harbours. ' * 12}</p></div>"
        for number in range(1500)
    )
    page = show(f"<html><body>{text}</body></html>")
    assert page.locator("#page [data-b]").count() == 3000
    page.fill("#search", "section 1499")
    sync_api.expect(page.locator("#found")).to_have_text("1")
    page.press("#search", "Enter")
    sync_api.expect(page.locator("#found")).to_have_text("1/1")
    assert page.problems == []


def test_the_index_sorts_and_filters(show):
    page = show.file(render_index("batch", RESULTS, []))
    names = "[...document.querySelectorAll('#pages tbody b')].map((name) => name.textContent)"
    assert page.evaluate(names) == ["unsure", "sure", "none"]
    page.click("th button >> text=removed")
    assert page.evaluate(names)[-1] == "sure"
    page.click("th button >> text=removed")
    assert page.evaluate(names)[0] == "sure"
    page.click("th button >> text=page")
    assert page.evaluate(names) == ["none", "sure", "unsure"]
    page.fill("#filter", "tides")
    assert page.locator("#pages tbody tr:visible").count() == 1
    assert page.locator("#shown").inner_text() == "1 of 3"
    assert page.problems == []
    assert len(page.requests) == 1


def test_the_index_of_a_batch_leads_to_its_reports(browser, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/two.html").write_text(PRESENTED, "utf-8")
    options = BatchOptions(str(tmp_path / "out"), engine="inline", reports="entries")
    run_batch([str(tmp_path / "in")], options)
    page = watched(browser.new_page())
    page.goto((tmp_path / "out/index.html").as_uri())
    page.click("#pages a")
    page.wait_for_url("**/reports/**")
    page.click("#entry-2 .goto")
    assert "on" in page.locator('#page [data-e="2"]').first.get_attribute("class")
    assert page.problems == []
    assert len(page.requests) == 2
