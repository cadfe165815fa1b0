"""What stands in and around a story beside its text: boxes, briefs, posts, jumps, stanzas, captions in wrapped text."""

from __future__ import annotations

import pytest

from reader.export.markdown import article_markdown
from reader.model import Role
from strategies import rebuild

LEAD = "昨天下午，市水务局的工程师们在南岸河堤上检查了新修的三处闸门，结果显示全部合格，汛期前可以交付使用。"
OPEN = "据介绍，这项工程从去年三月开始，共用了十四个月时间，惠及沿岸五万多名居民。工程的下一阶段将把重点放在"


@pytest.mark.parametrize("name", ["相关链接", "【新闻背景】", "名词解释："])
def test_no_sentence_goes_on_across_the_name_of_a_box(name: str) -> None:
    box = "南岸河堤始建于1958年，全长十二公里，是城区防汛的第一道屏障。"
    (article,) = rebuild(
        f"# 河堤加固工程完工\n\n{LEAD}\n\n{OPEN}\n\n（下转第3版）\n\n{name}\n\n{box}\n", "page.txt"
    ).articles
    assert article.texts(Role.PARAGRAPH) == (LEAD, OPEN, box)
    assert article.texts(Role.CROSSHEAD) == (name,)


def test_short_news_with_triangles_are_a_list_and_pictures_are_not() -> None:
    briefs = ["▲ 市图书馆从下个月起延长开放时间。", "▲ 老街新添了十二盏路灯。", "▲ 南岸湿地迎来今年第一批候鸟。"]
    (article,) = rebuild("# 简讯\n\n" + "\n\n".join(briefs) + "\n", "page.txt").articles
    assert article.texts(Role.LIST) == tuple(briefs)
    (article,) = rebuild(f"# 河堤加固\n\n{LEAD}\n\n{briefs[1]}\n\n{briefs[2]}\n", "page.txt").articles
    assert article.texts(Role.CAPTION) == tuple(briefs[1:])


@pytest.mark.parametrize("post", ["Staff writer", "Courier staff writer", "Special Correspondent"])
def test_a_post_below_the_name_belongs_to_the_byline(post: str) -> None:
    text = "The ferry will run again from Monday after a new engine passed its trials, the harbor office said."
    (article,) = rebuild(f"# Ferry returns\n\nBy Anna Keller\n\n{post}\n\n{text}\n", "page.txt").articles
    assert article.texts(Role.BYLINE) == ("By Anna Keller", post)
    assert article.texts(Role.PARAGRAPH) == (text,)


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        (LEAD, "（下转第3版）"),
        (LEAD, " 下转第3版"),
        ("The ferry will run again from Monday, the harbor office said on Friday.", " See FERRY, Page A8"),
        ("The ferry will run again from Monday, the harbor office said on Friday.", " (Continued on Page 4)"),
    ],
)
def test_a_jump_that_closes_a_paragraph_is_no_text(text: str, jump: str) -> None:
    bulletin = rebuild(f"# 河堤 Ferry\n\n{text}{jump}\n", "page.txt")
    assert bulletin.articles[0].texts(Role.PARAGRAPH) == (text,)
    assert [(block.role, block.text.string) for block in bulletin.furniture] == [(Role.JUMP, jump.strip())]


def test_stanzas_stay_apart_and_come_back_apart() -> None:
    stanzas = (
        "南门渡口晚潮生\n一盏渔灯照水明\n老树无声听夜雨\n远山如墨待天晴",
        "旧巷新添灯几盏\n归人不问路东西\n隔墙谁把芦笙按\n吹到三更月影低",
    )
    (article,) = rebuild("# 南门晚渡\n\n沈秋\n\n" + "\n\n".join(stanzas) + "\n", "page.txt").articles
    assert article.texts(Role.VERSE) == stanzas
    assert rebuild(article_markdown(article), "again.md").articles[0].texts(Role.VERSE) == stanzas
    torn = "\n\n".join(stanzas).replace("\n\n", "\n").replace("\n", "\n\n")
    (article,) = rebuild(f"# 南门晚渡\n\n沈秋\n\n{torn}\n", "page.txt").articles
    assert article.texts(Role.VERSE) == ("\n".join(stanzas),)


