"""The briefing: one object of contents, written as PDF, slides and sheets. `contents.py` says what, the others how."""
