"""What is learnt of a library: which tokens are usual or implied, and that nothing is lost by telling only the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from reader.library.contents import NO_ENTRY
from reader.library.fold import fold
from reader.library.index.learned import Sampled, learn
from reader.library.index.preparing import line_of_tokens
from reader.library.index.tokens import Statistics, _cut_wider, cut, has_level, may_be_usual, plan_of, tokens_of_facts
from reader.library.index.wide_tokens import (
    LACKS,
    LEVEL_SUM,
    SHARED,
    cut_wide,
    is_wide_character,
    lists_among,
    shared_list,
)
from reader.library.pieces import WIDE_RUN, marked

texts = st.text(st.sampled_from("太原市要闻，。 \nabcdeg2é한𠀐"), max_size=60)


@dataclass(frozen=True)
class Drawn:
    text: str
    statistics: Statistics


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Return a folded text and statistics of some of its tokens, and of some that it has not."""
    folded = fold(draw(texts))
    tokens = sorted(cut(folded).tokens | cut("饿了么 gear").tokens)
    threes = sorted({folded[at : at + 3] for at in range(len(folded) - 2)})
    levels = draw(st.dictionaries(st.sampled_from([each for each in tokens if has_level(each)]), st.integers(1, 79)))
    usual = draw(st.frozensets(st.sampled_from([each for each in tokens if may_be_usual(each)])))
    implied = draw(st.frozensets(st.sampled_from(threes))) if threes else frozenset()
    characters = st.sampled_from([each for each in tokens if is_wide_character(each)])
    levels |= draw(st.dictionaries(characters, st.integers(1, 79)))
    return Drawn(folded, Statistics(levels, usual, implied, draw(st.sampled_from((0, 2, 8, 100)))))


@given(drawn())
def test_an_article_has_each_usual_token_or_is_said_to_lack_it(given: Drawn) -> None:
    known = given.statistics
    shared = {token for token in cut(given.text, known).tokens if token[0] == SHARED}
    with_all = cut(given.text, Statistics(known.levels, frozenset(), known.implied)).tokens
    with_all = {token for token in with_all if known.pair_token(token) == token} | shared
    with_all |= tokens_of_facts(NO_ENTRY)
    kept = set(line_of_tokens(("", given.text), NO_ENTRY, given.statistics)[0].split())
    for token in given.statistics.usual:
        assert (token in with_all) != (LACKS + token in kept)
        assert token not in kept
    assert with_all - given.statistics.usual <= kept


@given(drawn())
def test_runs_are_cut_alike_by_numbers_and_by_characters(given: Drawn) -> None:
    runs = WIDE_RUN.findall(marked(given.text))
    quick = cut_wide(runs, given.statistics.wide)
    plain = _cut_wider(runs, given.statistics, telling=True)
    assert (quick is None) == ("\U00020010" in given.text)
    if quick is not None:
        assert set(quick.line.split()) == set(plain.line.split())
        assert sorted(quick.often) == sorted(plain.often)


def test_what_most_articles_have_is_usual_and_what_two_characters_say_is_implied() -> None:
    sample = [Sampled(text, text) for text in ["太原市河堤", "太原市水位"] * 60 + ["经济"] * 60]
    statistics = learn(sample, 50_000).statistics
    assert {"太", "太原", "原市"} <= statistics.usual
    assert not {"河", "河堤", "经济"} & statistics.usual
    assert {"太原市", "市河堤"} <= statistics.implied
    # WHEN the sample is too small THEN nothing is said of most articles
    assert learn(sample[:20], 50_000).statistics.usual == frozenset()


def test_three_characters_that_mostly_stand_elsewhere_are_not_implied() -> None:
    texts = ["太原，原市。"] * 60 + ["太原市。"] * 20
    assert "太原市" not in learn([Sampled(text, text) for text in texts], 50_000).statistics.implied


@given(drawn(), st.data())
def test_an_article_has_the_tokens_that_any_stretch_of_it_is_looked_for_by(given: Drawn, data: st.DataObject) -> None:
    text = given.text.strip()
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    stretch = text[start : data.draw(st.integers(start + 1, len(text)))].partition("\n")[0].strip()
    assume(stretch)
    plan = plan_of(stretch, lambda _: given.statistics)
    assert set(plan.tokens) <= cut(given.text, given.statistics).tokens
    assert not (plan.exact and any(token[0] == SHARED for token in plan.tokens))


def test_pairs_that_few_articles_have_share_lists_and_those_of_common_characters_do_not() -> None:
    common, rare = "太原市河堤水位经济", "懦降幌槛掖吃啸跑浊美揖禾甄谐龋绊招丫"
    sample = [common] * 500 + ["，".join(pair) for pair in pairwise(rare)]
    statistics = learn([Sampled(text, text) for text in sample], 50_000).statistics
    assert statistics.pair_token("太原") == "太原"
    # WHEN both characters are common THEN the pair has its own list, though nobody has seen it
    assert statistics.pair_token("堤经") == "堤经"
    # WHEN one is rare THEN the pair shares one, and the article is looked for by its characters too
    shared = statistics.pair_token("懦太")
    assert shared[0] == SHARED
    assert set(plan_of("懦太", lambda _: statistics).tokens) == {shared, "懦", "太"}
    # WHEN there are many, they share few lists
    pairs = [before + after for before in rare for after in rare]
    assert len(set(map(statistics.pair_token, pairs))) < len(pairs) / 10


def test_no_two_kinds_of_pairs_share_a_list() -> None:
    lists = [lists_among(level, 8) for level in range(2 * LEVEL_SUM)]
    assert all(each % 2 for each in lists if each)
    numbered = {
        among: {shared_list(pair, among) for pair in ("太原", "原市", "市要", "，太")} for among in lists if among
    }
    ranges = sorted(numbered)
    assert all(2 * before <= after for before, after in pairwise(ranges))
    assert all(among <= int(name[1:]) < 2 * among for among, names in numbered.items() for name in names)
