"""The forms in which rows go out: JSON, CSV, GeoJSON, Parquet. Each takes a typed frame and gives bytes."""
