"""Putting pages on disk and running MkDocs: the edge of the program."""
