"""What a person corrected on pages, in the form of gold pages; `apply` puts it into a result."""

from extractor.corrections.gold import FILE, Correction, Corrections, read_corrections

__all__ = ["FILE", "Correction", "Corrections", "read_corrections"]
