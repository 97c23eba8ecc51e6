"""How fast archives are built and queries answered, by Morgue and its peers."""
