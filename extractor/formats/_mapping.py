"""Writes docs/formats.md, where each format keeps the members of a paper, from the formats.

python -m extractor.formats._mapping > docs/formats.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from extractor.formats import all_formats
from extractor.formats._format import Format
from extractor.formats._shape import output_fields
from extractor.records import Paper

_INTRODUCTION = """\
# Formats of papers

Where each format keeps the members of a [Paper](output.md#paper).
This file is made from the formats by `python -m extractor.formats._mapping > docs/formats.md`;
a test checks that it is current, and that every member named here can be found in the format's
text.
JSON and JSON Lines keep everything; Markdown and text hold the content of the page.

- A name whose parts are not sure, such as a Chinese one, is kept whole and never split by a
  program that reads it.
- An original title and its translation, and an abstract and its translation, are kept apart
  wherever the format has a place for each.
- The page's note goes where reference managers keep notes.
- The type of work (article, conference paper, preprint, thesis …) is told by the venue's words,
  its numbers and the identifiers; without a sign of them it is the format's general type. The
  words are in `extractor/formats/work_types.toml`.
- Citation keys are made of the first author's family name, the year and a word of the title. An
  entry with too little of them in Latin letters, and the later one of two with the same key,
  have a hash of what they say behind it, so a key stays the same from run to run.
- Cells of CSV and TSV that a spreadsheet would run as a formula have an apostrophe in front.
"""


def mapping() -> str:
    """The text of docs/formats.md."""
    mapped = [each for each in all_formats() if each.mapping]
    sections = ["\n".join(_section(forms)) for forms in _grouped(mapped)]
    return "\n".join([_INTRODUCTION, *sections])


def _grouped(formats: Sequence[Format]) -> list[list[Format]]:
    """Formats with the same mapping together."""
    groups: list[list[Format]] = []
    for form in formats:
        same = next((group for group in groups if group[0].mapping == form.mapping), None)
        if same is None:
            groups.append([form])
        else:
            same.append(form)
    return groups


def _section(formats: Sequence[Format]) -> Iterator[str]:
    yield f"## {', '.join(form.name for form in formats)}"
    yield ""
    for form in formats:
        summary = (sys.modules[form.render.__module__].__doc__ or "").strip().split("\n")[0]
        endings = ", ".join(f"`{ending}`" for ending in form.endings)
        yield f"{summary} File endings: {endings}."
    yield from ("", "| member | kept in |", "| --- | --- |")
    known, left_out = formats[0].mapping, []
    for name in output_fields(Paper):
        if name in known:
            yield f"| `{name}` | {known[name]} |"
        else:
            left_out.append(f"`{name}`")
    yield from ("", f"Not kept: {', '.join(left_out) or 'nothing'}.", "")


if __name__ == "__main__":
    sys.stdout.buffer.write(mapping().encode("utf-8"))
