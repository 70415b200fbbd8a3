"""The form in which phrases are compared."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extractor import lexicon

PIECES = st.sampled_from("论文|，|：|Ａ|ａ|É|ß| |\u3000|\n|\t|a|Bc|ｶﾞ|가|\u0301|1".split("|"))
_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"


@given(st.lists(PIECES | st.text(max_size=2), max_size=40).map("".join))
def test_spaces_go_beside_east_asian_characters_and_are_single_elsewhere(text):
    folded = unicodedata.normalize("NFKC", text).casefold()
    spaced = re.sub(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])", "", folded)
    assert lexicon.fold(text) == " ".join(spaced.split())
