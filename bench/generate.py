"""Make a folder of realistic bulletins: `python bench/generate.py FOLDER --count 20000`.

Seeded: the same numbers give the same files. Words and characters are as frequent as in newspapers (Zipf's law as
Mandelbrot gave it), each story comes back to some words of its own, sections are skewed, dates run over twenty years.
With --per-file a file holds a whole page of stories, as newspapers' pages do. --statistics tells what the Chinese
is made up of, to be held against what one reads.
"""

from __future__ import annotations

import argparse
import datetime
import math
import random
import re
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SECTIONS = ("要闻", "经济", "社会", "文化", "体育", "国际", "科技", "教育", "World", "Business")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
# Frequent in any newspaper, the most frequent first. The other characters are those that every Chinese computer has had
# since 1980 (the first level of GB 2312), in an order drawn from the seed.
FREQUENT = "的一在国中是了有和人大年市会工作不为业发上日月全部要行个这对产新地进时生经出动民"
LEVEL_ONE = bytes(each for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for each in (row, cell))
WORDS = 20_000  # Chinese ones
LENGTHS, SHARES = (1, 2, 3, 4), (4, 76, 12, 8)  # of Chinese words
FLATNESS = 10, 8  # Mandelbrot's constant, of words and of characters: the higher, the flatter the top
TOPIC = 12  # words that a story comes back to
TOPIC_SHARE = 0.25  # of its words
FOLLOWERS = (
    8  # words that mostly stand behind another: without, there would be too many pairs that nobody has written yet
)
FOLLOWING_SHARE = 0.5  # of words that stand behind such a one
# One string each: a tuple of so many words would fill a page.
COMMON = "the of and to in a is for on that by with as at from are was be this an city river council report"
ONSETS = "b c d f g h l m n p r s t v w br cl dr fl gr pl pr st str th tr"
RHYMES = "a e i o u ai ea ou an en in on ar er or al el ent ing ion ist ive"
MIXED = ("5G", "PM2.5", "AI", "GDP", "B2B", "3D")
MIXED_SHARE = 0.01  # of Chinese words
DAYS = 7305  # twenty years


class Language:
    """Words by their frequency, and those that the story being written comes back to."""

    def __init__(self, draw: random.Random, words: Sequence[str], flatness: int) -> None:
        self._draw = draw
        self._words = words
        self._weights = zipf(len(words), flatness)
        self._topic: list[str] = []
        self._followers: dict[str, list[str]] = {}

    def begin(self) -> None:
        """Begin another story."""
        self._topic = self._draw.choices(self._words[len(self._words) // 100 :], k=TOPIC)

    def draw(self, count: int) -> list[str]:
        """Return ``count`` words."""
        words = self._draw.choices(self._words, cum_weights=self._weights, k=count)
        for at in range(count):
            chance = self._draw.random()
            if chance < TOPIC_SHARE:
                words[at] = self._draw.choice(self._topic)
            elif at and chance < TOPIC_SHARE + FOLLOWING_SHARE:
                words[at] = self._draw.choice(self._behind(words[at - 1]))
        return words

    def _behind(self, word: str) -> list[str]:
        if word not in self._followers:
            self._followers[word] = self._draw.choices(self._words, cum_weights=self._weights, k=FOLLOWERS)
        return self._followers[word]


def zipf(count: int, flatness: int) -> list[float]:
    """Return how frequent the first, the first two, the first three ... of so many are together."""
    return list(accumulate(1 / (rank + flatness) for rank in range(1, count + 1)))


class Writer:
    """Makes sentences, paragraphs and articles of words."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.chinese_words = Language(self.random, self._make_chinese(), FLATNESS[0])
        self.english_words = Language(self.random, self._make_english(), 0)

    def _make_chinese(self) -> list[str]:
        others = sorted(set(LEVEL_ONE.decode("gb2312", "ignore")).difference(FREQUENT))
        self.random.shuffle(others)
        characters = [*FREQUENT, *others]
        weights = zipf(len(characters), FLATNESS[1])

        def make(length: int) -> str:
            return "".join(self.random.choices(characters, cum_weights=weights, k=length))

        return [*FREQUENT[:6], *map(make, self.random.choices(LENGTHS, SHARES, k=WORDS))]

    def _make_english(self) -> list[str]:
        onsets, rhymes = ONSETS.split(), RHYMES.split()

        def make(syllables: int) -> str:
            return "".join(self.random.choice(onsets) + self.random.choice(rhymes) for _ in range(syllables))

        return [*COMMON.split(), *(make(self.random.randint(1, 4)) for _ in range(WORDS))]

    def chinese(self, count: int) -> str:
        """Return ``count`` words."""
        words = self.chinese_words.draw(count)
        return "".join(self.random.choice(MIXED) if self.random.random() < MIXED_SHARE else word for word in words)

    def english(self, count: int) -> str:
        """Return ``count`` words."""
        return " ".join(self.english_words.draw(count))

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
        (self.english_words if english else self.chinese_words).begin()
        title = self.english(7).title() if english else self.chinese(7)
        return title, "\n\n".join(self.paragraph(english) for _ in range(self.random.randint(2, 8)))

    def bulletin(self, day: datetime.date, section: str, stories: int) -> str:
        """Return one bulletin with front matter."""
        front = f"date: {day.isoformat()}\nsection: {section}\n---\n\n"
        if stories == 1:
            title, body = self.story(section)
            return f"---\ntitle: {title}\n{front}{body}\n"
        parts = [f"# {title}\n\n{body}\n" for title, body in (self.story(section) for _ in range(stories))]
        return f"---\n{front}" + "\n".join(parts)


def statistics(writer: Writer, characters: int = 150_000) -> str:
    """Return of how many different stretches so many characters are made up, and how evenly these are spread."""
    text = ""
    while len(text) < characters:
        text += "\n".join(writer.story(SECTIONS[0]))
    text = re.sub("[^\u4e00-\u9fff]+", "\n", text)[:characters]
    lines = []
    for length in (1, 2, 3, 4):
        stretches = (text[at : at + length] for at in range(len(text)))
        found = Counter(each for each in stretches if "\n" not in each)
        total = found.total()
        bits = -sum(count / total * math.log2(count / total) for count in found.values())
        top = max(found.values()) / total
        lines.append(f"{length}: {len(found)} different, {bits:.2f} bits, {1000 * top:.1f} in a thousand the same")
    return "\n".join(lines)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-file", type=int, default=1)
    parser.add_argument("--statistics", action="store_true", help="tell what the text is like, and write nothing")
    arguments = parser.parse_args()
    writer = Writer(arguments.seed)
    if arguments.statistics:
        print(statistics(writer))
        return
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
