"""Bylines, captions and jump lines of pages in other languages than Chinese and English, by the words they begin with.

Only what those words leave no doubt of: each pattern speaks for a whole line.
"""

from __future__ import annotations

from reader.lazy import LazyPattern

_LATIN = r"[A-ZÀ-ÖØ-ÞŁŚŻ][\w.'’-]*"
_LATIN_NAME = rf"{_LATIN}(?: (?:{_LATIN}|de|del|della|di|da|do|dos|van|von|der|zu|la|le)){{1,4}}"
_CYRILLIC = r"[А-ЯЁІЇЄҐ][\w.'’-]*"
_ARABIC = r"[\u0620-\u064a]{2,14}"
_KANA_OR_HAN = r"[^\W\d_a-zA-Z]"
BYLINE = LazyPattern(
    rf"(?:Par|Von|Por|Di|De notre (?:correspondante?|envoyée? spéciale?)(?: à \w+)?,?) {_LATIN_NAME}(?:(?:,| et| und| y| e) {_LATIN_NAME}){{0,2}}$"
    rf"|(?:Автор|Текст|Корреспондент|Подготовила?|Записала?)[: ]+{_CYRILLIC}(?: {_CYRILLIC}){{0,2}}(?:, {_CYRILLIC}(?: {_CYRILLIC}){{0,2}})?$"
    rf"|(?:كتب|كتبت|بقلم|إعداد|تقرير|مراسلنا)[: ]+{_ARABIC}(?: {_ARABIC}){{0,3}}$"
    rf"|(?:文|取材)[・･＝=]{_KANA_OR_HAN}{{2,8}}$|[가-힣]{{2,4}}(?: [가-힣]{{2,6}})? 기자$"
)
CAPTION = LazyPattern(
    r"(?:(?:Photo|Foto|Fotografía|Bild|Légende|Imagen|Ci-(?:dessus|dessous|contre)|Zdjęcie) ?[:–—-] ?|(?:Im Bild|En la foto|Nella foto|Na foto)\b)\S.{2,200}$"
    r"|(?:На (?:фото|снимке)(?: [\w. ]{1,30})?|Фото)\s*[:–—-] ?\S.{2,200}$|(?:الصورة|صورة|في الصورة)\s*[:：] ?\S.{2,200}$"
    r"|写真[＝=：:]\S.{2,120}$|사진\s*[=＝:] ?\S.{2,200}$"
)
CREDIT = LazyPattern(
    rf"[(]?(?:Photo|Foto|Crédit photo|Bild)(?: ?: ?| de | di | von | by | ){_LATIN_NAME}[)]?$|Фото(?: автора|[: ]+{_CYRILLIC}(?: {_CYRILLIC}){{0,2}})$"
    rf"|(?:تصوير|عدسة)[: ]+{_ARABIC}(?: {_ARABIC}){{0,3}}$|(?:撮影|写真)[＝=・･]{_KANA_OR_HAN}{{2,8}}$"
)
JUMP = LazyPattern(
    r"[(►▶→]*\s*(?:Suite|Lire la suite|Voir|Fortsetzung|Siehe|Pasa|Viene|Continúa|Sigue|Segue|Continua|Vedi)\b[^.]{0,24}?\b(?:pages?|p\.|Seite|S\.|página|pág\.|pagina|pag\.) ?[A-Z]?\d{1,3}[)◄→]*$"
    r"|[(]?(?:Продолжение|Окончание|Начало)\b[^.]{0,16}(?:на |— )?(?:стр\.?|странице)? ?\d{1,3}(?:-[йя])?(?: ?(?:стр\.?|странице|полосе))?[)]?$"
    r"|[(]?(?:البقية|تتمة|التتمة|التفاصيل|تابع)[^.]{0,16}(?:ص|صفحة) ?[\d٠-٩]{1,3}[)]?$"
    r"|[（(＝=→▶]*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})面(?:に続く|から続く|へ続く|に関連記事|参照)[）)]?$|[▶(]*\s*\d{1,2}면(?:에서|에|으로) ?(?:계속|이어짐)[)]?$"
)
FIRST_WORDS = LazyPattern(
    r"[(（►▶→＝=\s]*(?:Par|Von|Por|Di|De notre|Photo|Foto|Fotograf|Bild|Légende|Imagen|Ci-|Zdj|Im Bild|En la|Nella|Na f|Crédit|Suite|Lire|Voir|Forts|Siehe|Pasa|Viene|Cont"
    r"|Sigue|Segue|Vedi|Автор|Текст|Корр|Подг|Запис|На |Фото|Прод|Оконч|Начало|كتب|بقلم|إعداد|تقرير|مراس|الصورة|صورة|في الصورة|تصوير|عدسة|البقية|تتمة|التتمة|التفاصيل|تابع"
    r"|写真|文[・･＝=]|取材|撮影|사진|[가-힣]{2,4} |[\d０-９一二三四五六七八九十]{1,3}[面면])"
)
NAME_ALONE = LazyPattern(rf"(?:{_CYRILLIC} ){{1,2}}{_CYRILLIC}(?:, (?:{_CYRILLIC} ){{1,2}}{_CYRILLIC})?$")
LONGEST = 240  # characters of a line that may be any of these


def is_foreign_byline(text: str) -> bool:
    """Return whether a line says in another language who wrote the story."""
    return _may_be(text) and BYLINE.match(text) is not None


def is_foreign_jump(text: str) -> bool:
    """Return whether a line sends the reader, in another language, to another page."""
    return _may_be(text) and JUMP.match(text) is not None


def is_foreign_caption(text: str) -> bool:
    """Return whether a line is, in another language, the caption of a picture."""
    return _may_be(text) and CAPTION.match(text) is not None


def is_foreign_credit(text: str) -> bool:
    """Return whether a line says in another language who took a picture and nothing else."""
    return _may_be(text) and CREDIT.match(text) is not None


def is_name_alone(text: str) -> bool:
    """Return whether a line in Cyrillic is somebody's name and nothing else: in a title only the first word is large."""
    return NAME_ALONE.match(text) is not None


def _may_be(text: str) -> bool:
    return len(text) <= LONGEST and FIRST_WORDS.match(text) is not None
