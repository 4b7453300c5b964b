"""What a timeline consists of: typed entries, and what is derived from them."""
