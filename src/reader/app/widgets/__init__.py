"""The widgets of the reading screen. Each draws its own lines and answers with messages."""
