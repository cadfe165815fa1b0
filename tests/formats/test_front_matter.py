"""Front matter in YAML, TOML, JSON and mail-style headers: keys, values with their places, and what to do when broken."""

from __future__ import annotations

import pytest

from reader.formats import fields as keys
from reader.formats.frontmatter import MAX_CHARACTERS, Front, read_front
from reader.formats.parse import parse_document
from reader.model import ProblemKind, Role
from reader.page import build_bulletin
from strategies import placed, rebuild, visible


def read(source: str) -> dict[str, list[str]]:
    """Return the fields of ``source`` by key, when reading them went without a problem."""
    front = read_front(source, "page.md")
    assert front.problems == ()
    return by_key(front)


def by_key(front: Front) -> dict[str, list[str]]:
    return {field.key: [value.string for value in field.values] for field in front.fields}


def body(source: str) -> str:
    return source[read_front(source, "page.md").body_start :].strip()


def places(source: str, key: str) -> list[str]:
    """Return what stands in the source where each word of a field says it comes from."""
    (field,) = (field for field in read_front(source, "page.md").fields if field.key == key)
    found = []
    for value in field.values:
        at = 0
        for word in value.string.split():
            at = value.string.index(word, at)
            offset = value.source_offset(at)
            found.append(source[offset : offset + len(word)])
            at += len(word)
    return found


# --- the four forms


FORMS = {
    "yaml": "---\ntitle: 秋茶收尾\nauthor: [唐小满, 林一苇]\ndate: 2026-11-21\npage: 2\n---\n\n正文。\n",
    "yaml, block list": "---\ntitle: 秋茶收尾\nauthor:\n  - 唐小满\n  - 林一苇\ndate: 2026-11-21\npage: 2\n---\n\n正文。\n",
    "yaml, closed by dots": "---\ntitle: 秋茶收尾\nauthor: [唐小满, 林一苇]\ndate: 2026-11-21\npage: 2\n...\n正文。\n",
    "toml": '+++\ntitle = "秋茶收尾"\nauthor = ["唐小满", "林一苇"]\ndate = 2026-11-21\npage = 2\n+++\n\n正文。\n',
    "json": '{"title": "秋茶收尾", "author": ["唐小满", "林一苇"], "date": "2026-11-21", "page": 2}\n\n正文。\n',
}


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CR LF", "CR"])
def test_each_form_gives_the_same_fields_and_the_text_below(source: str, line_end: str) -> None:
    source = source.replace("\n", line_end)
    assert read(source) == {
        "title": ["秋茶收尾"], "author": ["唐小满", "林一苇"], "date": ["2026-11-21"], "page": ["2"],
    }  # fmt: skip
    assert body(source) == "正文。"


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_values_stand_where_the_source_has_them(source: str) -> None:
    assert places(source, "title") == ["秋茶收尾"]
    assert places(source, "author") == ["唐小满", "林一苇"]


def test_mail_style_headers_give_fields() -> None:
    source = "Title: The tide came in  \nBy: Ann Lee\nDate: 21 November 2026\n\nIt did."
    assert read(source) == {"title": ["The tide came in"], "author": ["Ann Lee"], "date": ["21 November 2026"]}
    assert body(source) == "It did."


def test_a_folded_header_goes_on_with_one_space() -> None:
    source = "Subject: The tide came in\n   and went out\n\tagain\nDate: 21 November 2026\n\nIt did."
    assert read(source)["title"] == ["The tide came in and went out again"]
    assert places(source, "title") == ["The", "tide", "came", "in", "and", "went", "out", "again"]


def test_headers_may_be_chinese_with_a_full_width_colon() -> None:
    source = "标题：老街添灯\n作者：沈秋\n日期：2026年11月21日\n版次：第02版\n\n正文。"
    assert read(source) == {"title": ["老街添灯"], "author": ["沈秋"], "date": ["2026年11月21日"], "page": ["第02版"]}
    assert places(source, "author") == ["沈秋"]
    assert body(source) == "正文。"


def test_front_matter_between_fences_may_have_a_full_width_colon() -> None:
    source = "---\n标题：老街添灯\n作者：沈秋\n---\n正文。"
    assert read(source) == {"title": ["老街添灯"], "author": ["沈秋"]}
    assert places(source, "title") == ["老街添灯"]


