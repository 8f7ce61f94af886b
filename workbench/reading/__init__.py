"""Files in, text with exact offsets, places and metadata out."""
