"""Cleans whole archives: in shards, with limits, resumable, nothing lost."""

from extractor.batch.errors import BatchError
from extractor.batch.options import BatchOptions, Limits
from extractor.batch.progress import Progress
from extractor.batch.runner import Summary, run_batch

__all__ = ["BatchError", "BatchOptions", "Limits", "Progress", "Summary", "run_batch"]
