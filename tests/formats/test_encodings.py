"""Bytes to text: every encoding a newspaper archive holds, damaged bytes, charsets declared rightly and wrongly."""

from __future__ import annotations

import codecs

import pytest

from reader.formats.decode import Decoded, decode
from reader.formats.parse import parse_document
from reader.model import Encoding, ProblemKind

SIMPLIFIED = (
    "本报讯 昨日上午，市里的老水厂完成了改造。新的滤池每天能多供三万吨水，沿河的十二个小区不再在夏天的傍晚停水。\n"
    "厂长说，这件事大家等了四年，现在可以放心地用水了。\n"
)
TRADITIONAL = (
    "本報訊 昨日上午，市裡的老水廠完成了改造。新的濾池每天能多供三萬噸水，沿河的十二個社區不再在夏天的傍晚停水。\n"
    "廠長說，這件事大家等了四年，現在可以放心地用水了。\n"
)
JAPANESE = (
    "昨日の朝、市の古い浄水場の改修が終わりました。新しい池のおかげで、夏の夕方に水が止まることはもうありません。\n"
    "所長は「みなさんは四年も待っていました」と話しています。\n"
)
KOREAN = (
    "어제 아침 시의 오래된 정수장 공사가 끝났습니다. 새 못 덕분에 여름 저녁에 물이 끊기는 일은 이제 없습니다.\n"
    "소장은 모두가 사 년을 기다렸다고 말했습니다.\n"
)
ENGLISH = (
    "The old waterworks re-opened yesterday – “we waited four years”, said the manager’s wife over a café crème.\n"
)
RUSSIAN = "Вчера утром в городе после долгого ремонта снова открыли старую водонапорную станцию.\n"


def assert_reads(data: bytes, text: str, codec: str) -> Decoded:
    decoded = decode(data)
    assert decoded.text == text
    assert codecs.lookup(decoded.encoding.name).name == codecs.lookup(codec).name
    assert decoded.encoding.damaged == 0
    return decoded


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (ENGLISH, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (KOREAN, "euc-kr", "cp949"),
        (ENGLISH, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(text: str, written: str, read: str) -> None:
    assert_reads(text.encode(written), text, read)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, ENGLISH, RUSSIAN])
