"""What holds for all bytes."""

from __future__ import annotations

import encodings.aliases
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.encodings import run, samples
from extractor.errors import InputError, UsageError
from extractor.options import Options
from extractor.records import Source
from extractor.source.codec_table import codec_for, codec_table
from extractor.source.decode import decode, decoded_from_str
from extractor.source.media_type import media_type_of
from extractor.source.score import character_costs
from tests.source.pages import TEXTS, page

PIECES = st.sampled_from([
    b"<p>", b"</p>", b"<script>", b"</script", b"<!--", b"-->", b"<meta charset=", b"gbk>", b"\0",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"~{", b"~}", b"\xe8\x80</b>\x85", b"<?xml encoding='",
    "研究".encode(), "研究".encode("gb18030"), "研".encode("utf-16-le"), b"\xa0\xa0", b"\x8f\xa1",
    b"caf\xe9", b"\x81\x30\x81", b"<b>\xd6</b>\xd0",
])  # fmt: skip
BYTES = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=30).map(b"".join))
LABELS = sorted({*encodings.aliases.aliases, *codec_table().labels})


@given(data=BYTES, charset=st.none() | st.sampled_from(LABELS) | st.text(max_size=8))
def test_any_bytes_give_text_or_an_input_error(data: bytes, charset: str | None) -> None:
    source = Source("x", data, charset=charset)
    try:
        decoded = decode(source, Options())
    except InputError:
        return
    decoded.text.encode()
    assert "\0" not in decoded.text
    assert 0 <= decoded.replaced_bytes <= len(data)
    assert (decoded.replaced_bytes > 0) <= ("�" in decoded.text)
    assert decoded == decode(source, Options())


@given(data=st.binary(min_size=1, max_size=60), label=st.sampled_from(LABELS))
def test_any_codec_reads_any_bytes(data: bytes, label: str) -> None:
    try:
        decoded = decode(Source("x", data), Options(encoding=label))
    except UsageError:
        assert codec_for(label) is None
        return
    decoded.text.encode()


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_str_gives_clean_text(text: str) -> None:
    decoded = decoded_from_str(text)
    decoded.text.encode()
    assert "\0" not in decoded.text


@given(text=st.text(alphabet="<>/!-ab p=&;`\n", max_size=200), name=st.sampled_from(["-", "a.md"]))
def test_any_text_has_a_media_type(text: str, name: str) -> None:
    assert media_type_of(name, None, text) in ("text/html", "text/plain")


@pytest.mark.parametrize("language", list(TEXTS))
@given(st.data())
def test_utf8_with_a_few_broken_bytes_counts_them(language: str, data: st.DataObject) -> None:
    """Each 0xFF stands for no character, wherever it comes to stand between two."""
    text = page(language)
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=1, max_size=6)))
    cuts = [0, *places, len(text)]
    parts = [text[start:end].encode() for start, end in pairwise(cuts)]
    decoded = decode(Source("x.html", b"\xff".join(parts)), Options())
    assert decoded.replaced_bytes == len(places)
    assert decoded.text.replace("�", "") == text


def test_readable_after_all_damage_of_the_benchmark() -> None:
    results, failures = run(list(samples()), peers=False)
    assert len(results) >= 6
    assert failures == []


def test_threads_do_not_disturb_each_other() -> None:
    sources = [Source("x.html", page(language).encode("gb18030")) for language in TEXTS] * 4
    alone = [decode(source, Options()) for source in sources]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda source: decode(source, Options()), sources)) == alone


def test_the_tables_fit_together() -> None:
    table = codec_table()
    languages = set(character_costs())
    assert {name for names in table.languages.values() for name in names} <= languages
    known = {*table.labels.values(), *table.wider.values()}
    assert {*table.first, *table.second, *table.languages, *table.wide, *table.wider} <= known
    assert all(codec_for(label) == codec for label, codec in table.labels.items())
    assert not set(table.first) & set(table.second)
