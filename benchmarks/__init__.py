"""Measurements of Morgue: speed beside other engines, quality of ranking, and the way from raw files to an index."""
