"""Folders to editions, sections and articles, and the search over them."""
