"""The KPIs: one TOML each, read and checked by catalogue.py, scored by score.py, answered by data/queries/kpis.py."""
