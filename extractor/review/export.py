"""Reviewed pages as a folder of gold pages, for training and for scoring."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.corrections import FILE
from extractor.corrections.gold import newest_lines
from extractor.review.folder import Folder


def export_gold(folder: Folder, target: Path) -> int:
    """Writes ID.html (or ID.txt) and ID.json for every page whose review is complete.

    Returns how many. Raises InputError where a page is not among the inputs any more, OSError where
    `target` cannot be written.
    """
    target.mkdir(parents=True, exist_ok=True)
    pages = {page.sha256: page for page in folder.pages}
    number = 0
    for line in newest_lines(folder.path / FILE):
        page = pages.get(line["source"]["sha256"])
        if page is None or line["review"]["complete"] is not True:
            continue
        source = folder.source(page)
        ending = ".txt" if line["source"].get("media_type") == "text/plain" else ".html"
        (target / f"{line['id']}{ending}").write_bytes(source.data)
        text = json.dumps(line, ensure_ascii=False, indent=1) + "\n"
        (target / f"{line['id']}.json").write_bytes(text.encode("utf-8", "backslashreplace"))
        number += 1
    return number
