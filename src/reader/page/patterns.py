"""What the lines of a newspaper page look like: patterns for bylines, datelines, captions, furniture.

Each pattern speaks for one whole line or, where its name says so, for the beginning or the end of one. Chinese
and English pages use them side by side.
"""

from __future__ import annotations

from reader.lazy import LazyPattern

# A letter of a script beyond Latin, for the names this page looks for: a Han character. Said by what it is not,
# since a set with thousands of members takes a millisecond to compile, and there are dozens of them here.
_HAN = r"[^\W\d_a-zA-Z\xaa-\xff]"
_CLOSERS = "”’」』》〉）)】］\\]\"'"
_CLOSING = _CLOSERS.replace("\\", "")
_CREDIT_ENDS = frozenset("摄影图发片绘")
_JUMP_ENDS = frozenset("0123456789版页)）】]")  # a line that ends in something else holds no jump
# A sentence has ended: a full stop, and whatever closes after it.
_STOPS = ("。", "！", "？", "!", "?", "…", "；", ";", ".", "——", ":", "：")

# 和 may divide two names or belong to one. Only one may divide a run of characters, and names are counted, never
# "any number": the ways to divide a line would multiply.
_NAME = f"(?:{_HAN}|·){{2,6}}(?:[及和]{_HAN}{{2,4}})?|{_HAN} {_HAN}"
_NAMES = f"(?:{_NAME})(?:[ \u3000、，,]++(?:[及和][ \u3000、，,]++)?(?:{_NAME})){{0,7}}"
_POST = "(?:本报|本刊|本台|本网|新华社|中新社|特约|见习|实习|首席|全媒体|融媒体)*(?:记者|通讯员|评论员|特派员|撰稿人?|作者|编译|文)"
_WORKS = "(?:[ \u3000]*(?:文[/／并]?[图摄]|文/图|摄影报道|报道|综合报道|文))?"
# Where it was written behind the name, as in Taiwan: 記者某某／台北報導.
_POSTED = f"(?:{_POST})[ \u3000:：]*{_HAN}{{2,4}}(?:[ \u3000、]{_HAN}{{2,4}}){{0,3}}[ \u3000]*[/／][ \u3000]*{_HAN}{{2,8}}?(?:(?:综合|专题|独家)?报[导道]|电|专访|特稿)"
POSTED = LazyPattern(f"[〔【［\\[（(]?{_POSTED}[〕】］\\])）]?$")
BYLINE_ZH = LazyPattern(f"[□■●◆▲◎○◇★☆（(]*[ \u3000]*(?:{_POST})[ \u3000:：/／]*(?:{_NAMES}){_WORKS}"
                       f"(?:[ \u3000,，、]+(?:{_POST})[ \u3000:：]*(?:{_NAMES}){_WORKS}){{0,3}}[)）]?$")  # fmt: skip
BYLINE_ZH_END = LazyPattern(f"(?<=[。！？!?…”’）)])[ \u3000]*[(（]?(?:{_POST})[ \u3000:：]*(?:{_NAMES}){_WORKS}[)）]?$")
# Who wrote it, in brackets behind the last full stop: the name begins with a surname, which the caller checks.
NAME_ZH_END = LazyPattern(
    f"(?<=[。！？!?…”’])[ \u3000]*[(（](?!全文|未完|待续|连载|[上下左右]图)({_HAN}[ \u3000]?{_HAN}{{1,2}})[)）]$"
)
_EN_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|bin|al)){0,4}"
BYLINE_EN = LazyPattern(
    rf"(?:(?:By|BY|by)\s+{_EN_NAME}(?:(?:,|\s+and|\s+AND|\s*&)\s+{_EN_NAME})*(?:\s*[|,/–—-]\s*[\w .&'’-]{{2,50}})?"
    rf"|{_EN_NAME}\s*,\s*(?:[\w'’-]+\s+){{0,4}}(?:Reporter|Correspondent|Editor|Writer|reporter|correspondent|editor|writer)"
    r"|(?:[A-Z][\w.'’-]*\s+){0,3}(?:[Ss]taff|[Ss]enior|[Cc]hief|[Ss]pecial|[Cc]ontributing)\s+(?:\w+\s+)?"
    r"(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ww]riter))$"
)

