"""Seeing it run: a line in the log for each request, figures for Prometheus, and where wanted who searched for what."""
