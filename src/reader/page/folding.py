"""Chinese text as it is counted: marks full-width, all digits one, all Latin letters one, no white space."""

from __future__ import annotations

STOP = "。"  # stands for every full stop
_FOLD = str.maketrans(
    dict(zip(",;:()“”‘’「」『』\"'", "，；：（）“”‘’“”‘’””", strict=True))
    | dict.fromkeys("！？!?", STOP)
    | dict.fromkeys("123456789０１２３４５６７８９", "0")
    | dict.fromkeys("bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "a")
)


def folded(text: str) -> str:
    """Return ``text`` as it is counted: marks full-width, all digits one, all Latin letters one, no white space."""
    return "".join(text.translate(_FOLD).split())
