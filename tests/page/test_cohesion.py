"""Headings that are all marked alike: which divide a story and which open one is told by the words around them."""

from __future__ import annotations

from reader.formats.document import BlockKind
from reader.model import Role, SourceText
from reader.page.cohesion import MAX_HEADINGS, with_sections
from reader.page.labelled import Labelled
from reader.page.pieces import Piece
from reader.page.seams import seam_model
from reader.value import replace

DAM = (
    "云湖水库的坝体检修昨天进入收尾阶段，检修队在泄洪闸前安装了新的闸门启闭机，潜水员沿坝踵逐段检查混凝土裂缝，"
    "渗漏量比检修以前少了一半。管理站的值班员说，启闭机试运行三天没有出过差错，泄洪闸可以按时交付使用。"
)
GATE = (
    "潜水员在坝踵下发现的混凝土裂缝共有七处，检修队用环氧树脂逐一灌浆，渗漏量随即下降。"
    "管理站说，泄洪闸的闸门启闭机还要再试三天，坝体检修的余款将在汛期以前付清，值班员每小时记录一次渗漏量。"
)
PLAY = (
    "儿童剧团的新戏下周在文化宫首演，演员们排练了两个月，道具是孩子们自己用纸板和旧布做成的。"
    "导演介绍，全剧没有一句台词，靠口哨和手鼓讲述一只狐狸找月亮的故事，门票只收五元，周末加演两场。"
)


def item(role: Role, text: str, level: int = 0) -> Labelled:
    kind = BlockKind.HEADING if level else BlockKind.TEXT
    return Labelled(Piece(kind, SourceText(text), level), role)


def roles(*items: Labelled) -> list[Role | None]:
    return [each.role for each in with_sections(list(items), seam_model())]


def test_headings_over_the_same_rare_words_divide_the_story_above() -> None:
    page = [
        item(Role.HEADLINE, "水库检修收尾", 2),
        item(Role.PARAGRAPH, DAM),
        item(Role.HEADLINE, "隐患一处不留", 2),
        item(Role.PARAGRAPH, GATE),
        item(Role.HEADLINE, "账目一笔笔算清", 2),
        item(Role.PARAGRAPH, GATE[::-1] + GATE),
    ]
    assert roles(*page)[2::2] == [Role.CROSSHEAD, Role.CROSSHEAD]
    with_byline = [*page[:3], item(Role.BYLINE, "本报记者 沈秋"), *page[3:]]
    assert roles(*with_byline)[2] is Role.HEADLINE
    alone = page[:4]
    assert roles(*alone)[2] is Role.HEADLINE


def test_a_lone_crosshead_over_new_words_opens_a_story() -> None:
    page = [
        item(Role.HEADLINE, "水库检修收尾", 2),
        item(Role.PARAGRAPH, DAM),
        item(Role.CROSSHEAD, "狐狸找月亮", 2),
        item(Role.PARAGRAPH, PLAY),
    ]
    assert roles(*page)[2] is Role.HEADLINE
    deeper = replace(page[2], piece=replace(page[2].piece, level=3))
    assert roles(*page[:2], deeper, page[3])[2] is Role.CROSSHEAD
    assert roles(*page[:3], item(Role.PARAGRAPH, GATE))[2] is Role.CROSSHEAD


def test_too_many_headings_or_too_little_text_say_nothing() -> None:
    story = [item(Role.HEADLINE, "水库检修收尾", 2), item(Role.PARAGRAPH, DAM)]
    crosshead = [item(Role.CROSSHEAD, "狐狸找月亮", 2), item(Role.PARAGRAPH, PLAY)]
    many = story * MAX_HEADINGS + crosshead
    assert with_sections(many, seam_model()) == many
    assert roles(*story, crosshead[0], item(Role.PARAGRAPH, PLAY[:40]))[2] is Role.CROSSHEAD
