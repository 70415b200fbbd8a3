"""Small invented pages as documents."""

from __future__ import annotations

from extractor.boilerplate.judge import judge
from extractor.document.build import build_document
from extractor.records import Decoded, Document, Judgement

PROSE = (
    "The river rose for three days, and the village council, which had met twice already, "
    "decided that the old bridge should be closed until an engineer could look at its piers. "
    "Nobody objected; the fields on the other bank were under water anyway."
)
PROSE_ZH = (
    "河水连涨三天，村里开了两次会，决定先把旧桥封起来，等工程师看过桥墩再说。没有人反对，因为对岸的田地"
    "早就淹在水里，谁也不急着过去；只有渡口的老船夫，每天还是照常把缆绳检查一遍。"
)


def html(body: str, title: str = "") -> Document:
    text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return build_document(Decoded(text, "utf-8", "text", 0, "text/html"), None)


def plain(text: str) -> Document:
    return build_document(Decoded(text, "utf-8", "text", 0, "text/plain"), None)


def judged(document: Document) -> dict[str, Judgement]:
    """Text of every block to its judgement."""
    return {
        block.text: judgement
        for block, judgement in zip(document.blocks, judge(document), strict=True)
    }


def kinds(document: Document) -> dict[str, str]:
    return {text: judgement.kind for text, judgement in judged(document).items()}


def paragraphs(text: str, count: int = 4) -> str:
    return "".join(f"<p>{number}. {text}</p>" for number in range(1, count + 1))
