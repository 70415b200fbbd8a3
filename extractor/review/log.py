"""The file of corrections while a review goes on: lines are added, none is changed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.corrections import FILE, Correction, read_corrections


class Log:
    """The corrections of a folder. Only one process may have it open (see `open_folder`)."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._newest = dict(read_corrections(self._path).by_page)

    def newest(self, sha256: str) -> Correction | None:
        """What was last said about the page with these bytes."""
        return self._newest.get(sha256)

    def add(self, line: Mapping[str, Any], correction: Correction) -> None:
        """Writes a line to the disk. Raises OSError, with nothing changed."""
        data = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        with self._path.open("ab") as stream:
            whole = _whole_lines(self._path)
            try:
                stream.truncate(whole)
                stream.write(data.encode("utf-8", "backslashreplace"))
                stream.flush()
                os.fsync(stream.fileno())
            except OSError:
                os.truncate(self._path, whole)
                raise
        self._newest[correction.sha256] = correction


def _whole_lines(path: Path) -> int:
    """Size of the file without a last line that a crash cut off."""
    with path.open("rb") as stream:
        end = stream.seek(0, os.SEEK_END)
        while end:
            begin = max(0, end - (1 << 16))
            stream.seek(begin)
            newline = stream.read(end - begin).rfind(b"\n")
            if newline >= 0:
                return begin + newline + 1
            end = begin
    return 0
