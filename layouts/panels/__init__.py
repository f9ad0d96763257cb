"""What panels ask and how they are drawn: one file per subject, with `ask`, `draw` and, where figures need it, `rows`."""