# The second line of a byline: who wrote it too.
CO_AUTHOR = LazyPattern(rf"(?:and|And|AND|&) {_EN_NAME}$")

_REPORTER = f"(?:[ \u3000]*[(（](?:{_POST})?[^()（）。]{{1,40}}[)）])"
DATELINE_ZH_START = LazyPattern(
    f"(?:(?:本报|本刊|本台|本网|晨报|晚报)(?:{_HAN}|[\\d·/ ]|、){{0,14}}?(?:讯|电|消息)"
    f"|(?:新华社|中新社|中新网|人民网|央视网|新华网|中国新闻社|据新华社|法新社|路透社|美联社|中央社|共同社|韩联社|彭博社|德新社|塔斯社)(?:{_HAN}|[\\d·/ ]|、){{0,20}}?(?:电|讯)"
    f"|{_HAN}{{2,6}}(?:日报|晚报|早报|晨报|时报|都市报)讯)"
    f"{_REPORTER}?(?:[ \u3000]*记者[ \u3000]*(?:{_NAMES})[ \u3000]*报道(?=[:：]))?[ \u3000:：]*"
    f"|[(（](?:{_POST})[ \u3000:：]*{_NAMES}[)）][ \u3000]*(?=[^\\s])"
    f"|[〔【［\\[（(][^〔【［〕】］\\[\\]()（）。，,]{{0,24}}(?:记者|专员)[^〔【［〕】］\\[\\]()（）。]{{2,30}}(?:报[导道]|电|专访)[〕】］\\])）][ \u3000]*"
    f"|[〔【［\\[（(](?:{_HAN}|[\\d·、/／ ]){{0,20}}(?:(?<=日)电|(?<=社)电|综合报[导道]|专讯|综合外电|(?<=[报社日])讯|综合电讯)[〕】］\\])）][ \u3000]*"
    f"|[【\\[](?:本报|本刊|本台|本网|{_HAN}{{2,6}}[日晚]报)(?:综合|{_HAN}{{2,8}})?(?:讯|消息)[】\\]][ \u3000]*"
    f"|(?:中央社|本报)?记者{_HAN}{{2,12}}\\d{{1,2}}日(?:专|综合外)?电[ \u3000:：]*"
    f"|(?:本报|本刊|本台|本网|新华社)?(?:见习|实习|特约)?记者[ \u3000]*(?:{_NAMES})[ \u3000]*(?:综合)?报道[:：][ \u3000]*"
)
DATELINE_EN_START = LazyPattern(
    r"(?:[A-Z](?:[A-Z.'’]|-(?=[A-Z.'’]))+(?:[ /][A-Z](?:[A-Z.'’]|-(?=[A-Z.'’]))*){0,3}(?:,\s+[A-Z][\w. ]{1,20}?)??(?:,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
    r"(?:\s*\([A-Z][\w .&/-]{1,30}\))?\s*(?:--?|—|–|:)\s*(?=[\"“‘'A-Z0-9]))"
)

CAPTION_START = LazyPattern(
    "(?:图[为是]|[上下左右题组本]图[:：为是，,]|图[①-⑩一二三四\\d]{1,2}(?:为|[:：、 ])|图片(?:说明)?[:：]|[▲△▼▽↑↓←→◀▶]"
    "|(?:Photo|PHOTO|Pictured|Above|Below|Left|Right|Top|Bottom|File photo|Caption)\\b ?(?:above|below|left|right)?[:,：])"
)
CREDIT_END = LazyPattern(
    f"(?:(?:本报|新华社|实习|通讯员|记者|[ \u3000(（/／。])+(?:{_HAN}|·){{2,4}}|[ \u3000(（]{_HAN} ?{_HAN}|{_HAN}{{2,6}}供图|资料)"
    f"[ \u3000]*(?:摄|摄影|供图|发|图片|图|绘|制图)?(?<=摄|影|图|发|片|绘)[)）]?$"
    r"|\(?(?:Photo(?:graph)?s?|PHOTO(?:GRAPH)?S?|Image|Picture)(?: by| BY|:| courtesy of) [\w .'’/&-]{2,50}\)?\.?$|/(?:AP|Reuters|AFP)(?: Photo)?\)?$"
    r"|[(（](?:AP |AFP )?(?:Photo/)?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}/[A-Z][\w .'’&-]{1,40}[)）]$"
)
CREDIT = LazyPattern(
    f"(?:本版|本组|文中|以上)(?:图片|照片|摄影)[^。]{{2,24}}(?:摄|拍摄|提供)$"
    f"|[(（]?(?:本报|新华社|实习|通讯员|记者|摄影|图片|供图|[ \u3000:：/／])*(?:{_HAN}|·){{2,4}}[ \u3000]*(?:摄|摄影|供图|发|绘|制图)[)）]?(?:[（(][^（）()。]{{2,10}}[)）])?$"
    r"|\(?(?:(?:Staff|File|STAFF|FILE) )?(?:[Pp]hoto(?:graph)?s?|PHOTO(?:GRAPH)?S?|Image)(?: by| BY|:) [A-Z][\w.'’-]*(?: [A-Z][\w.'’/-]*){0,3}\)?$"
)

