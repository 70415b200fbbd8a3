"""resiliparse (J. Bevendorff et al., ECIR 2018)."""

from __future__ import annotations

from extractor.boilerplate.peer import Peer


def _read(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


PEER = Peer("resiliparse", _read)
