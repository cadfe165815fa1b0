"""The screen as text, compared with pictures kept in ``snapshots/``: whoever changes the looks sees what changed.

When a change is meant, renew the pictures and read them before they are committed:

    READER_RENEW_SNAPSHOTS=1 pytest tests/app/test_snapshots.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from driving import reading

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOTS = Path(__file__).parent / "snapshots"
RENEW = "READER_RENEW_SNAPSHOTS"
WIDTHS = (60, 100, 160)

FERRY = """---
title: 渡口最后的一班船
kicker: 副刊·长读
deck: ——一座桥通车的前夜，一个摆渡人收起了跳板
author: 温若禾
publication: 青岚日报
date: 2026-11-22
page: 02
section: 文化
---

本报讯（记者 温若禾）11月18日傍晚五点四十分，段守成把跳板从石阶上抽回来，搁在船头，用一块旧帆布盖好。这个动作他做了四十三年，\
平时不到十秒钟，那天用了将近一分钟。

### 五分钱

段守成的父亲段有年，也是这个渡口的船工。那时候用的是木船，一根长篙、两支橹，一船坐二十个人，挤一挤能再上**两副担子**。

图为渡船停靠石渡码头。　简宁 摄

> “重的在你脚底下，船就听你的。”

- 单程五分，来回一角
- 带一只羊另加五分，羊若不肯上船，船工帮着抱，不另收钱，这条规矩写在码头的木牌上

第二天上午，下游不远处的岚江二桥就要通车，石渡到柳林的渡船从此停航。
"""
TRAMS = """---
title: Trams return to the harbour line
deck: After nine years, the last mile opens on Sunday
author: Ada Quill
publication: The Gazette
date: 2026-11-22
page: 03
section: City
---

HARBOUR, Nov 21 (Gazette) - The first tram in nine years will leave the fish market at six on Sunday morning, with the
mayor on board and the old bell at its front.

Fares stay at two crowns; children under seven ride free.
"""
FILES: dict[str, str | bytes] = {
    "02-文化.md": FERRY,
    "03-city.md": TRAMS,
    "04-sport.md": "---\ntitle: Chess in the park\nsection: Sport\ndate: 2026-11-21\npage: 04\n---\n\nForty boards.\n",
    "05-城建.md": "---\ntitle: 老城供水管网改造全线完工，二十五个小区同日通水\nsection: City\ndate: 2026-11-21\n---\n\n通水了。\n",
    "06-broken.txt": b"",
}
SCENES: dict[str, tuple[str, tuple[str, ...]]] = {
    "article": ("zh", ()),
    "english": ("en", ("J",)),
    "contents": ("zh", ("tab",)),
    "search": ("zh", tuple("/船")),
    "search-hit": ("zh", (*"/船", "down", "enter")),
    "search-none": ("en", tuple("/zebra")),
    "sections": ("zh", ("s",)),
    "export": ("en", ("J", "e")),
    "origin": ("zh", ("i",)),
    "problems": ("en", ("!",)),
    "help": ("zh", ("?",)),
    "palette": ("en", ("ctrl+p",)),
}


def compare(name: str, shown: str) -> None:
    """Compare ``shown`` with the picture kept under ``name``, or keep it as the new picture when that is asked for."""
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get(RENEW):
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert path.exists(), f"there is no {path.name} yet; set {RENEW}=1 to make it"
    assert shown == path.read_text("utf-8"), f"{path.name} differs; set {RENEW}=1 to renew it, then read it"


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("scene", SCENES)
async def test_the_screen_looks_as_it_did(
    scene: str, columns: int, folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder(FILES)
    monkeypatch.chdir(root.parent)  # so that paths are the same on every machine
    language, keys = SCENES[scene]
    async with reading(root.name, size=(columns, 32), language=language, export_folder="exports") as app:
        for key in keys:
            await app.press(key)
        compare(f"{scene}-{columns}", app.text())


def test_no_picture_is_kept_that_nobody_compares() -> None:
    kept = {path.stem for path in SNAPSHOTS.glob("*")}
    assert kept == {f"{scene}-{columns}" for scene in SCENES for columns in WIDTHS}