JUMP = LazyPattern(
    r"[(（【\[▶→▼►▷☞]*\s*(?:下转|上接|紧接|转|接|文转|全文见|详见|相关报道见)\s*第?\s*(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版页][^。]{0,12}[)）】\]▶→]*$"
    r"|\(?(?:Continued|CONTINUED|Cont'd|See|SEE|Turn|More)\b[^.]{0,40}?\b(?:[Pp]age|PAGE|[Oo]n|from)\s+[A-Z]?-?\d{1,3}\)?$"
    r"|\(?(?:Continued|CONTINUED) (?:on|from) (?:the )?(?:next|last|previous|back|front) page\)?$"
    r"|\(?(?:(?:Please )?(?:[Ss]ee|SEE)|[Tt]urn to|TURN TO|Cont(?:inued|\.)? (?:on|from)) [A-Z][A-Z .'’-]{1,24}, ?(?:[Pp]age ?|PAGE ?|[Pp]\. ?)?(?:[A-Z]?\d{1,3}|\d{1,2}[A-Z])\)?$"
    r"|[A-Z][A-Z '’-]{2,24}, (?:[A-Z]\d{1,2}|\d{1,2}[A-Z])$"
    r"|[A-Z][A-Z .'’-]{1,24}, from (?:[Pp]age |[Pp]\. ?)?[A-Z]?\d{1,3}$"
    r"|[►▶→]\s*[A-Z][A-Z .'’-]{1,24},\s*(?:[Pp]age )?[A-Z]?\d{1,3}$"
)
JUMP_END = LazyPattern(
    r"[(（【\[]\s*(?:下转|上接|紧接|转|接|文转)\s*第?\s*(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版页][^。()（）]{0,12}[)）】\]]$"
    r"|(?<=[。！？”])\s*[▶→]*(?:下转|上接|紧接)\s*第?\s*[A-Z]?\d{1,3}\s*[版页]$"
    r"|(?<=[.!?\"”]) \(?(?:Continued on|See [A-Z][A-Z ]{1,16},|Turn to) ?[Pp]age [A-Z]?\d{1,3}\)?$"
)
EDITOR = LazyPattern(
    r"(?:本版|本期|值班|执行|责任|一版|要闻)*(?:责编|责任?编辑|编辑|美编|校对|版式|组版|主编|编审|审校|制图|排版|设计|检校|统筹)"
    r"[ \u3000/／]*[:：丨| \u3000][^。]{1,60}$"
)
# Who drew or laid out one picture or table; unlike an editor's name it belongs to the story it stands in.
DRAWN = LazyPattern(
    "(?:本版)?(?:制图|图表|绘图|插图|漫画|版式设计|图片来源|数据来源|资料来源)[ \u3000]*[:：丨|][^。:：]{1,40}$"
)
IMPRINT = LazyPattern(
    r"(?:新闻热线|热线电话|投稿邮箱|国内统一(?:连续出版物|刊)号|国内统一刊号|邮发代号|总第 ?\d+ ?期|定价[:：])[^。]{0,60}$"
    r"|(?:©|\(c\)|Copyright ).{0,60}$|.{0,60}\b[Aa]ll rights reserved\.?$|(?:Vol|VOL)\. ?[\dIVXLC]+,? (?:No|NO)\. ?\d+$"
    r"|(?:Newsroom|Subscriptions|Circulation|Advertising): .{3,60}$"
)
FOLIO = LazyPattern(
    r"(?:[A-Z]\d{1,3}|\d{1,3}) ?[·•|｜] ?[^\d。.,，]{2,30}$|第\s*0*\d{1,3}\s*版[ \u3000:：·]+\w{2,6}$"
    r"|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\s+(?:星期|周)[一二三四五六日天](?:\s+第?\s*[A-Z]?\d{1,3}\s*版)?$"
    r"|[-—–·•.\s\u3000]*\d{1,3}[-—–·•.\s\u3000]*$|第?\s*[A-Z]?0*\d{1,3}\s*版$|[A-Z]\d{1,3}$|(?:Page|PAGE|P\.?)\s*[A-Z]?\d{1,3}$"
    r"|(?i:page (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))$"
)
_WEEKDAY = "(?:星期|周|礼拜)[一二三四五六日天]"
_DATE_ZH = r"(?:(?:\d{4}|(?:中华)?民国 ?\d{2,3})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:(?:中华)?民国)?[〇○零一二三四五六七八九]{3,4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_DATE_FIGURES = r"(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
_DATE_EN = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:\d{1,2}\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:\d{1,2},?\s+)?\d{4}"
)
_PAPER = f"{_HAN}{{1,8}}(?:日报|晚报|早报|晨报|午报|时报|周报|周刊|商报|都市报|快报|导报|新报|电讯|公报)"
PAPER_ZH = LazyPattern(_PAPER)
PAGE_ZH = LazyPattern(r"第?\s*([A-Z]?\d{1,3})\s*版")
# Beside a running head: the name of a paper that ends in no word for one.
OTHER_PAPER_ZH = LazyPattern(f"{_HAN}{{1,8}}[报刊]$")
# A bare number is none: too much else on a page is one.
PAGE_MARK = LazyPattern(
    r".*\b(?:Page|PAGE)\s*([A-Z]?\d{1,3})$|(?:.*[ \u3000])?([A-Z]\d{1,3})(?=[ \u3000]|$)|[-—–]\s*(\d{1,3})\s*[-—–]$"
)
RUNNING_DATE = LazyPattern(
    f"(?:(?:日期|时间|发布[日时][期间]|Date|Published) ?[:：] ?)?(?:{_DATE_ZH}|{_DATE_FIGURES}|{_DATE_EN})"
)
# A running head: the paper's name, a date, a page number and a section's name, and hardly anything else.
# Each piece is taken once and for all (``++``): with a way back the ways to divide a line would multiply. Most lines are
# no such pieces, which is seen at once; a date is looked for in those that are.
MASTHEAD = LazyPattern(
    f"(?=(?:[ \u3000|丨·,，:：/()（）—-]|{_HAN}{{2,4}}(?=[ \u3000]|$)|{_PAPER}|{_DATE_ZH}|{_DATE_FIGURES}|{_DATE_EN}|{_WEEKDAY}"
    f"|农历{_HAN}{{2,10}}|(?<![\\s\\S])\\d{{1,3}}(?=[ \u3000])|(?:责编|责任编辑|编辑|版式|美编|校对|组版|主编|设计)(?=[/:：丨|])|(?<=[ \u3000])(?:[A-Z]\\d{{1,3}}(?=[ \u3000]|$)|\\d{{1,3}}(?=[ \u3000]*$))"
    f"|第?\\s*[A-Z]?\\d{{1,3}}\\s*版|第\\s*\\d+\\s*期|(?:Vol|No)\\.?\\s*\\d+|(?:Page|PAGE)\\s*[A-Z]?\\d{{1,3}})++$)"
    f"(?=.*(?:{_DATE_ZH}|{_WEEKDAY}|{_DATE_EN}|\\d版|{_DATE_FIGURES}))"
    f"|{_PAPER}$|(?:{_DATE_ZH}[ \u3000]*)?字数[:：][ ]*\\d{{1,6}}$"
)
# The same in English: a weekday and a date, beside them the page, the paper's name, its price, in capitals.
RUNNING_EN = LazyPattern(
    r"(?=(?:[A-Z][\w'’.&-]*+|\$?\d[\d,./]*+|of|the|[ \t,|·•—–:-])++$)"
    rf"(?=.*(?i:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+{_DATE_EN}))"
)
# A section's name, which the caller checks, and the page it stands on.
SECTION_PAGE = LazyPattern(f"(?:[A-Z]\\d{{1,3}}[ \u3000]?({_HAN}{{2,6}})|({_HAN}{{2,6}})[ \u3000]?[A-Z]\\d{{1,3}})$")
# Dirt that OCR takes for a character, at a line's ends or as one of its own.
SPECKS = "|~_^°¦¬"
SPECK = LazyPattern(r"(?:[|~_^°¦¬.,'·•/\\。、]\s*){1,3}$")
# What an edition on the web has around its text.
NAVIGATION = LazyPattern(
    r"(?:[\[【◀▶<>|｜·\s]*(?:[上下]一[版期篇页]|返回(?:目录|首页)|放大|缩小|默认|朗读|版面导航|标题导航|PDF版?)[\]】◀▶<>|｜·\s]*+)+$"
)
# Where to call, to go or to pay: words of an advertisement that no sentence of a story has without a number.
_TELEPHONE = r"(?<!\d)(?:\d{3,4}-\d{7,8}|(?:\d{3}-)?\d{3}-\d{4}|1[3-9]\d{9}|[48]00-\d{3}-?\d{4})(?!\d)"
TELEPHONE = LazyPattern(_TELEPHONE)
CONTACT = LazyPattern(
    rf"{_TELEPHONE}|(?:电话|热线|微信)[:： ]*[\dA-Za-z]|地址[:：]|欢迎(?:选购|订购|光临|致电|来电|惠顾)"
    r"|\d ?(?:c\b|cents\b)|\$\d|\d ?元(?:起|/|／|每|一)"
)
ADVERTISEMENT = LazyPattern("(?:广告|公益广告|(?i:(?:paid )?advertisement))$")
# The name of an English paper, and the page: a bare number stands well apart from it.
MASTHEAD_EN = LazyPattern(
    r"(?:[A-Z]\d{1,3}[ |·]+|\d{1,3}(?: {2,}| ?[|·] ?))?(?:THE |The )?(?:[A-Z][\w'’.-]+ ){0,3}(?:COURIER|GAZETTE|TIMES|POST|HERALD|TRIBUNE|JOURNAL|CHRONICLE|NEWS|STAR|MIRROR|"
    r"OBSERVER|SENTINEL|RECORD|DISPATCH|EXAMINER|Courier|Gazette|Times|Post|Herald|Tribune|Chronicle|Sentinel|Observer|Examiner)(?:[ |·]+[A-Z]\d{1,3}|(?: {2,}| ?[|·] ?)\d{1,3})?$"
)

