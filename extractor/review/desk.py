"""The work of a review, without the network: shows pages, takes what the reviewer says."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from extractor.corrections.apply import corrected, kinds_of, reviewed_papers
from extractor.corrections.gold import all_kinds
from extractor.pipeline import Stages, run_stages
from extractor.report import render_report
from extractor.report.build import Additions
from extractor.report.parts import asset, one_file, script_data
from extractor.review.folder import Folder, PageAt
from extractor.review.gold_line import Saved, gold_line, values_of
from extractor.review.log import Log

_KEPT_STAGES = 4
"""Pages whose stages are kept: to show, correct and show again reads them once."""
MOST_ROWS = 3000
"""Pages in the list: those with the least sure entries."""
_POLICY = "; connect-src 'self'"
_STATES = ("open", "in work", "done")


class Desk:
    """One review of one folder. Its methods may be called from several threads."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._log = Log(folder.path)
        self._lock = threading.Lock()
        self._stages: OrderedDict[int, Stages] = OrderedDict()

    def list(self) -> str:
        """The list of pages as HTML."""
        pages = self._folder.pages
        with self._lock:
            rows = "".join(
                self._row(number, page) for number, page in enumerate(pages[:MOST_ROWS], start=1)
            )
            done = sum(self._state(page) == "done" for page in pages)
        note = f"The {MOST_ROWS:,} pages with the least sure entries of {len(pages):,} are shown."
        members = {
            "title": escape(self._folder.path.resolve().name),
            "done": f"{done:,} of {len(pages):,}",
            "rows": rows,
            "note": note if len(pages) > MOST_ROWS else "",
        }
        style = asset("common.css") + asset("index.css") + asset("list.css", "extractor.review")
        script = asset("index.js")
        return one_file("list.html", style, script, members, "extractor.review")

    def page(self, number: int) -> str:
        """A page to review as HTML. Raises KeyError where there is none, PapersieveError where it
        cannot be read."""
        with self._lock:
            stages = self._read(number)
            before = self._log.newest(self._at(number).sha256)
            shown = corrected(stages, before) if before else stages
            data = {
                "save": f"{number}",
                "next": self._next(number),
                "complete": before is not None and before.complete,
                "entries": [
                    {"id": each.paper.id, "state": each.state, "values": values_of(each.paper)}
                    for each in reviewed_papers(stages, before)
                ],
                "kinds": dict(kinds_of(stages, before)),
                "all": all_kinds(),
            }
        additions = Additions(
            asset("review.css", "extractor.review"),
            asset("review.js", "extractor.review"),
            "".join(self._bar(number, script_data(data))),
            _POLICY,
            all_kinds(),
        )
        return render_report(shown, additions)

    def report(self, number: int) -> str:
        """The report of a page as corrected. Raises as `page` does."""
        with self._lock:
            stages = self._read(number)
            before = self._log.newest(self._at(number).sha256)
        return render_report(corrected(stages, before) if before else stages)

    def save(self, number: int, sent: Mapping[str, Any]) -> Saved:
        """Writes down what the reviewer sent about a page.

        Raises what `page` and `gold_line` raise, and OSError where it cannot be written.
        """
        with self._lock:
            stages = self._read(number)
            before = self._log.newest(self._at(number).sha256)
            now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            saved = gold_line(stages, before, sent, now)
            self._log.add(saved.line, saved.correction)
        return saved

    def _at(self, number: int) -> PageAt:
        if not 1 <= number <= len(self._folder.pages):
            raise KeyError(number)
        return self._folder.pages[number - 1]

    def _read(self, number: int) -> Stages:
        page = self._at(number)
        if number not in self._stages:
            source = self._folder.source(page)
            self._stages[number] = run_stages(source, self._folder.batch.options)
            while len(self._stages) > _KEPT_STAGES:
                self._stages.popitem(last=False)
        self._stages.move_to_end(number)
        return self._stages[number]

    def _state(self, page: PageAt) -> str:
        correction = self._log.newest(page.sha256)
        return "open" if correction is None else "done" if correction.complete else "in work"

    def _next(self, number: int) -> int | None:
        """The next page that is not done, from the first again behind the last."""
        pages = self._folder.pages
        after = [*range(number + 1, len(pages) + 1), *range(1, number)]
        return next((each for each in after if self._state(pages[each - 1]) != "done"), None)

    def _row(self, number: int, page: PageAt) -> str:
        title = f"<span>{escape(page.title)}</span>" if page.title else ""
        lowest = f"{page.lowest:.2f}" if page.papers else "–"
        state = self._state(page)
        return (
            f'<tr><td><b><a href="page/{number}">{escape(page.name)}</a></b>{title}</td>'
            f'<td data-v="{page.papers}">{page.papers}</td>'
            f'<td data-v="{page.lowest}">{lowest}</td>'
            f'<td data-v="{_STATES.index(state)}"><i class="{state}">{state}</i></td></tr>\n'
        )

    def _bar(self, number: int, data: str) -> Iterator[str]:
        """What stands below the page: the way to others, the kind of a text, the end of work."""
        pages = len(self._folder.pages)
        yield '<form id="review" lang="en" aria-label="Review">'
        yield '<nav><a href="../">All pages</a>'
        for key, name, other in (("[", "‹", number - 1), ("]", "›", number + 1)):
            if 1 <= other <= pages:
                label = "Page before" if other < number else "Page after"
                yield f'<a class="step" href="{other}" aria-label="{label}" data-key="{key}">'
                yield f"{name}</a>"
            if key == "[":
                yield f"<span>{number:,} of {pages:,}</span>"
        yield f'<a href="../report/{number}">Report</a></nav>'
        yield asset("bar.html", "extractor.review")
        yield f'<script type="application/json" id="reviewed">{data}</script></form>'
