"""What the archive itself teaches of its outlets: lines that recur, and whether they write day or month first."""
