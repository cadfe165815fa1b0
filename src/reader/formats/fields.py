"""The keys of front matter and headers: one canonical name for each, whatever a file calls it."""

from __future__ import annotations

TITLE, KICKER, DECK, AUTHOR = "title", "kicker", "deck", "author"
DATE, SECTION, PAGE, PUBLICATION = "date", "section", "page", "publication"
SOURCE, SUMMARY, BODY, ARTICLES, DATELINE = "source", "summary", "body", "articles", "dateline"
ROLES = "roles"  # what our own export says of blocks whose look does not tell
TAGS = "tags"  # the first tag is the section where nothing else names one

_ALIASES: dict[str, tuple[str, ...]] = {
    TITLE: ("title", "headline", "head", "subject", "标题", "主题", "主标题", "题目", "標題", "名称"),
    KICKER: ("kicker", "eyebrow", "overline", "strapline", "引题", "眉题", "肩题", "引題", "眉題"),
    DECK: ("deck", "dek", "subtitle", "subhead", "subheadline", "standfirst", "副题", "副标题", "副題", "副標題"),
    AUTHOR: (
        "author", "authors", "by", "byline", "writer", "reporter", "from", "作者", "记者", "署名", "撰文", "記者",
    ),
    DATE: ("date", "published", "publish date", "pubdate", "issued", "day", "日期", "时间", "发布时间", "发布日期",
           "出版日期", "刊期", "時間"),
    SECTION: ("section", "category", "categories", "column", "department", "栏目", "版面", "分类", "类别", "版块", "板块",
              "欄目", "版名", "分類"),
    TAGS: ("tags", "tag", "keywords", "标签", "关键词", "標籤"),
    PAGE: ("page", "page number", "folio", "版", "版次", "版号", "版序", "页"),
    PUBLICATION: ("publication", "newspaper", "paper", "journal", "magazine", "报纸", "报刊", "刊物", "报名", "媒体", "報紙"),
    SOURCE: ("source", "via", "url", "link", "original", "来源", "出处", "原文", "链接", "來源"),
    SUMMARY: ("summary", "abstract", "description", "excerpt", "lead", "lede", "摘要", "提要", "导语", "简介", "概要"),
    DATELINE: ("dateline", "电头", "電頭"),
    ROLES: ("roles",),
    BODY: ("body", "content", "text", "正文", "内容", "全文", "內容"),
    ARTICLES: ("articles", "stories", "items", "entries", "文章", "稿件", "新闻", "稿子"),
}  # fmt: skip
_CANONICAL = {alias: key for key, aliases in _ALIASES.items() for alias in aliases}


def canonical_key(name: str) -> str:
    """Return the canonical key for ``name``, or ``name`` itself folded when it is none we know."""
    if not name.isascii():
        from unicodedata import normalize  # takes a millisecond to load

        name = normalize("NFKC", name)
    folded = name.strip().lower().replace("_", " ").replace("-", " ")
    return _CANONICAL.get(folded, folded)


def is_known(name: str) -> bool:
    """Return whether ``name`` is a key with a meaning."""
    return canonical_key(name) in _ALIASES
