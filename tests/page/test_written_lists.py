"""What belongs to a list or a quotation of a file that was written stays in it, on the screen and in Markdown."""

from __future__ import annotations

import pytest

from reader.export.markdown import article_markdown
from reader.language import Language
from reader.model import Article, Role
from reader.typeset.layout import Setting, set_article
from strategies import rebuild

LINK = "See [this](https://example.org).\n\n"


def article_in(text: str, name: str = "a.md") -> Article:
    (article,) = rebuild(f"# Lists\n\n{LINK}{text}", name).articles
    return article


def bodies(article: Article) -> list[tuple[Role, str]]:
    return [(block.role, block.text.string) for block in article.body][1:]


@pytest.mark.parametrize(
    "text",
    [
        "1. First\n\n   Its second paragraph.\n2. Second\n3. Third\n   1. deep\n   2. deeper",
        "- one\n\n  more on one\n- two",
        "- one\n  - inner\n\n    of the inner one\n  - inner too\n- two",
        "10. ten\n\n    and more\n11. eleven",
        "- one\n\n\tby a tab\n- two",
        "1. First\n\n   - inner",
    ],
)
def test_an_item_keeps_its_paragraphs_and_the_list_goes_on(text: str) -> None:
    article = article_in(text)
    assert bodies(article) == [(Role.LIST, text)]
    markdown = article_markdown(article)
    assert f"\n\n{text}\n" in markdown
    again = rebuild(markdown, "again.md").articles
    assert [bodies(each) for each in again] == [[(Role.LIST, text)]]


def test_the_items_stand_on_lines_of_their_own_on_the_screen() -> None:
    article = article_in("1. First\n2. Second\n\n   More of it.\n3. Third\n   1. deep\n")
    lines = [line.string for line in set_article(article, Setting(40, Language("en")))]
    assert lines[-6:] == ["1. First", "2. Second", "", "   More of it.", "3. Third", "   1. deep"]


def test_a_paragraph_that_stands_in_less_than_the_words_is_none_of_the_item() -> None:
    assert [role for role, _ in bodies(article_in("1. First\n\n  Not of it.\n"))] == [Role.LIST, Role.PARAGRAPH]
    assert [role for role, _ in bodies(article_in("- a\n\ntext\n\n  indented\n"))][1:] == [Role.PARAGRAPH] * 2


def test_code_in_an_item_stays_code_and_the_items_below_it_items() -> None:
    text = "1. run\n\n   ```\n   a\n   b\n   ```\n\n   and wait\n2. stop\n"
    assert bodies(article_in(text)) == [
        (Role.LIST, "1. run"),
        (Role.CODE, "   ```\n   a\n   b\n   ```"),
        (Role.PARAGRAPH, "and wait"),
        (Role.LIST, "2. stop"),
    ]


def test_soft_line_breaks_in_items_are_closed_up_and_hard_ones_kept() -> None:
    article = article_in("- one goes\n  on\n- two  \n  stands\n  - 三这里\n    换行\n")
    assert bodies(article) == [(Role.LIST, "- one goes on\n- two\n  stands\n  - 三这里换行")]
    assert bodies(rebuild(article_markdown(article), "again.md").articles[0]) == bodies(article)


def test_a_list_that_begins_with_one_may_interrupt_a_paragraph() -> None:
    assert bodies(article_in("Bring\n1. bread\n2. salt\n")) == [
        (Role.PARAGRAPH, "Bring"),
        (Role.LIST, "1. bread\n2. salt"),
    ]
    assert bodies(article_in("The boats left at\n7. The tide turned.\n")) == [
        (Role.PARAGRAPH, "The boats left at 7. The tide turned."),
    ]


@pytest.mark.parametrize(("name", "last"), [("a.md", "a sentence."), ("a.md", "an open"), ("a.txt", "an open")])
def test_a_lazy_line_stays_in_its_quotation(name: str, last: str) -> None:
    assert bodies(article_in(f"> {last}\nruns on lazily\n", name)) == [(Role.QUOTE, f"{last}\nruns on lazily")]


def test_in_mail_an_answer_below_a_quoted_sentence_is_none_of_it() -> None:
    assert [role for role, _ in bodies(article_in("> Shall we?\nYes.\n", "a.txt"))] == [Role.QUOTE, Role.PARAGRAPH]


def test_a_line_drawn_under_a_heading_is_no_rule() -> None:
    bulletin = rebuild(f"Weekly note\n===========\n\n{LINK}Second heading\n--------------\n\nText.\n\n---\n\nEnd.\n")
    (article,) = bulletin.articles
    assert article.headline == "Weekly note"
    assert [block.role for block in article.body] == [
        Role.PARAGRAPH, Role.CROSSHEAD, Role.PARAGRAPH, Role.RULE, Role.PARAGRAPH,
    ]  # fmt: skip
    assert {block.text.string for block in bulletin.furniture} == {"===========", "--------------"}


def test_the_signature_of_a_mail_stays_lines() -> None:
    mail = (
        "From: Desk <a@example.org>\nSubject: Plan\n\nHi all,\n\nsee below.\n\n-- \nDesk Editor\nThe Times\n+47 555\n"
    )
    (article,) = rebuild(mail, "mail.txt").articles
    assert article.blocks[-1].text.string == "--\nDesk Editor\nThe Times\n+47 555"
    (again,) = rebuild(article_markdown(article), "again.md").articles
    assert again.blocks[-1].text.string == article.blocks[-1].text.string


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("> one\n> > two\n>> three", ["    │ one", "    │ │ two", "    │ │ three"]),
        ("```python\nx = 1\n\n  y\n```", ["    x = 1", "", "      y"]),
        ("~~~ diff of 3\n-a\n~~~", ["    diff of 3", "    -a"]),
        ("    a = 1\n    b", ["    a = 1", "    b"]),
        ('![A press](p.jpg "Bergen")', ["    ▏Picture: A press"]),
        ("![A press in Bergen](p.jpg)", ["    ▏Picture: A press in", "    ▏         Bergen"]),
    ],
)
def test_what_stands_aside_is_set_without_its_marks(text: str, lines: list[str]) -> None:
    shown = [line.string for line in set_article(article_in(text), Setting(27, Language("en")))]
    assert shown[-len(lines) :] == lines
    assert shown[-len(lines) - 1] == ""
