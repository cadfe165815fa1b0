"""How characters are drawn where OCR flattened or spread them; the source itself is never touched."""
