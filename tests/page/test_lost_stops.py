"""Sentences that lost their full stop stay with their story; what only looks like a caption is text."""

from __future__ import annotations

import pytest

from reader.model import Article, Role
from strategies import rebuild


def articles(text: str) -> tuple[Article, ...]:
    return rebuild(text, "page.txt").articles


CHINESE = """青岚日报 2026年11月20日 星期五 第1版

城东湿地公园迎来首批候鸟

记者昨日从市林业局获悉,今年首批候鸟已飞抵城东湿地公园,
比往年早了十天左右。

{last}

跨江隧道昨夜贯通

昨日深夜,历时四年建设的跨江隧道全线贯通,全长3620米,
通车后过江只需五分钟。
"""


@pytest.mark.parametrize(
    "last",
    [
        "市林业局副局长陈国栋表示,今后还将增设观鸟平台和科普长廊",
        "湿地公园的候鸟今年格外多,引来不少市民拍照留念",
        "目前,公园已在岸边设置提示牌,提醒游人不要投喂",
    ],
)
def test_a_last_sentence_without_its_stop_is_no_kicker_of_the_next_story(last: str) -> None:
    first, second = articles(CHINESE.format(last=last))
    assert first.texts(Role.PARAGRAPH)[-1] == last
    assert (second.headline, second.texts(Role.KICKER)) == ("跨江隧道昨夜贯通", ())


@pytest.mark.parametrize("kicker", ["重大工程取得突破", "一桥一隧一轮渡,过江从此不再难"])
def test_a_kicker_stays_one(kicker: str) -> None:
    first, second = articles(CHINESE.format(last=kicker))
    assert (second.headline, second.texts(Role.KICKER)) == ("跨江隧道昨夜贯通", (kicker,))
    assert len(first.texts(Role.PARAGRAPH)) == 1


def test_a_sentence_without_its_stop_is_no_crosshead() -> None:
    (article,) = articles(
        "体育\n\n江城队主场逆转\n\n本报综合报道 联赛第20轮昨晚继续进行,江城队主场\n以2比1逆转滨海队,升至积分榜第三位。\n"
        "上半场第30分钟,滨海队利用角球机会先拔头筹。下半场第65分钟,赵阳远射扳平\n"
        "第81分钟,替补登场的小将推射死角反超\n赛后主教练说:“孩子们一直没有放弃,赢球是应该的。”\n"
    )
    assert not article.texts(Role.CROSSHEAD)
    assert "第81分钟,替补登场的小将推射死角反超" in "".join(article.texts(Role.PARAGRAPH))


def test_what_stands_right_below_a_comma_is_no_headline() -> None:
    first, second = articles(
        "輕軌新站下月啟用\n\n【本報訊】輕軌新站下月一日啟用，附近四個社區約三萬名居民受惠。交通部門發言人說：\n"
        "「新站啟用後，往市區的時間可縮短十分鐘。」\n有居民擔心月台太窄，繁忙時間恐怕擠迫。區議員何志明指，\n"
        "署方應增派人手維持秩序\n\n海濱長廊今起分段封閉\n\n【本報訊】海濱長廊因應維修工程，今日起分段封閉，為期三個月。\n"
    )
    assert "".join(first.texts(Role.PARAGRAPH)).endswith("區議員何志明指，署方應增派人手維持秩序")
    assert second.headline == "海濱長廊今起分段封閉"


@pytest.mark.parametrize("headline", ["Library hours cut again", "School meals get smaller", "Corrections"])
def test_an_english_headline_below_a_sentence_without_its_stop_opens_a_story(headline: str) -> None:
    first, second = articles(
        "Orchards ready for cold nights\n\nMILL ROAD -- Growers were told on Monday to bring the late pears in,\n"
        "since the nights are going to be cold.\n\nThe union said that most of the pears had been picked and were in\n\n"
        f"{headline}\n\nThe port authority voted on Tuesday to lower the price of a\n"
        "ticket to two dollars, its first cut in nine years.\n"
    )
    assert first.texts(Role.PARAGRAPH)[-1].endswith("had been picked and were in")
    assert second.headline == headline


def test_a_name_in_mid_sentence_is_no_headline() -> None:
    (article,) = articles(
        "Orchards ready for cold nights\n\nMILL ROAD -- Growers were told on Monday to bring the late pears in,\n"
        "since the nights are going to be cold.\n\nThe union said that it had asked the mayor of the town of\n\n"
        "Port Ellis and the council for help\n\nThe port authority voted on Tuesday to lower the price of a\n"
        "ticket to two dollars, its first cut in nine years.\n"
    )
    assert "the town of Port Ellis and" in " ".join(article.texts(Role.PARAGRAPH))


def test_without_pictures_there_are_no_captions() -> None:
    (article,) = articles("Visiting\nThe tower opens at ten on Sunday.\nLeave coats by the front door.\n")
    assert not article.texts(Role.CAPTION)


def test_the_papers_name_and_a_page_are_a_running_head_wherever_they_stand() -> None:
    bulletin = rebuild(
        "THE NORTHERN POST\nMonday, May 4, 2026          A1\n\nCouncil keeps the night bus running\n\nBy Ann Miller\n\n"
        "The council voted on Sunday to keep the night bus, although it\nhas lost money for years and carries few\n\n"
        "THE NORTHERN POST  A1\n\npassengers after two in the morning.\n\nTHE NORTHERN POST  B2 \n\nIt will be looked at again in spring.\n",
        "page.txt",
    )
    assert bulletin.articles[0].texts(Role.PARAGRAPH)[0].endswith("carries few passengers after two in the morning.")
    assert [block.role for block in bulletin.furniture] == [Role.FOLIO] * 4
    assert bulletin.articles[0].metadata.page == "A1"
