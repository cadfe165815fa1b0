"""Hypothesis strategies for pages of text: any characters at all, and lines as newspapers, OCR and people make them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reader.formats.clean import count_forbidden
from reader.formats.parse import parse_document
from reader.page import build_bulletin

if TYPE_CHECKING:
    from reader.model import Bulletin

BLOCK_MARKS = frozenset("#>*`|_~\\-\u2010\u00ad")  # of a line-end hyphen too: the printer's goes
LINE_ENDS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n\n\n", "\u2028", "\x0b", "\x85")

ODD = (
    "\x00\x01\x07\x1b\x7f\x80\x85\x9b\x9d\u2028\u2029\u202e\u2066\ufeff\ufff9\u200b\u200d\ufe0f\u0301\u3099\xa0\xad"
    "\U000e0041\U0001f468\U0001f1e8\U0001f3fd\ufffd\uffff"
)
MARKS = " \t\u3000\n\r\n\n#>*`|_~\\-+=[](){}<>:'\"!&%@,.?;/·•●※—…“”‘’《》（），。：；？！、①〇"
WORDS = "太原日报记者新华社电讯图为摄责编版第一二三要闻关注民生城市的是在了不中abcXYZ019 "

any_character = st.one_of(
    st.sampled_from(ODD), st.sampled_from(MARKS), st.sampled_from(WORDS), st.characters(exclude_categories=["Cs"])
)
any_text = st.text(any_character, max_size=120)

known_lines = st.sampled_from(
    [
        "# 河堤加固工程完工", "## 老街添了十二盏灯", "### 先问一圈", "#标题", "#hashtag", "####### seven", "# ", "**河堤加固工程**",
        "历时两年 惠及万户", "——漏损率降到百分之七", "本报讯（记者 沈秋）昨日下午，河堤加固工程完工", "本报记者 沈秋", "记者 沈秋 文/摄",
        "新华社北京11月2日电", "图为市民在新修的河堤上散步。 沈秋 摄", "沈秋 摄", "责编：周野 版式：林苇", "（下转第3版）", "要闻", "【要闻】",
        "青岚晚报 2026年11月21日 星期六 第01版 要闻", "A3", "第2版", "— 12 —", "Title: 一", "Date: 2026-11-21", "标题：二", "作者: 某某",
        "---", "+++", "...", "===", "***", "* * *", "~~~", "```", "```python", "title: 三", "title = \"四\"", "date: 2026-02-30",
        "{\"title\": \"五\"}", "articles:", "- title: 六", "  body: 七", "body: |", "  正文", "[要闻] 太原", "key: *a", "a: &a b", "&a", "!!x y",
        "   第二段", "  - 内层", "     - 更深", "1. 甲", "10. 癸", "- 两格  ", "&amp;", "甲&lt;乙", "***粗斜***", "***甲** 乙*", "*甲 **乙***",
        "> 引文", ">", "> - 项", "| :-: | --: |", "-- ", "> > 二层", "- 一", "* 二", "+ 三", "1. 四", "2）五", "（三）六", "①七", "●八", "  续行", "\t续行", "    四格", "\u3000\u3000缩进的段落。",
        "| 名 | 数 |", "|---|--:|", "| a | 1 |", "|", "a|b", "LONDON, Nov 2 (Agency) - The tide came in.", "By Mary Hill and Tom Ash",
        "The council met on Friday and", "agreed to mend the bridge.", "hyphen-", "ated", "“他说，", "”她答。", "[link](http://a.b/c) **b** *i* `c`",
        "![p](x.png)", "<https://a.b>", "a\\*b", "会议指出，各负其责、高效", "处置，统筹推进。", "句子没有结束", "一", "字，", "Continued on page 4", "Photo by A. B.",
    ]
)  # fmt: skip
lines = st.one_of(known_lines, known_lines, any_text, st.just(""))
ends = st.sampled_from(LINE_ENDS)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Lines of every kind, with line ends of every kind."""
    parts = draw(st.lists(st.tuples(lines, ends), max_size=14))
    return "".join(line + end for line, end in parts)


sources = st.one_of(any_text, pages(), pages())
suffixes = st.sampled_from([".txt", ".md"])


def rebuild(text: str | bytes, name: str = "page.md") -> Bulletin:
    """Return the bulletin in ``text`` as if it stood in a file called ``name``."""
    return build_bulletin(parse_document(text if isinstance(text, bytes) else text.encode(), name))


def visible(text: str) -> Counter[str]:
    """Count the characters a reader can see, block marks left out."""
    return Counter(c for c in text if not c.isspace() and c not in BLOCK_MARKS and not _forbidden(c))


def _forbidden(char: str) -> bool:
    return count_forbidden(char) > 0


def placed(bulletin: Bulletin) -> str:
    """Return the text of every block, articles and furniture."""
    blocks = [block for article in bulletin.articles for block in article.blocks]
    return "\n".join(block.text.string for block in [*blocks, *bulletin.furniture])
