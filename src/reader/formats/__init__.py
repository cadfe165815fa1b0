"""Bytes to raw blocks: reading, decoding, cleaning, front matter, and one parser for each format."""
