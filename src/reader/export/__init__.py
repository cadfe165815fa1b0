"""Articles out of the program: text, Markdown, JSON, and the schema ``bulletin/1``."""
