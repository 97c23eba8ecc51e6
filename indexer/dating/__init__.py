"""Dates: what a text states, and what it only implies."""
