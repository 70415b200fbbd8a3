"""The encoding of a page, whatever it declares."""

from __future__ import annotations

import codecs

import pytest

from extractor.errors import InputError, LimitError, UsageError
from extractor.options import Options
from extractor.records import Decoded, Source
from extractor.source.declarations import detect
from extractor.source.decode import decode, decoded_from_str
from tests.source.pages import TEXTS, page

LEGACY = [
    ("zh-Hans", "gb18030"),
    ("zh-Hant", "big5hkscs"),
    ("zh-Hant", "gb18030"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ko", "cp949"),
    ("ru", "cp1251"),
    ("ru", "koi8_r"),
    ("ru", "iso8859_5"),
    ("fr", "cp1252"),
]


def read(data: bytes, *, name: str = "page.html", charset: str | None = None) -> Decoded:
    """Decodes with default options."""
    return decode(Source(name, data, charset=charset), Options())


@pytest.mark.parametrize(("language", "codec"), LEGACY)
@pytest.mark.parametrize("declared", [None, "utf-8", "big5", "windows-1252", "koi8-r", "nonsense"])
def test_the_text_decides_against_a_wrong_label(
    language: str, codec: str, declared: str | None
) -> None:
    text = page(language, declared)
    decoded = read(text.encode(codec))
    assert decoded.text == text
    assert decoded.replaced_bytes == 0


@pytest.mark.parametrize(("language", "codec"), LEGACY)
def test_plain_text_without_any_declaration(language: str, codec: str) -> None:
    decoded = read(TEXTS[language].encode(codec), name="-")
    assert (decoded.text, decoded.media_type) == (TEXTS[language], "text/plain")


@pytest.mark.parametrize("language", list(TEXTS))
@pytest.mark.parametrize("declared", ["gb2312", "Shift_JIS", "iso-8859-1", "euc-kr"])
def test_utf8_with_a_legacy_label(language: str, declared: str) -> None:
    text = page(language, declared)
    decoded = read(text.encode())
    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    assert decoded.encoding_found_by == "statistics"
    assert decoded.warnings == (f"declares {declared.lower()} but is utf-8",)


def test_gb2312_that_is_gb18030() -> None:
    text = page("zh-Hans", "gb2312").replace("论文", "論文镕㐂")
    decoded = read(text.encode("gb18030"))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, "gb18030", ())
    assert decoded.encoding_found_by == "meta"


def test_http_before_meta() -> None:
    text = page("zh-Hans", "utf-8")
    decoded = read(text.encode("gb18030"), charset="GBK")
    assert (decoded.text, decoded.encoding_found_by) == (text, "http")
    assert decoded.warnings == ("declares utf-8 but is gb18030",)


def test_charset_of_the_media_type() -> None:
    source = Source("p", "été".encode("cp1252"), media_type="text/html; charset=iso-8859-15")
    decoded = decode(source, Options())
    assert (decoded.text, decoded.encoding) == ("été", "iso8859_15")


@pytest.mark.parametrize(
    "head",
    [
        "<meta http-equiv='Content-Type' content='text/html; charset=big5'>",
        '<META CONTENT="text/html;charset=Big5" HTTP-EQUIV=Content-Type>',
        "<!-- <meta charset=gbk> --><meta charset = big5 >",
    ],
)
def test_forms_of_meta(head: str) -> None:
    decoded = read((head + TEXTS["zh-Hant"]).encode("big5hkscs"))
    assert (decoded.encoding, decoded.encoding_found_by) == ("big5hkscs", "meta")
    assert decoded.warnings == ()


