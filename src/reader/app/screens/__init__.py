"""The screens: reading, and the dialogs that lie over it."""
