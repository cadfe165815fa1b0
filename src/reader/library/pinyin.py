"""Pinyin: whether letters are how some Chinese is read, whole syllables (taiyuan) or first letters (ty).

Only headlines, authors and sections are looked at: short texts, for which one remembers the sound. Each character has
all the readings it can have. The last syllable may be unfinished, as it is while one types.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from reader.lazy import LazyPattern
from reader.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SPELLED = range(2, 25)  # letters that may be pinyin
MOST_WAYS = 32  # in which letters are cut into syllables
_HAN = LazyPattern("[\u4e00-\u9fff]+")
# All syllables, which ``syllables`` lists with their characters: to see what letters spell, that table is not loaded.
SYLLABLES = (
    " a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen"
    " ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci"
    " cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du"
    " duan dui dun duo e ei en eng er fa fan fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng"
    " gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan"
    " huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken"
    " keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie"
    " lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min"
    " ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan"
    " nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang"
    " qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa"
    " sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan"
    " shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong"
    " tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu"
    " xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng"
    " zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong"
    " zou zu zuan zui zun zuo "
)


class Way(Value):
    """One way to read letters: syllables, of which the last may be ``unfinished``, or the first letters of some."""

    parts: tuple[str, ...]
    unfinished: bool = False
    initials: bool = False


@cache
def readings() -> Mapping[str, frozenset[str]]:
    """Return the syllables of each character."""
    from reader.library.syllables import CHARACTERS  # a large table, which most runs never need

    found: dict[str, frozenset[str]] = {}
    for syllable, characters in CHARACTERS.items():
        alone = frozenset({syllable})  # one for all characters that have no other: nearly all
        others = [(char, found[char] | alone) for char in characters if char in found]
        found.update(dict.fromkeys(characters, alone))
        found.update(others)
    return found


def _is_syllable(letters: str) -> bool:
    return f" {letters} " in SYLLABLES


def _is_beginning(letters: str) -> bool:
    """Return whether a syllable begins so, or is that."""
    return f" {letters}" in SYLLABLES


@lru_cache(maxsize=256)
def ways_to_read(letters: str) -> tuple[Way, ...]:
    """Return the ways to read folded letters as pinyin; none when they are something else."""
    if len(letters) not in SPELLED or not (letters.isascii() and letters.isalpha()):
        return ()
    ways = [Way(tuple(letters), initials=True)] if all(map(_is_beginning, letters)) else []
    for number, parts in enumerate(_cut(letters)):
        if number == MOST_WAYS:
            break
        ways.append(Way(parts, unfinished=not _is_syllable(parts[-1]) or _goes_on(parts[-1])))
    return tuple(ways)


def _goes_on(syllable: str) -> bool:
    return SYLLABLES.count(f" {syllable}") > _is_syllable(syllable)


def _cut(letters: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut letters into syllables, the last of which may be the beginning of one."""
    if _is_beginning(letters):
        yield (letters,)
    for end in range(1, min(6, len(letters) - 1) + 1):
        if _is_syllable(letters[:end]):
            for rest in _cut(letters[end:]):
                yield (letters[:end], *rest)


def sounds_like(letters: str, text: str) -> bool:
    """Return whether some Chinese in folded ``text`` is read as ``letters``."""
    return next(places_read(letters, text), None) is not None


def places_read(letters: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where in folded ``text`` Chinese stands that is read as ``letters``."""
    if not (ways := ways_to_read(letters)):
        return
    for run in _HAN.finditer(text):
        known = [readings().get(char, frozenset()) for char in run.group()]
        for start in range(len(known)):
            for way in ways:
                end = start + len(way.parts)
                if end <= len(known) and all(_reads(way, at - start, known[at]) for at in range(start, end)):
                    yield run.start() + start, run.start() + end


def _reads(way: Way, at: int, syllables: frozenset[str]) -> bool:
    part = way.parts[at]
    if way.initials or (way.unfinished and at == len(way.parts) - 1):
        return any(each.startswith(part) for each in syllables)
    return part in syllables


@lru_cache(maxsize=500)
def sounds_of(text: str) -> frozenset[str]:
    """Return all syllables in folded ``text``, and each two first letters that stand together (in capitals)."""
    found: set[str] = set()
    for run in _HAN.findall(text):
        known = [readings().get(char, frozenset()) for char in run]
        found.update(*known)
        letters = [{each[0].upper() for each in syllables} for syllables in known]
        found.update(a + b for before, after in pairwise(letters) for a in before for b in after)
    return frozenset(found)


def sounds_needed(way: Way) -> list[frozenset[str]]:
    """Return what a text must have for a way to read it: of each of these sets of sounds one."""
    parts = way.parts
    pairs = [frozenset({(a[0] + b[0]).upper()}) for a, b in pairwise(parts)]
    if way.initials:
        return pairs
    needed = [frozenset({each}) for each in parts[: len(parts) - way.unfinished]]
    if way.unfinished and len(parts) == 1:
        needed.append(frozenset(each for each in SYLLABLES.split() if each.startswith(parts[0])))
    return needed + pairs
