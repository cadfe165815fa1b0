"""Raw blocks to articles: paragraphs, roles, story boundaries, joins; every rule a small pure function."""

from reader.page.build import build_bulletin

__all__ = ["build_bulletin"]