@pytest.mark.parametrize("above", ["\n\n", "\r\n", " \n", "\u3000\n"])
def test_blank_lines_may_stand_above_front_matter(above: str) -> None:
    source = above + "---\ntitle: 甲\n---\n正文。"
    assert read(source) == {"title": ["甲"]}
    assert places(source, "title") == ["甲"]


# --- keys


ALIASES = {
    keys.TITLE: ["title", "Headline", "SUBJECT", "标题", "主题", "题目"],
    keys.KICKER: ["kicker", "eyebrow", "引题", "眉题", "肩题"],
    keys.DECK: ["deck", "dek", "subtitle", "sub-title".replace("-", ""), "standfirst", "副题", "副标题"],
    keys.AUTHOR: ["author", "authors", "by", "byline", "作者", "记者", "署名"],
    keys.DATELINE: ["dateline", "电头"],
    keys.DATE: ["date", "published", "publish_date", "publish-date", "日期", "时间", "发布时间"],
    keys.SECTION: ["section", "category", "categories", "column", "栏目", "版面", "分类"],
    keys.TAGS: ["tags", "标签"],
    keys.PAGE: ["page", "page_number", "Page-Number", "folio", "版", "版次", "版号"],
    keys.PUBLICATION: ["publication", "newspaper", "报纸", "报刊"],
    keys.SOURCE: ["source", "via", "url", "来源", "出处"],
    keys.SUMMARY: ["summary", "abstract", "description", "摘要", "提要", "导语"],
    keys.BODY: ["body", "content", "text", "正文", "内容"],
    keys.ARTICLES: ["articles", "stories", "文章", "稿件"],
}


@pytest.mark.parametrize(("canonical", "name"), [(key, name) for key, names in ALIASES.items() for name in names])
def test_a_key_is_known_by_each_of_its_names(canonical: str, name: str) -> None:
    assert keys.canonical_key(name) == canonical
    assert keys.is_known(name)
    assert read(f"---\n{name}: 甲\n---\n") == {canonical: ["甲"]}


def test_keys_are_compared_without_width_and_case() -> None:
    assert keys.canonical_key("ＴＩＴＬＥ") == keys.TITLE
    assert keys.canonical_key("  Publish_Date ") == keys.DATE


def test_unknown_keys_are_kept_as_they_are() -> None:
    assert not keys.is_known("weather")
    assert read("---\ntitle: 甲\nWeather: 晴\n---\n")["weather"] == ["晴"]


def test_of_a_key_said_twice_the_first_counts() -> None:
    document = parse_document("---\ntitle: 甲\ntitle: 乙\n---\n正文。".encode(), "page.md")
    assert build_bulletin(document).articles[0].headline == "甲"


# --- values as written


@pytest.mark.parametrize(
    ("written", "value", "words"),
    [
        ("title: 'it''s 甲'", "it's 甲", None),
        ('title: "the \\"甲\\" 乙"', 'the "甲" 乙', None),
        ('title: "\\u7532\\x41"', "甲A", None),
        ("title: >\n  one\n  two\n\n  three", "one two\nthree", ["one", "two", "three"]),
        ("title: |\n  甲\n  乙", "甲\n乙", ["甲", "乙"]),
        ("title: plain\n  folded", "plain folded", ["plain", "folded"]),
        ('title: "quoted\n  folded"', "quoted folded", ["quoted", "folded"]),
        ("title: no", "no", ["no"]),
        ("title: 007", "007", ["007"]),
        ("title: 甲 # a remark", "甲", ["甲"]),
    ],
)
def test_a_yaml_value_is_the_string_that_is_meant(written: str, value: str, words: list[str] | None) -> None:
    source = f"---\n{written}\n---\n正文。"
    assert read(source) == {"title": [value]}
    if words:
        assert places(source, "title") == words


def test_an_escaped_character_stands_where_its_escape_begins() -> None:
    source = '---\ntitle: "甲\\u4e59丙"\n---\n'
    (field,) = read_front(source, "page.md").fields
    (value,) = field.values
    assert value.string == "甲乙丙"
    assert [source[value.source_offset(at)] for at in range(3)] == ["甲", "\\", "丙"]


