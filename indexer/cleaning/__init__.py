"""Cleaning: ordered, named rules that take an article out of the lines around it."""
