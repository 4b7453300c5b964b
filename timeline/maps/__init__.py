"""Maps from vendored outlines: the data, frames of it, room for labels, and the ground to move on.

Geometry only: nothing here knows of timelines, pages or words.
"""