@pytest.mark.parametrize(("mark", "codec"), [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
])  # fmt: skip
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(text: str, mark: bytes, codec: str) -> None:
    assert_reads(mark + text.encode(codec), text, codec)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, ENGLISH])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_found_without_a_byte_order_mark(text: str, codec: str) -> None:
    assert_reads(text.encode(codec), text, codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_chinese_utf_16_without_a_mark_is_found_by_its_line_ends_alone(codec: str) -> None:
    text = SIMPLIFIED.replace(" ", "")
    assert text.encode(codec).count(0) == 2, "the only NUL bytes are those of the two line ends"
    assert_reads(text.encode(codec), text, codec)


@pytest.mark.parametrize("place", [20, 41, 60, 81])
def test_one_damaged_byte_costs_a_gb18030_file_one_character(place: int) -> None:
    data = bytearray(SIMPLIFIED.encode("gbk"))
    data[place] = 0xFF
    decoded = decode(bytes(data))
    assert (decoded.encoding.name, decoded.encoding.damaged) == ("gb18030", 1)
    assert len(decoded.text) == len(SIMPLIFIED)
    differing = [(ours, theirs) for ours, theirs in zip(decoded.text, SIMPLIFIED, strict=True) if ours != theirs]
    assert [ours for ours, _ in differing] == ["\ufffd"]


@pytest.mark.parametrize("place", [20, 40, 61])
def test_a_stray_byte_between_gb18030_characters_costs_none_of_them(place: int) -> None:
    data = SIMPLIFIED.encode("gbk")
    place += len(data[:place].decode("gbk", "ignore").encode("gbk")) - place  # between two characters
    decoded = decode(data[:place] + b"\xff" + data[place:])
    assert decoded.encoding.damaged == 1
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED


def test_a_damaged_byte_before_ascii_leaves_the_ascii_alone() -> None:
    decoded = decode(SIMPLIFIED.encode("gbk") + b"\xffabc\xff")
    assert decoded.text == SIMPLIFIED + "\ufffdabc\ufffd"
    assert decoded.encoding.damaged == 2


def test_utf_8_with_some_damage_is_still_utf_8() -> None:
    data = bytearray(SIMPLIFIED.encode())
    at = SIMPLIFIED.encode().index("滤".encode())
    data[at] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding.name == "utf-8"
    assert decoded.encoding.damaged == decoded.text.count("\ufffd") > 0
    before, after = SIMPLIFIED.split("滤")
    assert decoded.text.startswith(before)
    assert decoded.text.endswith(after)


def test_utf_8_cut_off_in_a_character_counts_one_damaged_place() -> None:
    decoded = decode(SIMPLIFIED.strip().encode()[:-1])
    assert (decoded.encoding.name, decoded.encoding.damaged) == ("utf-8", 1)


def test_a_replacement_character_the_writer_typed_is_no_damage() -> None:
    assert decode("档案里有一个\ufffd字。\n".encode()).encoding.damaged == 0
    damaged = decode("档案里有一个\ufffd字，还有一处损坏：".encode() + b"\xff")
    assert damaged.encoding.damaged == 1
    assert damaged.text.count("\ufffd") == 2


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_declared_charset_of_the_gb_family_is_read_as_gb18030(declared: str) -> None:
    text = f"charset: {declared}\n\n镕\U00020000\n"  # neither character is in GB 2312
    assert_reads(text.encode("gb18030"), text, "gb18030")


@pytest.mark.parametrize(
    ("declaration", "codec", "text"),
    [
        ("encoding: iso-8859-2", "iso8859-2", "Zażółć gęślą jaźń"),
        ('<meta charset="big5">', "big5", "水"),
        ("# -*- coding: shift_jis -*-", "shift_jis", "水"),
        ("charset=iso-2022-jp", "iso2022_jp", "水が出ます"),
    ],
)
def test_a_declared_charset_is_believed_when_it_decodes(declaration: str, codec: str, text: str) -> None:
    whole = f"{declaration}\n\n{text}\n"
    assert_reads(whole.encode(codec), whole, codec)


@pytest.mark.parametrize(
    "declared", ["gb2312", "latin-1", "shift_jis", "utf-16", "utf-7", "base64", "x-nonsense", "rot13"]
)
def test_clean_utf_8_is_utf_8_whatever_charset_it_speaks_of(declared: str) -> None:
    text = f"charset: {declared}\n\n{SIMPLIFIED}"
    assert_reads(text.encode(), text, "utf-8")


@pytest.mark.parametrize("declared", ["utf-8", "shift_jis", "ascii", "utf-16", "base64", "x-nonsense"])
def test_a_wrongly_declared_charset_is_passed_over(declared: str) -> None:
    text = f"charset: {declared}\n\n{SIMPLIFIED}"
    assert_reads(text.encode("gb18030"), text, "gb18030")


def test_a_declaration_beyond_the_first_two_kilobytes_is_text() -> None:
    text = SIMPLIFIED * 20 + "charset: latin-1\n"
    assert_reads(text.encode("gb18030"), text, "gb18030")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("要闻", "gb18030"),
        ("今天天气不错，大家出来走走。", "gb18030"),
        ("Café", "cp1252"),
        ("水", "utf-8"),
        ("a", "utf-8"),
        ("台北的天氣很好", "big5"),
        ("天気がいいですね", "cp932"),
    ],
)
def test_a_short_text_is_enough(text: str, codec: str) -> None:
    assert_reads(text.encode(codec), text, codec)


def test_no_bytes_at_all_are_an_empty_text() -> None:
    assert decode(b"") == Decoded("", decode(b"a").encoding)


def test_any_bytes_give_some_text() -> None:
    assert len(decode(bytes(range(256)) * 4).text) > 500


def test_damage_is_a_problem_of_the_line_it_begins_on() -> None:
    data = bytearray(SIMPLIFIED.encode("gbk"))
    data[data.index("厂长".encode("gbk"))] = 0xFF
    found = parse_document(bytes(data), "page.txt").problems
    assert [(each.kind, each.line, dict(each.details)) for each in found] == [
        (ProblemKind.DAMAGED_TEXT, 2, {"count": "1", "encoding": "gb18030"})
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_damage_is_told_from_a_replacement_character_the_writer_typed(line_end: str) -> None:
    data = line_end.join(["第一行有一个\ufffd字。", "第二行。", "第三行坏了："]).encode() + b"\xff"
    (found,) = parse_document(data, "page.txt").problems
    assert (found.kind, found.line, dict(found.details)["count"]) == (ProblemKind.DAMAGED_TEXT, 3, "1")


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_chinese_utf16_without_a_mark_is_known_by_its_chinese(name: str) -> None:
    text = "这是一个没有字节顺序标记的文件，内容是中文，它有好几句话，都是人们在报上常见的。"
    assert decode(text.encode(name)) == Decoded(text, Encoding(name))


@pytest.mark.parametrize("text", ["Bush hid the facts", "this app can break", "abcdefghijklmnop" * 4])
def test_small_letters_are_not_taken_for_utf16(text: str) -> None:
    assert decode(text.encode()).text == text
