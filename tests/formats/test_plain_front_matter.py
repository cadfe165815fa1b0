"""Front matter so plain that it is read without YAML says what YAML would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.formats.frontmatter import plain_fields
from reader.formats.yamltree import YamlError, load_tree, mapping_fields
from reader.model import Field, SourceText

KEYS = st.sampled_from(["title", "date", "栏目", "a-b", "A_b", "作者", "x1", "_k", "1", "2022", "null"])
GAPS = st.sampled_from([": ", ":  ", ":", " : "])
VALUES = st.text(st.sampled_from("太原，aB1- :#'\"[]{}&*!|>%@`,?~\\…😀_.。\u3000\xa0\t"), max_size=12)
LINES = st.lists(st.tuples(KEYS, GAPS, VALUES), min_size=1, max_size=4)


def read_as_yaml(text: SourceText) -> list[Field] | None:
    try:
        tree = load_tree(text)
    except YamlError:
        return None
    return mapping_fields(tree[0]) if tree and tree[0].kind == "mapping" else None


@given(LINES)
def test_what_is_plain_says_what_yaml_would(lines: list[tuple[str, str, str]]) -> None:
    text = SourceText("".join(f"{key}{gap}{value}\n" for key, gap, value in lines), ((0, 4),))
    plain = plain_fields(text)
    assert plain is None or plain == read_as_yaml(text)


def test_titles_dates_and_names_are_plain() -> None:
    text = SourceText("title: 河堤加固 10:30 前完工\ndate: 2022-08-31\nauthor:  Ann Smith#2 \n", ((0, 4),))
    plain = plain_fields(text)
    assert plain is not None
    assert [(field.key, field.text, field.values[0].start) for field in plain] == [
        ("title", "河堤加固 10:30 前完工", 11),
        ("date", "2022-08-31", 32),
        ("author", "Ann Smith#2", 52),
    ]
    assert plain == read_as_yaml(text)


def test_what_yaml_reads_otherwise_is_not_plain() -> None:
    for line in (
        "title: 快讯: 第3号",
        "title: '引号'",
        "title: [要闻]",
        "title: 太原 # 注",
        "title:",
        "title: 太原\n  续行",
    ):
        assert plain_fields(SourceText(f"{line}\n")) is None
