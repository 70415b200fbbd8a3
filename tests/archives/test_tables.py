"""JSON Lines, CSV, Parquet, SQLite."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3

import pytest

from extractor.archives import Failure, Page, ReadOptions, read_archive
from tests.archives import making
from tests.archives.making import failures, numbers

TEXTS = [making.page(number).decode() for number in range(5)]
ROWS = [{"url": f"http://pond.example/{number}", "html": text} for number, text in enumerate(TEXTS)]


def json_lines(rows):
    return [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows]


def table(rows, separator=","):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["url", "html"], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def parquet(rows, **options):
    pyarrow = pytest.importorskip("pyarrow")
    written = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    written.write_table(pyarrow.Table.from_pylist(rows), stream, **options)
    return stream.getvalue()


@pytest.fixture
def database(tmp_path):
    def make(rows, table_name="pages"):
        path = tmp_path / "made.db"
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as connection:
            connection.execute(f'CREATE TABLE "{table_name}" (url TEXT, html TEXT)')
            connection.executemany(f'INSERT INTO "{table_name}" VALUES (:url, :html)', rows)
        connection.close()
        return path.read_bytes()

    return make


def test_every_table_gives_its_pages_with_addresses(read, database):
    for data, name in (
        (b"".join(json_lines(ROWS)), "a.jsonl"),
        (gzip.compress(b"".join(json_lines(ROWS))), "a.ndjson.gz"),
        (table(ROWS).encode(), "a.csv"),
        (table(ROWS, "\t").encode(), "a.tsv"),
        (table(ROWS, ";").encode("utf-8-sig"), "a.csv"),
        (parquet(ROWS, row_group_size=2), "a.parquet"),
        (database(ROWS), "a.sqlite"),
    ):
        items = read(data, name)
        assert numbers(items) == [0, 1, 2, 3, 4], name
        assert [item.source.url for item in items] == [row["url"] for row in ROWS], name


def test_reading_goes_on_in_the_middle(read):
    for data, name in (
        (b"".join(json_lines(ROWS)), "a.jsonl"),
        (parquet(ROWS, row_group_size=1), "a.parquet"),
    ):
        items = read(data, name)
        assert read(data, name, items[3].start) == items[3:]


def test_columns_can_be_named(read, database):
    rows = [{"a": text, "b": "plain words", "where": "http://x.example/"} for text in TEXTS]
    data = b"".join(json_lines(rows))
    items = read(data, "a.jsonl", html_column="a", url_column="where")
    assert numbers(items) == [0, 1, 2, 3, 4]
    assert items[0].source.url == "http://x.example/"
    (item, *_) = read(data, "a.jsonl", text_column="b")
    assert (item.source.data, item.source.media_type) == (b"plain words", "text/plain")
    (failure, *_) = read(data, "a.jsonl", html_column="c")
    assert "no column 'c'; the columns are: a, b, where" in failure.reason
    query = "SELECT html AS page FROM pages WHERE url LIKE '%/3'"
    assert numbers(read(database(ROWS), "a.db", query=query)) == [3]


def test_two_tables_with_pages_need_a_query(read, tmp_path, database):
    data = database(ROWS)
    path = tmp_path / "two.db"
    path.write_bytes(data)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE more (html TEXT)")
    connection.close()
    (failure,) = read_archive(str(path), ReadOptions())
    assert "--query" in failure.reason


def test_damaged_lines_of_json(read):
    lines = json_lines(ROWS)
    lines[1] = lines[1][:80] + b"\n"
    lines.insert(3, b"[1, 2]\n")
    lines.insert(4, b'{"html": null}\n')
    items = read(b"".join(lines), "a.jsonl")
    assert numbers(items) == [0, 2, 3, 4]
    assert [failure.kind for failure in failures(items)] == ["damaged", "unreadable", "unreadable"]
    assert failures(items)[0].offset == len(lines[0])


def test_lines_in_mixed_encodings(read):
    text = json.dumps({"html": "<p>池塘的水位每天清晨测量一次，记录在册。</p>"}, ensure_ascii=False)
    items = read(text.encode() + b"\n" + text.encode("gb18030") + b"\n", "a.jsonl")
    assert items[0].source.data == items[1].source.data


def test_a_damaged_member_of_compressed_lines(read):
    parts = [gzip.compress(line) for line in json_lines(ROWS)]
    parts[2] = parts[2][: len(parts[2]) // 2]
    items = read(b"".join(parts), "a.jsonl.gz")
    assert numbers(items) == [0, 1, 3, 4]
    assert failures(items)[0].offset == len(parts[0]) + len(parts[1])


def test_a_line_that_is_too_long(read):
    lines = json_lines(ROWS)
    lines[2] = b'{"html": "' + b"x" * 200_000 + b'"}\n'
    items = read(b"".join(lines), "a.jsonl", max_page_bytes=10_000)
    assert numbers(items) == [0, 1, 3, 4]
    assert failures(items)[0].kind == "limit"


def test_a_table_in_a_chinese_encoding_with_a_short_row(read):
    head = "编号,url,html\n"
    rows = [
        f'{n},http://x.example/{n},"<p>池塘{n}号的水位，\n每天测量两次。</p>"\n' for n in range(3)
    ]
    data = (head + rows[0] + "9,oops\n" + rows[1]).encode("gb18030")
    items = read(data, "a.csv")
    assert [type(item) for item in items] == [Page, Failure, Page]
    assert items[2].source.data.decode() == "<p>池塘1号的水位，\n每天测量两次。</p>"
    assert items[1].offset == len((head + rows[0]).encode("gb18030"))


def test_a_damaged_row_group(read):
    data = parquet(ROWS, row_group_size=1, compression="gzip", use_dictionary=False)
    members = [at for at in range(len(data)) if data.startswith(b"\x1f\x8b\x08", at)]
    at = members[5] + 20  # two columns a row group: the pages of the third
    items = read(data[:at] + bytes(40) + data[at + 40 :], "a.parquet")
    assert numbers(items) == [0, 1, 3, 4]
    (failure,) = failures(items)
    assert failure.kind == "damaged"
    assert "row group 2" in failure.reason


def test_damaged_databases_and_parquet_files_are_failures(read, database):
    whole = database(ROWS * 30)
    assert failures(read(whole[:5000], "a.db"))
    assert failures(read(parquet(ROWS)[:-9], "a.parquet"))[0].kind == "damaged"
    packed = gzip.compress(whole)
    assert "unpack it first" in failures(read(packed, "a.db.gz"))[0].reason
