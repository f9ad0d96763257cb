"""Alarms as ISA-18.2 means them: rules (one TOML each), a pure state machine, and the engine that keeps their log."""
