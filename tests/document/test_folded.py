"""Hidden elements whose text a click unfolds."""

from __future__ import annotations

import pytest

from extractor.document.build import build_document
from extractor.records import Decoded


def texts(body: str) -> list[str]:
    decoded = Decoded(f"<body><p>seen</p>{body}</body>", "utf-8", "text", 0, "text/html")
    return [block.text for block in build_document(decoded, None).blocks]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="faq-answer" style="display:none"><p>folded</p></div>',
        '<dl class="accordion"><dd hidden><p>folded</p></dd></dl>',
        '<div role="tabpanel" hidden><p>folded</p></div>',
        '<div aria-labelledby="x" style="visibility: hidden"><p>folded</p></div>',
        '<div id="read-more" style="display:none"><p>folded</p></div>',
        '<div class="tabs"><section style="display:none"><p>folded</p></section></div>',
    ],
)
def test_what_a_click_unfolds_is_read(body: str) -> None:
    assert texts(body) == ["seen", "folded"]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="modal"><div class="panel" hidden><p>dialog</p></div></div>',
        '<nav><div class="collapse" style="display:none"><p>menu</p></div></nav>',
        '<div class="cookie-details" hidden><p>notice</p></div>',
        '<form><div class="more" hidden><p>field</p></div></form>',
        '<ul class="expand" hidden><li>menu</li></ul>',
        '<div class="news" hidden><p>unnamed</p></div>',
        '<div class="faq" hidden><div class="popup" hidden><p>inner</p></div></div>',
    ],
)
def test_other_hidden_elements_give_no_text(body: str) -> None:
    assert texts(body) == ["seen"]


def test_records_and_abstracts_keep_their_readers() -> None:
    record = "@article{key, title = {A title of some length}, year = {2020}}"
    body = f'<div class="toggle bibtex" style="display:none"><pre>{record}</pre></div>'
    decoded = Decoded(f"<body><p>seen</p>{body}</body>", "utf-8", "text", 0, "text/html")
    document = build_document(decoded, None)
    assert [block.text for block in document.blocks] == ["seen"]
    assert [form for form, *_ in document.head.embedded] == ["text"]
