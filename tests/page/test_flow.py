"""The network that tells a cut sentence from two sentences, and what the joins make of it."""

from __future__ import annotations

import pytest

from reader.page.flow import FlowModel, flow_model
from reader.page.seams import seam_model
from reader.page.sequence import seams_of
from strategies import rebuild


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("昨天下午，市里的代表们在会上", "讨论了河堤加固的办法。"),
        ("工程队把三段旧水管全部换成", "新的铸铁管，漏水的地方少了。"),
        ("图书馆从下个月起延长开放", "时间，晚上九点关门。"),
    ],
)
def test_a_cut_sentence_flows_on_and_its_end_does_not(before: str, after: str) -> None:
    model = flow_model()
    assert model.score(before, after) > 0
    assert model.score(before, "据悉，这项工程明年春天完工。") < model.score(before, after)
    assert model.score(before, "记者在现场看到，工人们正忙着。") < 0


def test_nothing_to_see_means_no_opinion() -> None:
    assert flow_model().score("", "一") == 0
    assert flow_model().score(" ", "一") == 0


def test_other_bytes_are_no_network() -> None:
    with pytest.raises(ValueError, match="network"):
        FlowModel.from_bytes(b"{}")


def test_the_counts_of_a_page_keep_the_network() -> None:
    assert seams_of([], seam_model()).flow is flow_model


def test_a_page_of_nothing_but_torn_lines_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    score = FlowModel.score
    monkeypatch.setattr(FlowModel, "score", lambda self, *ends: asked.append(ends[0]) or score(self, *ends))
    line = "水管修好以后街上的人又多了起来大家都说这一回修得比从前任何一回都要快"
    rebuild("# 题\n\n" + f"{line}\n\n" * 3, "page.txt")
    assert asked
    asked.clear()
    rebuild("# 题\n\n" + f"{line}\n\n" * 3000, "page.txt")
    assert not asked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            'The boat was late again. "We have waited for it in the rain on every day of this week," said Mrs.',
            "Harlan, a nurse.",
        ),
        (
            'On the third evening the old ferryman turned to the mayor: "Who is going to pay for the new rope?"',
            "he asked.",
        ),
    ],
)
def test_a_name_after_its_title_and_a_small_letter_begin_no_paragraph(first: str, second: str) -> None:
    text = f"# Ferry late for a week\n\nBy Jane Doe\n\nThe pier was full.\n\n{first}\n\n{second}\n"
    (article,) = rebuild(text, "page.txt").articles
    assert f"{first} {second}" in article.texts(article.blocks[-1].role)


def test_a_list_of_words_in_small_letters_is_no_cut_text() -> None:
    words = [
        f"{name}. a plant that grows on the bank of a river." for name in ("alder", "sedge", "willow", "reed", "rush")
    ]
    (article,) = rebuild("# Plants of the bank\n\n" + "\n\n".join(words) + "\n", "page.txt").articles
    assert [block.text.string for block in article.body] == words
