"""The live preview: watches what a site is made from, makes it anew, and tells open pages."""