def test_xml_declaration() -> None:
    text = "<?xml version='1.0' encoding='EUC-JP'?><html>" + TEXTS["ja"] + "</html>"
    decoded = read(text.encode("euc_jp"))
    assert (decoded.text, decoded.encoding_found_by) == (text, "xml")


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark(mark: bytes, codec: str) -> None:
    text = page("zh-Hans", "gbk")
    decoded = read(mark + text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert decoded.encoding_found_by == "bom"


def test_mark_of_utf8_before_gbk() -> None:
    """Programs that join files put the mark of one before the bytes of another."""
    decoded = read(codecs.BOM_UTF8 + page("zh-Hans").encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (page("zh-Hans"), "gb18030")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", list(TEXTS))
def test_wide_encodings_without_mark(codec: str, language: str) -> None:
    for text in (page(language), TEXTS[language]):
        decoded = read(text.encode(codec), name="-")
        assert (decoded.text, decoded.encoding) == (text, codec)


@pytest.mark.parametrize(
    ("language", "codec", "label"),
    [("ja", "iso2022_jp", "ISO-2022-JP"), ("zh-Hans", "hz", "hz-gb-2312"),
     ("ko", "iso2022_kr", "iso-2022-kr")],
)  # fmt: skip
def test_seven_bit_encodings(language: str, codec: str, label: str) -> None:
    for declared in (label, None):
        text = page(language, declared)
        decoded = read(text.encode(codec))
        assert (decoded.text, decoded.encoding) == (text, codec)
        assert decoded.encoding_found_by == ("meta" if declared else "statistics")


def test_code_is_no_hz() -> None:
    decoded = read(b"<p>a ~{ b ~{ab~} c</p>")
    assert (decoded.text, decoded.encoding) == ("<p>a ~{ b ~{ab~} c</p>", "utf-8")


@pytest.mark.parametrize(
    ("declared", "codec"), [(None, "utf-8"), ("gbk", "gb18030"), ("utf-16", "utf-8")]
)
def test_ascii(declared: str | None, codec: str) -> None:
    decoded = read(b"<p>plain</p>", charset=declared)
    assert (decoded.text, decoded.encoding) == ("<p>plain</p>", codec)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<p>&copy; caf\xe9 2020</p>", "<p>&copy; café 2020</p>"),
        ("<p>© 2020</p>".encode(), "<p>© 2020</p>"),
        (b"<p>It\x92s \x93here\x94</p>", "<p>It’s “here”</p>"),
        ("<title>联系我们</title>".encode("gb18030"), "<title>联系我们</title>"),
    ],
)
def test_a_few_characters_without_declaration(data: bytes, text: str) -> None:
    assert read(data).text == text


def test_a_few_utf8_characters_with_a_legacy_label() -> None:
    assert read("<p>© 2020 Someone</p>".encode(), charset="gb2312").text == "<p>© 2020 Someone</p>"


def test_the_detector_of_beautiful_soup_is_asked() -> None:
    assert detect(TEXTS["ja"].encode("euc_jp")) == "euc_jp"


def test_option_overrides() -> None:
    data = page("zh-Hans", "utf-8").encode()
    decoded = decode(Source("p.html", data), Options(encoding="latin-1"))
    assert decoded.encoding == "cp1252"
    assert decoded.encoding_found_by == "option"
    assert decode(Source("p", "é".encode("cp037")), Options(encoding="cp037")).text == "é"
    marked = Source("p", codecs.BOM_UTF16_BE + "é".encode("utf-16-be"))
    assert decode(marked, Options(encoding="utf-16")).text == "é"


@pytest.mark.parametrize("name", ["utf-99", "base64", "rot13", "idna", "punycode", "", "a\0b", "é"])
def test_unknown_encoding_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        decode(Source("p", b"x"), Options(encoding=name))


def test_limits() -> None:
    with pytest.raises(InputError, match="is empty"):
        read(b"")
    with pytest.raises(LimitError):
        decode(Source("p", b"xx"), Options(max_bytes=1))


def test_text_that_was_encoded_twice() -> None:
    twice = page("fr").encode().decode("cp1252", "replace")
    assert "�" not in twice
    decoded = read(twice.encode())
    assert decoded.text == page("fr")
    assert decoded.warnings == ("had been encoded twice as utf-8",)


def test_an_article_about_mojibake_is_left_alone() -> None:
    text = "<p>Où lit-on « Ã© » ou « Ã¨ » au lieu de « é » ?</p>" * 20
    assert read(text.encode()).text == text


def test_str_is_taken_as_it_is() -> None:
    decoded = decoded_from_str("a\ud800b\0 中", "text/plain")
    assert decoded.text == "a�b 中"
    assert (decoded.encoding, decoded.encoding_found_by) == ("utf-8", "text")
    assert (decoded.media_type, decoded.replaced_bytes) == ("text/plain", 0)
    assert decoded.warnings == ("1 NUL characters taken out",)


def test_line_ends_and_spaces_are_kept() -> None:
    assert read(b" a\r\nb\rc\n\t").text == " a\r\nb\rc\n\t"
