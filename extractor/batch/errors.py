"""What stops a batch."""

from __future__ import annotations

from extractor.errors import PapersieveError


class BatchError(PapersieveError):
    """The batch cannot go on: the disk is full, the folder is in use. What is done stays done."""

    exit_code = 1