def test_a_title_may_be_the_only_header() -> None:
    for key in ("title: ", "标题："):
        (article,) = rebuild(f"{key}河堤加固工程完工\n\n{LEAD}\n", "page.txt").articles
        assert article.headline == "河堤加固工程完工"
        assert article.texts(Role.PARAGRAPH) == (LEAD,)


def test_a_caption_in_wrapped_text_is_found_by_who_took_the_picture() -> None:
    wrapped = (
        "　　昨日清晨，南岸湿地的观鸟台上已经站满\n了人。第一批候鸟比去年早到了四天，在浅滩\n"
        "10月2日,市民在观鸟台上等候候鸟飞\n来。周明远 摄\n上停留觅食，观鸟的人轻声数着。\n"
        "　　据管理处统计，当天共记录到候鸟三十一\n种，其中两种是首次在这里见到，都是从北方\n远道飞来的。\n"
    )
    (article,) = rebuild(f"# 候鸟早到\n\n{wrapped}", "page.txt").articles
    assert article.texts(Role.CAPTION) == ("10月2日,市民在观鸟台上等候候鸟飞来。周明远 摄",)
    assert "在浅滩上停留觅食" in article.texts(Role.PARAGRAPH)[0]


def test_numbered_lines_are_a_list_and_come_back_as_one() -> None:
    lines = ["一、给南门外的长凳刷漆", "二、把河边的路灯换成新的", "三、在车站旁边种三十棵槐树"]
    for between in ("\n", "\n\n"):
        (article,) = rebuild(f"# 今年要办的实事\n\n{LEAD}\n\n{between.join(lines)}\n", "page.txt").articles
        assert "\n".join(article.texts(Role.LIST)).split("\n") == lines
        (again,) = rebuild(article_markdown(article), "again.md").articles
        assert again.texts(Role.LIST) == article.texts(Role.LIST)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("学徒头两年在木工房里磨刀、刨板、认木料，第三年跟着师傅上门修旧家具，并学着自己画图；", "从第四年起才能单独接活，每做完一件都要请师傅看过才交货。", True),
        ("一盏路灯，照亮回家的路（记者手记）", "南门外的这条小巷没有路灯已经十一年了，住户们晚上出门都带着手电。", False),
    ],
)  # fmt: skip
def test_what_may_stand_at_a_cut(first: str, second: str, *, joined: bool) -> None:
    text = "\n\n".join(each for article in rebuild(f"# 街上的一天\n\n{LEAD}\n\n{first}\n\n{second}\n", "page.txt").articles
                       for each in article.texts(Role.PARAGRAPH))  # fmt: skip
    assert (first + second in text) is joined


def test_what_is_said_of_the_author_in_brackets_is_a_byline() -> None:
    note = "（作者为市水利科学研究院河道研究所高级工程师、水利学会会员）"
    wired = "（本报柏坪、青岚11月2日电 记者沈秋、周明远）"
    for line in (note, wired):
        (article,) = rebuild(f"# 河堤加固工程完工\n\n{LEAD}\n\n{line}\n", "page.txt").articles
        assert article.texts(Role.BYLINE) == (line,)


def test_a_heading_mark_above_a_dateline_is_a_headline_whatever_the_labeller_made_of_it() -> None:
    items = "* Sweep the market square\n* Mend the town clock\n* Open the baths"
    story = "OSLO — Nobody on the pier had expected that the new boat would ride the autumn swell so well."
    page = f"**In brief**\n\n{items}\n\n**The new ferry is strong in waves**\n\n{story}\n"
    assert [article.headline for article in rebuild(page, "page.md").articles] == [
        "In brief",
        "The new ferry is strong in waves",
    ]


def test_a_list_announced_in_a_line_is_a_box_and_its_last_item_no_kicker() -> None:
    page = (
        "# Ferry returns\n\nBy Anna Keller\n\nThe ferry will run again from Monday, the harbor office said on Friday.\n\n"
        "# To be done by winter\n\nThe mayor read out what will be done before the first snow:\n\n"
        "Mend the town clock;\n\nOpen the baths on Sundays;\n\nPlant thirty plane trees.\n\n"
        "# Library opens on Sundays\n\nBy Tom Shaw\n\nThe library will open for five hours on Sundays from May, it said.\n"
    )
    articles = rebuild(page, "page.md").articles
    assert [article.headline for article in articles][1:] == ["To be done by winter", "Library opens on Sundays"]
    assert len(articles[1].texts(Role.LIST)) == 3
