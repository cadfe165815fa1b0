"""The index: one SQLite file for a library, from which it is listed and searched. It can always be made again."""