# Two to four words with capitals, of which the last says that this is a column's name.
# The heading of a part of a book: numbered, or one of those that stand before and after the numbered ones.
_NUMERAL = r"(?:\d{1,4}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十百千〇零两]{1,7})"
_COUNTED = "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve)"
CHAPTER = LazyPattern(
    r"(?:CHAPTER|Chapter|PART|Part|BOOK|Book|ACT|Act|SCENE|Scene|LETTER|Letter|Kapitel|Teil|Chapitre|Partie|Cap[ií]tulo"
    rf"|Capitolo|Глава|Часть)[ \t]+(?:{_NUMERAL}|{_COUNTED})\b"
    rf"|[第제] ?{_NUMERAL} ?[章回节節卷部集幕篇话話讲講封장부]"
    rf"|{_NUMERAL}\.?$"
)
BOOK_END = LazyPattern(
    r"(?i:prologue|epilogue|preface|foreword|afterword|introduction|interlude|conclusion|appendix|notes)$"
    r"|(?:序|序言|序章|序幕|前言|引子|引言|楔子|尾声|尾聲|后记|後記|跋|番外|附录|附錄)$"
)
COLUMN_EN = LazyPattern(r"[A-Z][\w'’]*(?: (?:&|and|of|the|for|in|[A-Z][\w'’]*)){0,2} [A-Z][\w'’]*$")
COLUMN_WORDS = frozenset(
    [
        "almanac",
        "bites",
        "blotter",
        "briefing",
        "briefings",
        "briefs",
        "calendar",
        "column",
        "corner",
        "desk",
        "diary",
        "digest",
        "forum",
        "glance",
        "horoscope",
        "leisure",
        "letters",
        "mailbag",
        "nation",
        "notebook",
        "notes",
        "notices",
        "opinion",
        "outlook",
        "region",
        "roundup",
        "scene",
        "sketch",
        "spotlight",
        "viewpoint",
        "views",
        "watch",
        "world",
    ]
)

