"""Broken bytes: counted exactly, and the text around them stays readable."""

from __future__ import annotations

import pytest

from extractor.options import Options
from extractor.records import Decoded, Source
from extractor.source.damaged import count_marks, decode_marked, replace_marks
from extractor.source.decode import decode
from tests.source.pages import TEXTS, page


def read(data: bytes) -> Decoded:
    """Decodes with default options."""
    return decode(Source("page.html", data), Options())


@pytest.mark.parametrize(
    ("data", "codec", "text", "replaced"),
    [
        (b"a\xffb", "utf-8", "a�b", 1),
        (b"\xe4\xb8", "utf-8", "�", 2),
        ("a中\ufffdb".encode(), "utf-8", "a中�b", 0),
        (b"\xe4\xb8\xff\xfe<\x80", "utf-8", "�<�", 5),
        (b"\xed\xa0\x80x", "utf-8", "�x", 3),
        (b"a\x81b", "cp1252", "a�b", 1),
        (b"<b>\xd6</b>", "gb18030", "<b>�</b>", 1),
        (b"a\x00b\x00\x00\xd8c\x00x", "utf-16-le", "ab�c�", 3),
        (b"a\x1b$B\x30", "iso2022_jp", "a�", 1),
    ],
)
def test_replaced_bytes_are_exact(data: bytes, codec: str, text: str, replaced: int) -> None:
    marked = decode_marked(data, codec)
    assert (replace_marks(marked), count_marks(marked)) == (text, replaced)
    decoded = decode(Source("p", data), Options(encoding=codec))
    assert (decoded.text, decoded.replaced_bytes) == (text, replaced)


@pytest.mark.parametrize(
    ("language", "codec"),
    [("zh-Hans", "gb18030"), ("zh-Hant", "big5hkscs"), ("ja", "cp932"), ("ja", "euc_jp"),
     ("ko", "cp949")],
)  # fmt: skip
def test_a_broken_byte_costs_its_own_character_only(language: str, codec: str) -> None:
    """A lone lead byte shifts the rest of the line, unless the way back is found."""
    text = page(language)
    middle = text.index("\n") + 40
    before, after = text[:middle].encode(codec), text[middle:].encode(codec)
    decoded = read(before + b"\xb5" + after)
    assert decoded.encoding == codec
    assert decoded.replaced_bytes <= 2
    assert decoded.text[: middle - 2] == text[: middle - 2]
    assert decoded.text.endswith(text[middle + 3 :])


def test_a_lost_byte_costs_its_own_character_only() -> None:
    text = TEXTS["zh-Hans"]
    data = text.encode("gb18030")
    decoded = read(data[:101] + data[102:])
    assert decoded.text[:48] == text[:48]
    assert decoded.text[-(len(text) - 55) :] == text[55:]
    assert decoded.replaced_bytes == 1
    assert decoded.warnings == ("1 bytes could not be decoded",)


def test_a_shift_that_happens_to_be_valid_is_noticed() -> None:
    """Between a lost byte and an ASCII letter every shifted pair may be valid."""
    text = "<p>" + "我们在这里讨论的问题和方法都很重要，" * 4 + "ABC模型的结果也不错。</p>"
    data = text.encode("gb18030")
    decoded = read(data[:9] + data[10:])
    assert decoded.text.endswith(text[8:])


def test_utf8_with_broken_bytes_stays_utf8() -> None:
    data = page("zh-Hans", "gbk").encode()
    decoded = read(data[:300] + b"\xff\xe4" + data[300:])
    assert decoded.encoding == "utf-8"
    assert 2 <= decoded.replaced_bytes <= 4


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_cut_last_character(codec: str) -> None:
    text = TEXTS["zh-Hans"]
    decoded = read(text.encode(codec)[:-1])
    assert decoded.text == text[:-1] + "�"
    assert decoded.replaced_bytes == len("。".encode(codec)) - 1


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_nul_between_the_bytes_of_a_character(codec: str) -> None:
    text = page("zh-Hans")
    data = text.encode(codec)
    place = data.index("论".encode(codec)) + 1
    decoded = read(data[:place] + b"\0" + data[place:])
    assert (decoded.text, decoded.replaced_bytes) == (text, 0)
    assert decoded.warnings == ("1 NUL characters taken out",)


def test_a_nul_in_place_of_a_byte() -> None:
    text = page("zh-Hans")
    data = bytearray(text.encode("gb18030"))
    data[data.index("论".encode("gb18030"))] = 0
    decoded = read(bytes(data))
    assert decoded.text == text.replace("论", "�", 1)
    assert decoded.replaced_bytes == 1


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("tags", ["</b>", "</b></i><a href='x'>"])
def test_a_character_torn_apart_by_tags_is_mended(codec: str, tags: str) -> None:
    whole = page("zh-Hans") + f"<b>论文作者{tags}：张三"
    character = "者".encode(codec)
    cut = len(character) - 1
    data = whole.encode(codec).replace(
        character + tags.encode(), character[:cut] + tags.encode() + character[cut:]
    )
    assert data != whole.encode(codec)
    decoded = read(data)
    assert (decoded.text, decoded.replaced_bytes, decoded.warnings) == (whole, 0, ())


def test_pieces_that_make_no_character_are_not_moved() -> None:
    text = "中文" * 30
    decoded = read(text.encode() + b"<b>\xe8\x80</b>\x85\x85</b>")
    assert decoded.text == text + "<b>�</b>�</b>"
    assert decoded.replaced_bytes == 4
