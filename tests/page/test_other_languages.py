"""Pages in other languages than Chinese and English: bylines, captions and jump lines are known for what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model import Role
from reader.page.other_languages import is_foreign_byline, is_foreign_caption, is_foreign_credit, is_foreign_jump
from strategies import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = {
    "fr": (
        "# Le ferry reprend du service\n\nPar Anne Lefèvre\n\nLe ferry reprendra ses traversées lundi après les essais du nouveau moteur, "
        "a annoncé vendredi la capitainerie, et la\n\nPhoto : les passagers embarquent au quai nord.\n\npremière traversée sera gratuite.\n\nSuite page 4\n",
        "Par Anne Lefèvre", "Photo : les passagers embarquent au quai nord.", "Suite page 4", "et la première traversée",
    ),
    "de": (
        "# Die Fähre fährt wieder\n\nVon Petra Kuhn\n\nDie Fähre wird nach der Probefahrt mit dem neuen Motor ab Montag wieder fahren, "
        "teilte das Hafenamt am Freitag mit, und die\n\nFoto: Fahrgäste am Nordkai\n\nerste Fahrt ist kostenlos.\n\nFortsetzung auf Seite 4\n",
        "Von Petra Kuhn", "Foto: Fahrgäste am Nordkai", "Fortsetzung auf Seite 4", "und die erste Fahrt",
    ),
    "ru": (
        "# Паром возвращается\n\nАнна Келлер\n\nПаром снова пойдёт с понедельника после испытаний нового двигателя, сообщили в управлении порта, и\n\n"
        "На фото: пассажиры на северном причале.\n\nпервый рейс будет бесплатным для всех жителей.\n\nПродолжение на стр. 4\n",
        "Анна Келлер", "На фото: пассажиры на северном причале.", "Продолжение на стр. 4", "порта, и первый рейс",
    ),
    "ar": (
        "# العبارة تعود إلى الشاطئ الشمالي\n\nكتب: أحمد سالم\n\nستعود العبارة إلى العمل يوم الاثنين بعد اجتياز المحرك الجديد تجاربه.\n\n"
        "صورة: ركاب في الرصيف الشمالي\n\nالرحلة الأولى ستكون مجانية لجميع سكان الجزيرة.\n\nالبقية ص 4\n",
        "كتب: أحمد سالم", "صورة: ركاب في الرصيف الشمالي", "البقية ص 4", "الرحلة الأولى",
    ),
    "ja": (
        "# 渡し船が再開\n\n文・山田太郎\n\n新しいエンジンの試験が終わり、渡し船は月曜日から再び運航すると港湾事務所が発表した。最初の便は島に住む\n\n"
        "写真＝北桟橋で乗船する人々（佐藤撮影）\n\nすべての人に無料となる。運賃は以前と同じである。\n\n（3面に続く）\n",
        "文・山田太郎", "写真＝北桟橋で乗船する人々（佐藤撮影）", "（3面に続く）", "島に住む",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", PAGES)
def test_what_stands_around_the_text_is_known(language: str) -> None:
    page, byline, caption, jump, text = PAGES[language]
    bulletin = rebuild(page, "page.txt")
    (article,) = bulletin.articles
    assert article.texts(Role.BYLINE) == (byline,)
    assert article.texts(Role.CAPTION) == (caption,)
    assert [block.text.string for block in bulletin.furniture if block.role is Role.JUMP] == [jump]
    assert text in " ".join(article.texts(Role.PARAGRAPH))


@pytest.mark.parametrize(
    "line",
    [
        "Par ailleurs, le conseil municipal a voté le budget de la ville.",
        "Von Montag an fährt die Fähre wieder jede Stunde.",
        "На фото видно, что причал пуст, и паром стоит у берега.",
        "Начало учебного года перенесли на неделю.",
        "Suite de la réunion de vendredi, le maire a promis une réponse.",
        "写真を撮る人が多かった。",
    ],
)
def test_sentences_that_begin_with_the_same_words_stay_text(line: str) -> None:
    longer = "La bibliothèque ouvrira cinq heures le dimanche à partir du mois de mai, après deux ans de demandes."
    bulletin = rebuild(f"# Titre de la page\n\n{longer}\n\n{line}\n\n{longer}\n", "page.txt")
    assert line in [block.text.string for article in bulletin.articles for block in article.blocks]
    roles = {block.role for article in bulletin.articles for block in article.blocks if block.text.string == line}
    assert not roles & {Role.CAPTION, Role.CREDIT, Role.BYLINE}


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (is_foreign_byline, "Por María López"), (is_foreign_byline, "Di Luca Rossi"), (is_foreign_byline, "Por João da Silva"),
        (is_foreign_byline, "김민수 기자"), (is_foreign_byline, "De notre correspondante à Nantes, Claire Petit"), (is_foreign_byline, "Текст: Анна Келлер"),
        (is_foreign_jump, "Pasa a la página 4"), (is_foreign_jump, "Segue a pagina 7"), (is_foreign_jump, "Continua na página 12"),
        (is_foreign_jump, "▶ 3면에 계속"), (is_foreign_jump, "Окончание на 4-й стр."), (is_foreign_jump, "1面から続く"),
        (is_foreign_caption, "En la foto, los vecinos de la plaza"), (is_foreign_caption, "사진=북쪽 부두에서 배를 타는 사람들"),
        (is_foreign_credit, "Foto: Luca Rossi"), (is_foreign_credit, "Фото: Т. Шоу"), (is_foreign_credit, "تصوير: أحمد سالم"), (is_foreign_credit, "撮影＝佐藤"),
    ],
)  # fmt: skip
def test_the_words_they_begin_with(known: Callable[[str], bool], line: str) -> None:
    assert known(line)