# The name of a box beside or below a story, on a line of its own.
BOX = LazyPattern(
    "[■●◆▲【\\[]?(?:(?:相关|新闻|背景|延伸|知识)?链接|(?:今日|本版|本期)?导读|延伸阅读|相关新闻|新闻背景|背景资料|名词解释|新闻助读|核心阅读|小贴士|记者手记|编后)"
    "[】\\]]?[:：]?$"
)
# The name of several short news under one roof.
ROUNDUP = LazyPattern(
    "(?:联播|快讯|简讯|短讯|短波|速览|速递|简报|集锦|一览|一句话新闻|要闻回顾)$|(?:[Nn]ews in [Bb]rief|NEWS IN BRIEF|Briefs|BRIEFS|Briefing|BRIEFING|[Rr]oundup|ROUNDUP)$"
)
MAX_JUMP = 32  # characters of a jump line in brackets that closes a paragraph

BOLD_LINE = LazyPattern(r"(\*\*|__)(?=\S)(?!.*\1.*\1.)(.+?)(?<=\S)\1$")
SENTENCE_END = LazyPattern(r"[。！？]|[a-z)\"”][.!?](?= |$)")
# Before a name or a number, never at the end of a sentence.
ABBREVIATED = LazyPattern(r"(?<![\w.])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Maj|Rev|Hon|vs)\.$")
DECK_START = LazyPattern(r"(?:——|—|––|－－|--)\s*\S")
# A caption tells in the present what is seen: somebody, a verb without an s, and where.
_SCENE = LazyPattern(
    r"(?:(?:An?|The|Two|Three|Four|Five|Some|Members|Local|Young) )?(?:[\w'’.-]+ ){1,7}(?:at|in|on|near|outside|inside|during|by|along)\b"
    r"[^.]{2,80}\."
)
TOLD = LazyPattern(
    r"\b(?:was|were|is|are|has|have|had|said|says|will|would|could|can|may|should|did|does|he|she|they|we|it|not|but|which|that)\b"
)


