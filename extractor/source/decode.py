"""Bytes to text: the entry of this stage."""

from __future__ import annotations

from extractor.errors import InputError, UsageError
from extractor.options import Options
from extractor.records import Decoded, Source
from extractor.source.choose import Choice, choose
from extractor.source.codec_table import codec_for, codec_table
from extractor.source.damaged import count_marks, decode_marked, decode_whole, replace_marks
from extractor.source.declarations import Declaration, declarations
from extractor.source.limits import check_size
from extractor.source.media_type import media_type_of
from extractor.source.signatures import refuse_binary
from extractor.source.torn import mend_torn
from extractor.source.twice import undo_second_encoding
from extractor.source.wide import bom_codec


def decode(source: Source, options: Options) -> Decoded:
    """The text of `source`.

    Broken bytes never fail: they become U+FFFD, one for each run of them, and are counted. NUL
    characters are taken out; nothing else of the text is changed. Raises InputError for an empty
    source and for bytes that are no text, LimitError for a source over `options.max_bytes`,
    UsageError for an unknown `options.encoding`.
    """
    if not source.data:
        raise InputError(source.name, "is empty")
    check_size(source.name, len(source.data), options.max_bytes)
    if options.encoding is not None:
        return _read(source, _chosen_by_option(source, options.encoding), ())
    refuse_binary(source.name, source.data)
    declared = declarations(source)
    return _read(source, choose(source.data, declared), declared)


def decoded_from_str(text: str, media_type: str | None = None, *, name: str = "") -> Decoded:
    """`text` as if it had been decoded: for callers that have a str.

    Lone surrogates become U+FFFD, NUL characters are taken out.
    """
    nuls = text.count("\0")
    text = replace_marks(text.removeprefix("\ufeff")).replace("\0", "")
    return Decoded(
        text=text,
        encoding="utf-8",
        encoding_found_by="text",
        replaced_bytes=0,
        media_type=media_type_of(name, media_type, text),
        warnings=_about_nuls(nuls),
    )


def _chosen_by_option(source: Source, label: str) -> Choice:
    codec = codec_for(label)
    if codec is None:
        raise UsageError(source.name, f"unknown encoding {label!r}")
    mark = bom_codec(source.data)
    if mark is not None and mark[0][:6] == codec[:6]:
        return Choice(mark[0], "option", mark[1])
    return Choice(codec, "option")


def _read(source: Source, choice: Choice, declared: tuple[Declaration, ...]) -> Decoded:
    data = source.data[choice.skip :]
    text, codec, replaced = choice.text, choice.codec, 0
    utf8: bytes | None = data
    if text is None:
        text, codec, replaced = _text_of(data, choice.codec)
        utf8 = None
    nuls = 0
    if b"\0" in data:  # A hundred times as fast as counting.
        nuls = text.count("\0") if codec in codec_table().wide else data.count(b"\0")
    if replaced:
        text = replace_marks(text)
    if (nuls or codec != "utf-8") and "\0" in text:
        text = text.replace("\0", "")
    warnings = (*_wrong(declared, choice.codec), *_about_nuls(nuls))
    if replaced:
        warnings += (f"{replaced} bytes could not be decoded",)
    if codec == "utf-8" and choice.found_by != "option":
        once = undo_second_encoding(text)
        if once is not None:
            text, warnings = once, (*warnings, "had been encoded twice as utf-8")
            utf8 = None
    return Decoded(
        text=text,
        encoding=codec,
        encoding_found_by=choice.found_by,
        replaced_bytes=replaced,
        media_type=media_type_of(source.name, source.media_type, text),
        warnings=warnings,
        utf8=utf8,
    )


def _text_of(data: bytes, codec: str) -> tuple[str, str, int]:
    """The text with marks for broken bytes; the codec, or a wider one that reads more; the number
    of marks."""
    whole = decode_whole(data, codec)
    if whole is not None:
        return whole, codec, 0
    text, marks = _with_nuls_judged(data, codec)
    wider = codec_table().wider.get(codec)
    if wider is not None and marks:
        other, others = _with_nuls_judged(data, wider)
        if others < marks:
            return other, wider, others
    return text, codec, marks


def _with_nuls_judged(data: bytes, codec: str) -> tuple[str, int]:
    """The text and its marks. A NUL may have come between the bytes of a character, or in the
    place of one."""
    text = _mended(data, codec)
    marks = count_marks(text)
    if b"\0" in data and codec not in codec_table().wide and marks:
        without = _mended(data.replace(b"\0", b""), codec)
        left = count_marks(without)
        if left < marks:
            return without, left
    return text, marks


def _mended(data: bytes, codec: str) -> str:
    text = decode_marked(data, codec)
    if not count_marks(text):
        return text
    mended = mend_torn(data, codec)
    return text if mended == data else decode_marked(mended, codec)


def _about_nuls(count: int) -> tuple[str, ...]:
    return (f"{count} NUL characters taken out",) if count else ()


def _wrong(declared: tuple[Declaration, ...], codec: str) -> tuple[str, ...]:
    """One warning for every label that does not hold."""
    labels = dict.fromkeys(claim.label.lower() for claim in declared if claim.codec != codec)
    return tuple(f"declares {label} but is {codec}" for label in labels)
