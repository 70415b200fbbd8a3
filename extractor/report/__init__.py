"""A page beside what was read from it, as one file for people to look at."""

from extractor.report.build import render_report

__all__ = ["render_report"]
