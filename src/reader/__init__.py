"""Reader, the newspaper in a terminal."""

__version__ = "0.1.0"  # a constant: asking importlib.metadata costs more than showing the first page
COMMANDS = ("list", "show", "export", "parse", "search", "index", "check", "keys")
