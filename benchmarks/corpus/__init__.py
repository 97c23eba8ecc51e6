"""The text that everything is measured on: real articles, then recombined ones that keep the shape of real text."""
