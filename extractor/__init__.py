"""Papersieve: clean a scraped page and read the papers that it presents."""

from extractor.api import Extractor, extract, main_text
from extractor.errors import InputError, LimitError, PapersieveError, UsageError
from extractor.options import Options
from extractor.records import PageResult, Paper

__all__ = [
    "Extractor",
    "InputError",
    "LimitError",
    "Options",
    "PageResult",
    "Paper",
    "PapersieveError",
    "UsageError",
    "extract",
    "main_text",
]
