"""A small paper to read in tests: three sections, English and Chinese, one story longer than a window."""

from __future__ import annotations

HARBOUR = "\n\n".join(f"Paragraph {number} of the story about the harbour." for number in range(1, 121))


def bulletin(title: str, section: str, page: int, body: str, **more: str) -> str:
    """Return a bulletin with front matter."""
    facts = {"title": title, "section": section, "page": f"{page:02}", "date": "2026-03-01"}
    facts |= {"publication": "The Gazette", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in facts.items()) + f"---\n\n{body}\n"


PAPER: dict[str, str | bytes] = {
    "a-harbour.md": bulletin("Harbour reopens", "News", 1, HARBOUR),
    "b-bridge.md": bulletin("Bridge closed", "News", 1, "The bridge over the Lan is closed until May.\n\nTrams turn."),
    "c-market.md": bulletin("Market moves", "News", 1, "The fish market moves to the old ice house."),
    "d-渡口.md": bulletin("渡口的最后一班船", "文化", 2, "船工把跳板收起来，江面很静。\n\n第二天大桥通车。"),
    "e-choir.md": bulletin("Choir sings again", "文化", 2, "After two years the choir of the mill sings again."),
    "f-chess.md": bulletin("Chess in the park", "Sport", 3, "Forty boards stood under the plane trees."),
}
HEADLINES = (
    "Harbour reopens",
    "Bridge closed",
    "Market moves",
    "渡口的最后一班船",
    "Choir sings again",
    "Chess in the park",
)
