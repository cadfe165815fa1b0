"""What is learnt of a library: which tokens are usual or implied, and that nothing is lost by telling only the rest."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reader.library.contents import NO_ENTRY
from reader.library.fold import fold
from reader.library.index.learned import Sampled, learn
from reader.library.index.preparing import line_of_tokens
from reader.library.index.tokens import Statistics, _cut_wider, cut, has_level, may_be_usual, tokens_of_facts
from reader.library.index.wide_tokens import LACKS, cut_wide
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
    return Drawn(folded, Statistics(levels, usual, implied))


@given(drawn())
def test_an_article_has_each_usual_token_or_is_said_to_lack_it(given: Drawn) -> None:
    with_all = cut(given.text, Statistics(given.statistics.levels, frozenset(), given.statistics.implied)).tokens
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