def test_a_toml_value_may_be_escaped_and_run_over_lines() -> None:
    source = '+++\ntitle = "the \\"甲\\""\nsummary = """\none \\\n   two"""\n+++\n正文。'
    assert read(source) == {"title": ['the "甲"'], "summary": ["one two"]}
    assert places(source, "summary") == ["one", "two"]


def test_a_json_value_may_be_escaped() -> None:
    source = '{"title": "\\u8001街", "page": null, "x": {"y": "z"}}\n正文。'
    assert read(source) == {"title": ["老街"], "x": ["z"]}
    assert body(source) == "正文。"


def test_a_value_repeated_in_front_matter_keeps_its_own_place() -> None:
    source = "---\nsection: 经济\ntitle: 经济\n---\n"
    fields = {field.key: field.values[0].start for field in read_front(source, "page.md").fields}
    assert fields == {"section": source.index("经济"), "title": source.rindex("经济")}


@pytest.mark.parametrize(
    "source",
    [
        '{"subtitle": "同一句", "title": "同一句", "author": ["甲", "甲"]}\n正文。',
        '{"subtitle": "title", "summary": {"title": "author"}, "t\\u0069tle": "author", "author": "title"}\n正文。',
        '+++\nsubtitle = "同一句"\ntitle = "同一句"\nauthor = ["甲", "甲"]\n+++\n正文。',
        '+++\nsubtitle = """\ntitle = 1\n"""\nx = 1_000\n"title" = "subtitle"\n+++\n正文。',
    ],
)
def test_a_value_is_taken_from_behind_its_own_key(source: str) -> None:
    bulletin = rebuild(source)
    assert visible(placed(bulletin)) == visible(source)
    for field in read_front(source, "page.md").fields:
        if field.key in {keys.TITLE, keys.DECK, keys.AUTHOR}:
            assert places(source, field.key) == [word for value in field.values for word in value.string.split()]


def test_an_alias_gives_the_value_it_names() -> None:
    assert read("---\nauthor: &a 甲\ntitle: *a\n---\n") == {"author": ["甲"], "title": ["甲"]}


def test_an_empty_title_is_kept_and_other_empty_fields_are_not() -> None:
    assert read("---\ntitle:\nauthor:\nsection: ''\n---\n") == {"title": []}


def test_control_characters_never_come_out_of_a_value() -> None:
    assert read('---\ntitle: "a\\x1b]0;own\\x07b"\n---\n') == {"title": ["a]0;ownb"]}
    assert read("Title: a\x1b[31mb\nDate: 2026-11-21\n\nx")["title"] == ["a[31mb"]


# --- broken


@pytest.mark.parametrize(
    ("written", "title", "mended"),
    [
        ("title: 快讯: 第3号", "快讯: 第3号", 'title: "快讯: 第3号"'),
        ("title: [要闻] 太原", "[要闻] 太原", 'title: "[要闻] 太原"'),
        ("title: *星* 甲", "*星* 甲", 'title: "*星* 甲"'),
        ("title: @甲", "@甲", 'title: "@甲"'),
        ('title: 说: "甲"', '说: "甲', 'title: "说: \\"甲\\""'),
    ],
)
def test_a_title_yaml_refuses_is_used_and_the_mended_line_shown(written: str, title: str, mended: str) -> None:
    source = f"\n---\ndate: 2026-11-21\n{written}\nsection: 经济\n---\n正文。"
    front = read_front(source, "page.md")
    (found,) = front.problems
    assert (found.kind, found.line) == (ProblemKind.YAML_QUOTES, 4)
    assert dict(found.details) == {"mended": mended}
    assert by_key(front)["title"][0].startswith(title)
    assert by_key(front)["section"] == ["经济"]
    assert body(source) == "正文。"


def test_the_mended_line_is_yaml_that_says_the_same() -> None:
    broken = read_front("---\ntitle: 快讯: 第3号\n---\n", "page.md")
    mended = dict(broken.problems[0].details)["mended"]
    assert read(f"---\n{mended}\n---\n") == by_key(broken)


def test_an_article_with_a_broken_title_is_shown_under_it() -> None:
    bulletin = build_bulletin(parse_document("---\ntitle: 快讯: 第3号\n---\n\n正文。".encode(), "page.md"))
    (article,) = bulletin.articles
    assert article.headline == "快讯: 第3号"
    assert article.texts(Role.PARAGRAPH) == ("正文。",)
    assert [each.kind for each in bulletin.problems] == [ProblemKind.YAML_QUOTES]


