"""Shows how far a long command is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass, field

from extractor.cli.messages import Messages

_BAR = 24
_REDRAWN = 0.2
_LINE_EVERY = 30.0


@dataclass(slots=True)
class ProgressBar:
    """Tells about work by the share of it that is done."""

    messages: Messages
    name: str
    started: float = field(default_factory=time.monotonic)
    _told: float = 0.0
    _drawn: bool = False
    _before: tuple[int, float] | None = None

    def restart(self) -> None:
        """Forgets what was before: another part of the work begins."""
        self.started = time.monotonic()
        self._before = None

    def show(self, pages: int, rest: str, share: float) -> None:
        """`share` of the work, from 0 to 1, is done; `rest` stands after the pages per second."""
        if self.messages.quiet or sys.stderr is None:
            return
        now = time.monotonic()
        if self._before is None:
            # What an earlier run did was not done in this time.
            self._before = (pages, share)
        terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if now - max(self._told, self.started) < (_REDRAWN if terminal else _LINE_EVERY):
            return
        self._told = now
        text = self._text(pages, rest, share, now - self.started)
        if not terminal:
            print(f"papersieve: {self.name}: {text}", file=sys.stderr, flush=True)
            return
        done = round(share * _BAR)
        line = f"[{'#' * done}{'.' * (_BAR - done)}] {text}"
        width = shutil.get_terminal_size().columns - 1
        print(f"\r{line[:width]:{width}}", end="", file=sys.stderr, flush=True)
        self._drawn = True

    def end(self) -> None:
        """Takes the bar off, so that messages stand on lines of their own."""
        if self._drawn and sys.stderr is not None:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{'':{width}}\r", end="", file=sys.stderr, flush=True)
            self._drawn = False

    def _text(self, pages: int, rest: str, share: float, seconds: float) -> str:
        first_pages, first_share = self._before or (0, 0.0)
        speed = (pages - first_pages) / seconds if seconds else 0.0
        text = f"{share:4.0%} {pages:,} pages, {speed:.1f}/s, {rest}"
        if share - first_share > 0.01:
            left = seconds * (1 - share) / (share - first_share)
            text += f", {_duration(left)} left"
        return text


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
