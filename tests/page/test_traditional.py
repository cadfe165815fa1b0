"""Pages in traditional characters: rebuilt as the same pages in simplified ones are, and given back to the letter."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from reader.model import Bulletin, Role
from reader.page.traditional import is_traditional
from reader.simplified import SIMPLIFIED, TRADITIONAL
from strategies import rebuild, visible

HERE = Path(__file__).parent
PAGES = [
    *sorted(HERE.glob("rough/zh-*.txt")),
    *(HERE / "golden" / name for name in ("plain-page.txt", "torn-chinese.md")),
]
PAGES += [HERE / "golden/running-heads.txt", HERE / "golden/counted-lines.txt", HERE / "golden/bold-lines.md"]
TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
TO_TRADITIONAL = {ord(same): char for char, same in zip(TRADITIONAL, SIMPLIFIED, strict=True) if char < "\ua000"}


def shape(bulletin: Bulletin) -> list[list[tuple[Role, str]]]:
    articles = [[(block.role, block.text.string) for block in article.blocks] for article in bulletin.articles]
    return [*articles, [(block.role, block.text.string) for block in bulletin.furniture]]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_rebuilt_as_it_is_in_simplified_characters(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    traditional = source.translate(TO_TRADITIONAL)
    assert is_traditional(traditional)
    assert not is_traditional(source)
    plain, bulletin = rebuild(source, page.name), rebuild(traditional, page.name)
    assert [[(role, text.translate(TO_SIMPLIFIED)) for role, text in each] for each in shape(bulletin)] == [
        [(role, text.translate(TO_SIMPLIFIED)) for role, text in each] for each in shape(plain)
    ]
    blocks = [block for article in bulletin.articles for block in article.blocks] + list(bulletin.furniture)
    for text in (block.text for block in blocks):
        stands = [traditional[text.source_offset(at)] for at in range(len(text))]
        assert all(char.isspace() or char == other for char, other in zip(text.string, stands, strict=True))


PAGE = """山城時報
民國一一五年十一月二十一日 星期六
財經新聞 B2

漁市場重開 攤商盼人潮回流

記者周曉嵐／基隆報導

關閉兩年的漁市場昨天重新開門，攤商說，只要遊客肯來，生意就會慢慢好起來。市府也將
在碼頭邊加開接駁車。

颱風過後菜價回穩

〔記者林宜蓁／雲林報導〕颱風過後，葉菜類批發價連跌三天，農會表示，下週可望回到往年
的水準。（下轉第三版）

責任編輯 黃國華
"""


def test_what_stands_around_the_stories_is_known() -> None:
    first, second = rebuild(PAGE, "page.txt").articles
    assert (first.headline, second.headline) == ("漁市場重開 攤商盼人潮回流", "颱風過後菜價回穩")
    assert first.texts(Role.BYLINE) == ("記者周曉嵐／基隆報導",)
    assert second.texts(Role.DATELINE) == ("〔記者林宜蓁／雲林報導〕",)
    for known in (first.metadata, second.metadata):
        assert (known.publication, known.page, known.section) == ("山城時報", "B2", "財經新聞")
        assert known.date == datetime.date(2026, 11, 21)
    around = {block.role for block in rebuild(PAGE, "page.txt").furniture}
    assert around == {Role.FOLIO, Role.JUMP, Role.EDITOR}


@pytest.mark.parametrize(
    "name", ["國際", "港聞", "兩岸", "社論", "娛樂", "體育", "要聞", "社會新聞", "焦點新聞", "財經版"]
)
def test_the_name_of_a_section_on_top_is_that_of_every_story(name: str) -> None:
    bulletin = rebuild(
        f"{name}\n\n舊街市翻新完工\n\n【本報訊】舊街市昨日完成翻新，檔戶陸續遷回，街坊說地方光亮了很多。\n\n"
        "圖書館延長開放\n\n【本報訊】中央圖書館下月起每晚延長開放兩小時，方便下班的市民借書。\n",
        "page.txt",
    )
    assert [(each.headline, each.metadata.section) for each in bulletin.articles] == [
        ("舊街市翻新完工", name),
        ("圖書館延長開放", name),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "（倫敦二十日電）",
        "（中央社台北21日電）",
        "【香港商報專訊】",
        "〔記者王小明／台中報導〕",
        "（吉隆坡20日訊）",
        "中央社記者林育賢巴黎20日專電：",
        "【綜合報導】",
    ],
)
def test_a_lead_right_below_its_headline_is_no_deck(dateline: str) -> None:
    bulletin = rebuild(
        f"國際\n央行維持利率不變\n{dateline}央行昨日開會後宣布維持三項主要利率不變，行\n"
        "長表示通脹已接近目標，未來將視數據而定。\n市場普遍預期明年中才會再次調整。\n",
        "page.txt",
    )
    (article,) = bulletin.articles
    assert (article.headline, article.texts(Role.DATELINE)) == ("央行維持利率不變", (dateline,))
    assert article.texts(Role.PARAGRAPH)[0].endswith("不變，行長表示通脹已接近目標，未來將視數據而定。")
    assert not article.texts(Role.DECK)


def test_japanese_is_left_as_it_is() -> None:
    assert not is_traditional("国会は時間を延長し、会議を開いた。電車が来るまで、学校の前で待っていた。" * 9)


def test_an_escaped_character_is_not_changed() -> None:
    bulletin = rebuild(
        'title: "\\u570b會開幕"\nbody: "這個\\u570b家的會議，從來沒有開過這麼久，學者們說。"\n', "page.yaml"
    )
    assert visible(bulletin.articles[0].texts(Role.PARAGRAPH)[0]) == visible(
        "這個國家的會議，從來沒有開過這麼久，學者們說。"
    )


def test_a_papers_name_above_its_date_is_no_section() -> None:
    (article,) = rebuild(
        "海川報\n中華民國115年11月21日 星期六\n兩岸 A8\n\n渡輪復航首日客滿\n\n"
        "【記者徐子涵、林國棟／金門報導】停航三年的渡輪昨天恢復航行，首班船清晨六點出發，座位全部坐滿。\n",
        "page.txt",
    ).articles
    known = article.metadata
    assert (known.publication, known.date, known.page, known.section) == (
        "海川報",
        datetime.date(2026, 11, 21),
        "A8",
        "兩岸",
    )