def test_other_yaml_faults_say_line_and_reason() -> None:
    front = read_front("---\ntitle: 甲\n\tdate: 2026\n---\n正文。", "page.md")
    (found,) = front.problems
    assert (found.kind, found.line) == (ProblemKind.YAML, 3)
    assert dict(found.details)["reason"]
    assert by_key(front)["title"] == ["甲"]


def test_broken_toml_is_read_line_by_line() -> None:
    front = read_front("+++\ndate = 2026-11-21\ntitle = 老街\n+++\n正文。", "page.md")
    (found,) = front.problems
    assert (found.kind, found.line, dict(found.details)["form"]) == (ProblemKind.FRONT_MATTER, 3, "TOML")
    assert by_key(front) == {"date": ["2026-11-21"], "title": ["老街"]}


def test_broken_json_stays_text_and_is_said() -> None:
    source = '{"title": "老街",\n "author": }\n正文。'
    front = read_front(source, "page.md")
    (found,) = front.problems
    assert (found.kind, found.line, dict(found.details)["form"]) == (ProblemKind.FRONT_MATTER, 2, "JSON")
    assert front.body_start == 0


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_that_is_never_closed_stays_text_and_is_said(fence: str) -> None:
    mark = ":" if fence == "---" else " ="
    front = read_front(f"\n{fence}\ntitle{mark} '甲'\n\n正文。\n", "page.md")
    (found,) = front.problems
    assert (found.kind, found.line) == (ProblemKind.FRONT_MATTER_OPEN, 2)
    assert front.fields == ()
    assert front.body_start == 0


def test_front_matter_beyond_its_limit_stays_text_and_is_said() -> None:
    front = read_front("---\ntitle: 甲\n" + "k: v\n" * (MAX_CHARACTERS // 5 + 1) + "---\n正文。", "page.md")
    assert [each.kind for each in front.problems] == [ProblemKind.FRONT_MATTER_LARGE]
    assert front.fields == ()


def test_a_date_nobody_can_read_is_a_problem_of_its_line() -> None:
    bulletin = build_bulletin(parse_document("---\ntitle: 甲\ndate: 某年某月\n---\n正文。".encode(), "page.md"))
    (found,) = bulletin.problems
    assert (found.kind, found.line, dict(found.details)) == (ProblemKind.DATE, 3, {"value": "某年某月"})


# --- what looks like front matter and is none


@pytest.mark.parametrize(
    "source",
    [
        "---\n他说过的话。\n---\n后来的事。",
        "---\n他说：今天来了。\n---\n后来的事。",
        "---\n\nThe reason: nobody came.\n\n---\nMore.",
        "---\n\n一条线下面的文章。\n",
        "+++\n一行字\n+++\n后来的事。",
        "-----\ntitle: 甲\n-----\n正文。",
        "他说：今天来了。\n她说：明天再走。\n\n后来的事。",
        "问：你来了吗？\n答：来了。\n作者：谁？\n\n后来的事。",
        "NOTE: all trains stop here.\nWARNING: mind the doors.\n\nText.",
        "Subject: a line alone is no header\n\nText.",
        "Title: two lines\nDate: 2026-11-21\nand then a third that is text\n\nText.",
        "Title: two lines\nDate: 2026-11-21",
        "Title: 甲\n第一行是正文。\n\n后来的事。",
        '{"weather": "fine"}\nText.',
        "{这里不是 JSON}\n后来的事。",
        "[1, 2]\nText.",
        "# 标题\n\n---\ntitle: 甲\n---\n",
        "",
    ],
)
def test_a_text_that_only_looks_like_it_has_no_front_matter(source: str) -> None:
    assert read_front(source, "page.md") == Front()


def test_text_between_two_rules_is_shown() -> None:
    bulletin = build_bulletin(parse_document("---\n他说：今天来了。\n---\n\n后来的事。\n".encode(), "page.md"))
    assert bulletin.articles[0].texts(Role.PARAGRAPH) == ("他说：今天来了。", "后来的事。")


def test_unknown_keys_as_programs_write_them_are_front_matter() -> None:
    assert read("---\nlayout: post\ndraft: true\n---\n正文。") == {"layout": ["post"], "draft": ["true"]}
