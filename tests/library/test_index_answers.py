"""What the index tells from the bytes of a text is what the folded text tells; its answers are those of memory."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.display.choice import AS_STORED
from reader.library.contents import NO_ENTRY
from reader.library.fold import SHARED, fold, fold_and_tell, fold_mapped, fold_plain, spellings
from reader.library.index import searching
from reader.library.index.found import FoundText
from reader.library.index.needles import MOST_SPELLINGS, needle_of, needles_of
from reader.library.index.opening import open_index
from reader.library.index.packing import Packed, compress_text
from reader.library.index.snippets import snippet_of
from reader.library.index.stored_text import StoredText
from reader.library.library import Library
from reader.library.matching import FREQUENT
from reader.library.passage import snippet_of_lines
from reader.library.pieces import pieces_of, stands_often
from reader.library.query import Query
from reader.library.search import Order
from reader.simplified import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str | bytes]], Path]

# Of all kinds: those that fold to another one, and these; marks; digits that OCR spread; letters that GB 18030's bytes
# look like; now and then what makes a text fold otherwise than plainly.
PLAIN = "太原丂丄著着覆复后干乾于於 ,，.。“”\"'‘abZaAB 0128年月%\n\n"
characters = st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(PLAIN + "臺\u3000é\u00adΣ"))
texts = st.one_of(st.text(st.sampled_from(PLAIN), max_size=80), st.text(characters, max_size=60))
LETTERS = "the river or a boat. the river, or the boat; a river\n"


def stored(text: str, title_length: int = 0) -> StoredText:
    data = compress_text(text, b"", is_plain=fold_and_tell(text)[1])
    return StoredText(Packed(data, b""), title_length, lambda: NO_ENTRY)


@st.composite
def texts_and_terms(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and a folded term: a stretch of it, or anything."""
    text = draw(texts) + draw(st.sampled_from(["", LETTERS, 3 * LETTERS]))
    folded = fold(text)
    at, length = draw(st.integers(0, max(0, len(folded) - 1))), draw(st.integers(1, 9))
    term = draw(st.sampled_from([folded[at : at + length], fold(draw(texts))[:length]]))
    return text, term.partition("\n")[0].strip() or "a"


def test_characters_that_look_like_letters_in_half_are_found_beside_letters() -> None:
    rows = [
        bytes([lead, trail]) for lead in (0x81, 0xAC, 0xC0, 0xE9, 0xFE) for trail in (*range(0x41, 0x5B), 0x61, 0x7A)
    ]
    for char in (each.decode("gb18030", "ignore") for each in rows):
        if len(char) == 1 and fold(char) == char:
            text = f"今年冬天，岚江流域的水库按同一张表放水。\n朱{char}A说{char}\n"
            for term in (f"{char}a", f"a说{char}", f"朱{char}a说"):
                assert stored(text).has(term), (char, term)
            assert not stored(text).has(f"{char}b")


@given(texts_and_terms())
def test_the_bytes_of_a_text_tell_what_it_holds(drawn: tuple[str, str]) -> None:
    text, term = drawn
    assert stored(text).has(term) == (term in fold(text))
    for piece in pieces_of(term):
        assert stored(text).repeats(piece) == stands_often(piece, fold(text), FREQUENT)


@pytest.mark.parametrize("term", ["2028年", "年2028", "2028", "20", "著着", "着著", "干" * 9, "丄", "哈哈", "a,", '"'])
@pytest.mark.parametrize("text", ["今年 2 0 2 8 年", "著着着著", "乾干" * 5, "亅亃", "“A，", "2 0 2 8", "哈哈哈哈"])
def test_a_term_is_found_in_each_spelling(text: str, term: str) -> None:
    term = fold(term)
    assert stored(text).has(term) == (term in fold(text))
    for piece in pieces_of(term):
        assert stored(text).repeats(piece) == stands_often(piece, fold(text), FREQUENT)


@pytest.mark.parametrize("text", ["太原", "原太原", bytes([0x81, 0x61, 0x81, 0x61]).decode("gb18030")])
def test_bytes_of_two_characters_are_no_third_one(text: str) -> None:
    data = text.encode("gb18030")
    for start in range(1, len(data) - 1):
        for end in (start + 1, start + 2):
            term = fold(data[start:end].decode("gb18030", "ignore"))
            assert not term or stored(text).has(term) == (term in text)


def test_characters_of_simplified_and_traditional_texts_alike_are_known() -> None:
    def is_in_gb2312(char: str) -> bool:
        return char.encode("gb2312", "ignore") != b""

    pairs = zip(TRADITIONAL, SIMPLIFIED, strict=True)
    assert {pair for pair in pairs if is_in_gb2312(pair[0])} == set(SHARED)


@given(st.sampled_from(sorted({fold(char) for char in PLAIN if char != "\n"})))
def test_spellings_fold_to_what_they_spell(char: str) -> None:
    assert {fold(each) for each in spellings(char)} == {char}


