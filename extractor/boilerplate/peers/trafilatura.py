"""trafilatura (A. Barbaresi, ACL 2021)."""

from __future__ import annotations

from extractor.boilerplate.peer import Peer


def _read(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html) or ""


PEER = Peer("trafilatura", _read)
