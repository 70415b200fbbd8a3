"""The encodings that pages use: labels, languages, wider relatives."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.lexicon import load


@dataclass(frozen=True, slots=True)
class CodecTable:
    """The content of data/codecs.toml. Codecs go by the names used there."""

    labels: Mapping[str, str]
    """Label, lower case → codec."""
    wider: Mapping[str, str]
    languages: Mapping[str, tuple[str, ...]]
    first: Mapping[str, float]
    """Codecs tried first without being declared → cost in bits."""
    second: Mapping[str, float]
    double_byte: frozenset[str]
    wide: frozenset[str]
    refused: frozenset[str]
    escapes: Mapping[str, re.Pattern[bytes]]


@cache
def codec_table() -> CodecTable:
    """The packaged table."""
    data = load("extractor.source", "data/codecs.toml")
    groups = {name: frozenset(members) for name, members in data["groups"].items()}
    return CodecTable(
        labels={label: codec for codec, labels in data["labels"].items() for label in labels},
        wider=data["wider"],
        languages={codec: tuple(names) for codec, names in data["languages"].items()},
        first=data["cost"]["first"],
        second=data["cost"]["second"],
        escapes={codec: re.compile(x.encode("ascii")) for codec, x in data["escapes"].items()},
        **groups,
    )


def codec_for(label: str) -> str | None:
    """The codec that a label on a page means; None for a label that means none.

    Labels follow the WHATWG Encoding Standard, so `gb2312` is gb18030 and `iso-8859-1` cp1252; any
    other name of a text codec of the standard library means that codec.
    """
    table = codec_table()
    name = label.strip().lower()
    found = table.labels.get(name) or table.labels.get(name.replace("_", "-"))
    if found is not None:
        return found
    try:
        info = codecs.lookup(name)
        # Says whether the codec goes from bytes to text (base64 and zlib go from bytes to bytes).
        "".encode(name)
        b"a".decode(name)
    except (LookupError, ValueError):
        return None
    normal = info.name.replace("-", "_")
    if normal in table.refused:
        return None
    return table.labels.get(info.name, info.name)