@given(st.text(st.sampled_from("太着复干后\"'.,a1 "), min_size=1, max_size=30))
def test_a_needle_has_few_spellings_and_never_none(term: str) -> None:
    needle = needle_of(term)
    assert 1 <= len(needle.utf8) == len(needle.gb18030) <= MOST_SPELLINGS


@given(texts)
def test_a_plain_line_folds_as_any_line(text: str) -> None:
    if fold_and_tell(text)[1]:
        for line in text.split("\n"):
            assert fold_plain(line) == fold_mapped(line)


@given(texts_and_terms(), texts_and_terms(), st.integers(0, 3), st.integers(0, 40), st.booleans())
def test_a_snippet_is_that_of_all_lines(
    drawn: tuple[str, str], other: tuple[str, str], titles: int, repeated: int, known: bool
) -> None:
    text = drawn[0] + repeated * "一个段落，没有什么。\n" + other[0] + "\n"
    title_length = sum(len(line) + 1 for line in text.split("\n")[:titles]) if text.count("\n") >= titles else 0
    query = Query((drawn[1], other[1]))
    packed = Packed(compress_text(text, b"", is_plain=fold_and_tell(text)[1]), b"")
    found = FoundText(0, title_length, packed, packed.encoded() if known else None)
    expected = snippet_of_lines(iter(text.split("\n")), title_length, query)
    assert snippet_of(found, query, needles_of(query.to_mark)) == expected


@pytest.mark.parametrize("title_length", [0, 6, 6 * 1500])
def test_a_snippet_of_a_long_text_is_that_of_all_lines(title_length: int) -> None:
    text = "一个段落。\n" * 20_000 + "最后是河堤。\n"
    packed = Packed(compress_text(text, b"", is_plain=True), b"")
    for query in (Query(("河堤",)), Query(("洪水",)), Query(("段落",))):
        expected = snippet_of_lines(iter(text.split("\n")), title_length, query)
        assert snippet_of(FoundText(0, title_length, packed), query, needles_of(query.to_mark)) == expected


# -- answers -------------------------------------------------------------------------------------------------------


def library(root: Path, monkeypatch: pytest.MonkeyPatch | None = None) -> Library:
    """Return what memory finds in a folder; with ``monkeypatch``, what an index finds, kept beside it."""
    if monkeypatch is not None:
        monkeypatch.setenv("READER_CACHE", str(root.parent / "cache"))
    shelf = open_index([str(root)], AS_STORED) if monkeypatch is not None else None
    found = Library([str(root)], shelf=shelf)
    found.scan_all()
    return found


def story(draw: random.Random) -> str:
    words = ["太原", "河堤", "加固", "著名", "覆盖", "party", "river", "2 0 2 8 年", "，", "。\n\n", " ", "“水”"]
    body = "".join(draw.choices(words, k=60))
    return f"---\ntitle: {''.join(draw.choices(words[:7], k=2))}\n---\n\n{body}\n"


@pytest.mark.parametrize("few", [-1, 4, 24])
def test_few_articles_are_put_in_order_as_many_are(folder: Files, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    draw = random.Random(few)
    monkeypatch.setattr(searching, "FEW", few)  # below nothing: the lists are asked for each tier
    root = folder({f"2022-03-{number % 28 + 1:02}/{number}.md": story(draw) for number in range(50)})
    ours, theirs = library(root, monkeypatch), library(root)
    bodies = [fold(story(draw).partition("---\n\n")[2]) for _ in range(9)]
    for number in range(240):
        body, order = draw.choice(bodies), [*Order][number % 2]
        at = draw.randrange(len(body) - 9)
        terms = [
            body[at : at + draw.randint(1, 7)].partition("\n")[0].strip(),
            draw.choice(["河堤", "ver", "著", "。"]),
        ]
        query = Query((terms[0] or "固",), () if number % 3 else (terms[1],))
        query = query if number % 4 else Query(tuple(dict.fromkeys((terms[0] or "固", terms[1]))))
        for limit in (3, 1000):
            hits, expected = (each.search(query, limit=limit, order=order) for each in (ours, theirs))
            assert hits.entries == expected.entries, query
            found = [each.shown() for each in ours.snippets(hits.entries, query) if each is not None]
            assert found == [each.shown() for each in theirs.snippets(hits.entries, query) if each is not None], query


def test_a_snippet_is_cut_from_what_is_there_now(folder: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder({"1.md": "---\ntitle: 一\n---\n\n河堤加固。\n", "2.md": "---\ntitle: 二\n---\n\n河堤决口。\n"})
    first = library(root, monkeypatch)
    query = Query(("河堤",))
    entries = first.search(query, limit=9).entries
    assert [each.text for each in first.snippets(entries, query) if each] == ["河堤加固。", "河堤决口。"]
    # WHEN another reader has written what changed since the search
    (root / "1.md").write_text("---\ntitle: 一\n---\n\n新的河堤。\n", "utf-8")
    library(root, monkeypatch)
    assert [each.text for each in first.snippets(entries, query) if each] == ["新的河堤。", "河堤决口。"]