def ends_in_credit(text: str) -> bool:
    """Return whether a line ends with who took the picture."""
    last = text[-1:]
    if last not in _CREDIT_ENDS and (is_han(last) or last in "。！？，：；”"):
        return False  # most lines: the search takes long
    return CREDIT_END.search(text) is not None


def tells_a_scene(text: str) -> bool:
    """Return whether an English line tells what a picture shows."""
    return _SCENE.match(text) is not None and TOLD.search(text) is None


def is_terminal(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does, closing marks included and a jump line in brackets aside."""
    text = text.rstrip()
    if text[-1:] in _JUMP_ENDS and (jump := JUMP_END.search(text, max(0, len(text) - MAX_JUMP))):
        text = text[: jump.start()].rstrip()
    if not text.rstrip(_CLOSING).endswith(_STOPS):
        return False
    return not (text.endswith(".") and (_stops_in_number(text) or ABBREVIATED.search(text, max(0, len(text) - 8))))


def _stops_in_number(text: str) -> bool:
    """Return whether ``text``, in Chinese, stops behind the point of a number: 下降1. goes on with its decimals."""
    if not text.endswith(".") or not text[-2:-1].isdigit():
        return False
    before = text[-12:-1].rstrip("0123456789")
    return is_han(before[-1:] or "x")


def cells(text: str) -> int:
    """Return about how many cells ``text`` takes: Han and full-width characters count two."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def is_han(char: str) -> bool:
    """Return whether ``char`` is one of the characters that stand side by side without spaces: Han, kana, bopomofo."""
    return (
        "\u2e80" <= char <= "\u2fff"
        or "\u3005" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or char >= "\U00020000"
    )
