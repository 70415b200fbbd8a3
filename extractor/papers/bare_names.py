"""Names with bare initials, as the Vancouver style has them: 'Lima A, Chen BD.'."""

from __future__ import annotations

import re

BARE_NAME = r"[^\W\d_][\w'’-]{0,30}(?:\s[^\W\d_][\w'’-]{0,30}){0,3}"
"""What stands before the initials."""
BARE_LIST = rf"(?:{BARE_NAME}\s[A-Z]{{1,3}},\s){{1,200}}{BARE_NAME}\s[A-Z]{{1,3}}(?=\.\s)"
"""Several such names, up to the full stop behind them."""
LISTED = re.compile(BARE_LIST)
ONE_BARE = re.compile(rf"{BARE_NAME}\s[A-Z]{{1,3}}(?=\.\s)")
_INVERTED = r"[^\W\d_][\w'’-]{0,30}(?:\s[^\W\d_][\w'’-]{0,30}){0,2}, ?(?:[A-Z]\.[ -]?){1,3}"
INVERTED = re.compile(rf"(?:{_INVERTED}(?:[,;]|,? and|,? &) ?){{0,100}}{_INVERTED}")
"""'Lima, A.; Chen, B. D.'"""
