"""Make a folder of realistic bulletins: `python bench/generate.py FOLDER --count 20000`.

Seeded: the same numbers give the same files. Words follow Zipf's law, sections are skewed, dates run over twenty years.
With --per-file a file holds a whole page of stories, as newspapers' pages do.
"""

from __future__ import annotations

import argparse
import datetime
import random
from itertools import accumulate
from pathlib import Path

SECTIONS = ("要闻", "经济", "社会", "文化", "体育", "国际", "科技", "教育", "World", "Business")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
# The characters are common ones; which of them make a word is drawn once from the seed.
CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
)
# One string each: a tuple of so many words would fill a page.
COMMON = "the of and to in a is for on that by with as at from are was be this an city river council report"
ONSETS = "b c d f g h l m n p r s t v w br cl dr fl gr pl pr st str th tr"
RHYMES = "a e i o u ai ea ou an en in on ar er or al el ent ing ion ist ive"
MIXED = ("5G", "PM2.5", "AI", "GDP", "B2B", "3D")
MIXED_SHARE = 0.01  # of Chinese words
DAYS = 7305  # twenty years


class Writer:
    """Draws words by Zipf's law and makes sentences, paragraphs and articles of them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [
            "".join(self.random.choices(CHARACTERS, k=self.random.choice((1, 2, 2, 2, 3)))) for _ in range(20_000)
        ]
        onsets, rhymes = ONSETS.split(), RHYMES.split()
        self.latin = [
            *COMMON.split(),
            *(
                "".join(
                    self.random.choice(onsets) + self.random.choice(rhymes) for _ in range(self.random.randint(1, 4))
                )
                for _ in range(30_000)
            ),
        ]
        self.weights, self.latin_weights = (
            list(accumulate(1 / rank for rank in range(1, len(words) + 1))) for words in (self.words, self.latin)
        )

    def chinese(self, count: int) -> str:
        """Return ``count`` words."""
        words = self.random.choices(self.words, cum_weights=self.weights, k=count)
        return "".join(self.random.choice(MIXED) if self.random.random() < MIXED_SHARE else word for word in words)

    def english(self, count: int) -> str:
        """Return ``count`` words."""
        return " ".join(self.random.choices(self.latin, cum_weights=self.latin_weights, k=count))

    def paragraph(self, english: bool) -> str:
        """Return a paragraph of two to six sentences."""
        sentences = []
        for _ in range(self.random.randint(2, 6)):
            if english:
                sentences.append(self.english(self.random.randint(8, 24)).capitalize() + ". ")
            else:
                parts = [self.chinese(self.random.randint(3, 9)) for _ in range(self.random.randint(1, 4))]
                sentences.append("，".join(parts) + "。")
        return "".join(sentences).strip()

    def story(self, section: str) -> tuple[str, str]:
        """Return a headline and a body."""
        english = section.isascii()
        title = self.english(7).title() if english else self.chinese(7)
        return title, "\n\n".join(self.paragraph(english) for _ in range(self.random.randint(4, 12)))

    def bulletin(self, day: datetime.date, section: str, stories: int) -> str:
        """Return one bulletin with front matter."""
        front = f"date: {day.isoformat()}\nsection: {section}\n---\n\n"
        if stories == 1:
            title, body = self.story(section)
            return f"---\ntitle: {title}\n{front}{body}\n"
        parts = [f"# {title}\n\n{body}\n" for title, body in (self.story(section) for _ in range(stories))]
        return f"---\n{front}" + "\n".join(parts)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-file", type=int, default=1)
    arguments = parser.parse_args()
    writer = Writer(arguments.seed)
    last = datetime.date(2026, 11, 22)
    files = -(-arguments.count // arguments.per_file)
    for number in range(files):
        day = last - datetime.timedelta(days=number * DAYS // files)
        section = writer.random.choices(SECTIONS, weights=range(len(SECTIONS), 0, -1))[0]
        path = arguments.folder / day.strftime("%Y-%m") / f"{day.isoformat()}-{number % 1000:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(writer.bulletin(day, section, arguments.per_file), encoding="utf-8")


if __name__ == "__main__":
    main()
