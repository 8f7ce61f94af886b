"""Files in, text with exact offsets, places and metadata out. Nothing is fetched; a file that cannot be read is named."""

from __future__ import annotations

from workbench.reading.datelines import stated_day
from workbench.reading.files import SUFFIXES, find_files, label_of, read_bytes, read_file, read_many

__all__ = ["SUFFIXES", "find_files", "label_of", "read_bytes", "read_file", "read_many", "stated_day"]
