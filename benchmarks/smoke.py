"""The short run of the benchmarks that CI makes: every one on the fixtures, seconds in all.

    python -m benchmarks.smoke

Fails where a benchmark fails or finds less than its floor; speed is printed, never asserted.
"""

from __future__ import annotations

import sys

from benchmarks import encodings, speed


def main() -> int:
    """0 when all floors hold."""
    failed = encodings.main([])
    failed += speed.main(["--repeat", "3"])
    failed += speed.main(["--stages", "--repeat", "1"])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
