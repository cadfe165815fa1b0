"""What the program says, in each language: one catalogue a language, and the choice between them."""

from reader.language.catalogue import LANGUAGES, Language, choose_language

__all__ = ["LANGUAGES", "Language", "choose_language"]
