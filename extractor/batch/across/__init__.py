"""What many pages say together: one bibliography, copies of pages, entries mended from copies.

Works on the written results alone, so that every engine ends in the same files.
"""
