"""The library's entrance."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.errors import InputError
from extractor.options import Options
from extractor.records import PageResult, Source


@dataclass(frozen=True, slots=True)
class Extractor:
    """Reads pages with one set of options; thread-safe and picklable."""

    options: Options = field(default_factory=Options)

    def extract(
        self,
        data: bytes | str,
        *,
        url: str | None = None,
        name: str = "page",
        media_type: str | None = None,
        charset: str | None = None,
    ) -> PageResult:
        """The result for one page: its bytes, or its text.

        `url` is the page's address, `name` what messages call it, `media_type` and `charset` what
        the server said. Raises InputError for an empty input and for bytes that are no page,
        LimitError over a limit of the options.
        """
        # The pipeline's libraries are loaded with the first page, so that importing stays cheap.
        from extractor import pipeline

        if not data:
            raise InputError(name, "is empty")
        if isinstance(data, str):
            source = Source(name, b"", url, media_type, charset)
            return pipeline.run_text(data, source, self.options)
        return pipeline.run(Source(name, data, url, media_type, charset), self.options)


def extract(
    data: bytes | str,
    *,
    url: str | None = None,
    name: str = "page",
    media_type: str | None = None,
    charset: str | None = None,
    options: Options | None = None,
) -> PageResult:
    """One page with `options`; see Extractor.extract."""
    extractor = Extractor(options or Options())
    return extractor.extract(data, url=url, name=name, media_type=media_type, charset=charset)


def main_text(html: bytes, url: str | None = None, *, options: Options | None = None) -> str:
    """The main content of a page as plain text, and nothing else computed.

    An empty string for an empty page. Raises InputError for bytes that are no page, LimitError over
    a limit of the options.
    """
    from extractor import pipeline

    if not html.strip():
        return ""
    return pipeline.run_main_text(Source("page", html, url), options or Options())
