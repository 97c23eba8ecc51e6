"""Engines: what matches, scores and counts. Only this folder knows which one answers."""
